// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.Endpoints.drain;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import dev.jessel.bio.MemoryBio;
import dev.jessel.bio.NbioTestBio;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** BIO_f_nbio_test: a transport that passes few bytes at a time, and sometimes none. */
class BIO_f_nbio_test_Test {
  private static final int ROUNDS = 2_000_000;
  private final byte[] buffer = new byte[100];

  @Test
  void writesPassOneToSevenBytesOrNone() {
    Bio chain = BIO_push(BIO_new(BIO_f_nbio_test()), BIO_new(BIO_s_mem()));
    boolean blocked = false;
    boolean passed = false;
    for (int i = 0; i < 1000; i++) {
      int n = BIO_write(chain, DATA, 100);
      blocked |= n == -1 && BIO_should_write(chain);
      passed |= n > 0;
      assertThat(n == -1 ? BIO_should_retry(chain) : n >= 1 && n <= 7).isTrue();
    }
    assertThat(blocked && passed).isTrue();
    assertThat(BIO_dup_chain(chain)).isNull();
  }

  @Test
  void readsPassOneToSevenBytesOrNone() {
    Bio chain = BIO_push(BIO_new(BIO_f_nbio_test()), BIO_new_mem_buf(DATA, -1));
    boolean blocked = false;
    for (int i = 0; i < 1000; i++) {
      int n = BIO_read(chain, buffer, 100);
      blocked |= n == -1 && BIO_should_read(chain);
      assertThat(n == -1 ? BIO_should_retry(chain) : n >= 1 && n <= 7).isTrue();
    }
    assertThat(blocked).isTrue();
  }

  @Test
  void theSameSeedGivesTheSameRun() {
    NbioTestBio first = new NbioTestBio();
    assertThat(run(first)).isEqualTo(run(new NbioTestBio(first.seed())));
    assertThat(run(new NbioTestBio(1))).isNotEqualTo(run(new NbioTestBio(2)));
  }

  private static List<Integer> run(NbioTestBio bio) {
    bio.push(new MemoryBio());
    List<Integer> counts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      counts.add(bio.write(DATA, 0, 10));
    }
    return counts;
  }

  @Test
  void aBlockedWriteIsTriedAgainWithItsSize() {
    List<Integer> sizes = new ArrayList<>();
    BIO_METHOD method = BIO_meth_new(BIO_TYPE_SOURCE_SINK, "blocks");
    BIO_meth_set_write(
        method,
        (b, data, len) -> {
          sizes.add(len);
          BIO_set_retry_write(b);
          return -1;
        });
    Bio chain = BIO_push(new NbioTestBio(3), BIO_new(method));
    for (int i = 0; i < 50; i++) {
      BIO_write(chain, DATA, 100);
    }
    assertThat(sizes).hasSizeGreaterThan(40).containsOnly(sizes.get(0));
  }

  @Test
  void aConnectionRunsOverTwoOfThem() {
    Endpoints ends = Endpoints.overPair();
    ends.make();
    BIO_up_ref(ends.clientBio);
    BIO_up_ref(ends.serverBio);
    Bio client = BIO_push(new NbioTestBio(11), ends.clientBio);
    Bio server = BIO_push(new NbioTestBio(12), ends.serverBio);
    SSL_set_bio(ends.client, client, client);
    SSL_set_bio(ends.server, server, server);
    int rounds = 0;
    while (SSL_do_handshake(ends.client) + SSL_do_handshake(ends.server) != 2) {
      assertThat(rounds++).isLessThan(ROUNDS);
    }
    int sent = 0;
    int received = 0;
    while (received < 60_000) {
      if (sent < 60_000) {
        int n = SSL_write(ends.client, DATA, sent, Math.min(20_000, 60_000 - sent));
        sent += Math.max(n, 0);
      }
      received += drain(ends.server);
      assertThat(rounds++).isLessThan(ROUNDS);
    }
    assertThat(received).isEqualTo(60_000);
  }
}
