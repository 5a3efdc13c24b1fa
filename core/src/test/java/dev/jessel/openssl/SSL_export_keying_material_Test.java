// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** SSL_export_keying_material(3): what only the two peers know, before the handshake is over. */
class SSL_export_keying_material_Test {
  private static final byte[] CONTEXT = {1, 2, 3};

  @Test
  void bothPeersKnowTheSameWithTheClientHello() {
    EarlyEndpoints ends = EarlyEndpoints.overPair().comeBack();
    assertThat(early(ends.client(), "label", CONTEXT)).isNull();
    ends.write(ends.client(), "hello");
    ends.readEarly();
    byte[] mine = early(ends.client(), "label", CONTEXT);
    assertThat(mine).isEqualTo(early(ends.server(), "label", CONTEXT));
    assertThat(mine).isNotEqualTo(early(ends.client(), "other", CONTEXT));
    assertThat(mine).isNotEqualTo(early(ends.client(), "label", new byte[0]));
    assertThat(early(ends.client(), "label", new byte[0]))
        .isEqualTo(early(ends.server(), "label", new byte[0]));
    SSL_do_handshake(ends.client());
    ends.readEarly();
    ends.finish();
    assertThat(mine).isEqualTo(early(ends.server(), "label", CONTEXT));
    byte[] late = new byte[mine.length];
    assertThat(SSL_export_keying_material(ends.client(), late, late.length, "label", CONTEXT, 1))
        .isOne();
    assertThat(mine).isNotEqualTo(late);
  }

  @Test
  void withoutEarlyDataThereIsNone() {
    EarlyEndpoints ends = EarlyEndpoints.overPair();
    ends.visit();
    assertThat(early(ends.client(), "label", CONTEXT)).isNull();
    assertThat(early(ends.server(), "label", CONTEXT)).isNull();
  }

  private static byte[] early(SSL ssl, String label, byte[] context) {
    byte[] out = new byte[80];
    int made = SSL_export_keying_material_early(ssl, out, out.length, label, context);
    return made == 1 ? out : null;
  }
}
