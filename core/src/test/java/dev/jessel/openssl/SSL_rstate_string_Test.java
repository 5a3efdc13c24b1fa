// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** SSL_rstate_string(3): which part of a record is waited for. */
class SSL_rstate_string_Test {
  @Test
  void io23TheHeaderIsReadBeforeTheBody() {
    Endpoints ends = Endpoints.overMemory().version(TLS1_3_VERSION).shake();
    assertThat(SSL_rstate_string(ends.server)).isEqualTo("RH");
    assertThat(SSL_rstate_string_long(ends.server)).isEqualTo("read header");
    byte[] header = {23, 3, 3, 0, 20};
    BIO_write(ends.clientBio, header, header.length);
    assertThat(SSL_read(ends.server, new byte[10], 10)).isEqualTo(-1);
    assertThat(SSL_rstate_string(ends.server)).isEqualTo("RB");
    assertThat(SSL_rstate_string_long(ends.server)).isEqualTo("read body");
  }

  @Test
  void aRecordThatIsReadLeavesTheHeaderOfTheNext() {
    Endpoints ends = Endpoints.overMemory().version(TLS1_3_VERSION).shake();
    SSL_write(ends.client, DATA, 10);
    byte[] record = BIO_get_mem_data(ends.clientBio);
    Endpoints.swallow(ends.clientBio);
    BIO_write(ends.clientBio, record, 9);
    assertThat(SSL_read(ends.server, new byte[10], 10)).isEqualTo(-1);
    assertThat(SSL_rstate_string(ends.server)).isEqualTo("RB");
    byte[] rest = Arrays.copyOfRange(record, 9, record.length);
    BIO_write(ends.clientBio, rest, rest.length);
    assertThat(SSL_read(ends.server, new byte[10], 10)).isEqualTo(10);
    assertThat(SSL_rstate_string(ends.server)).isEqualTo("RH");
    assertThat(SSL_rstate_string(SSL_new(ends.clientContext))).isEqualTo("RH");
  }
}
