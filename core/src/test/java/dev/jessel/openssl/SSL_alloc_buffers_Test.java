// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.DATA;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Inside;
import java.util.Arrays;
import java.util.List;

/** SSL_alloc_buffers(3) and SSL_MODE_RELEASE_BUFFERS: memory is held while it holds something. */
class SSL_alloc_buffers_Test {

  private final byte[] buffer = new byte[100];

  @EveryVersion
  void io18FreeingAndAllocatingBetweenCallsDisturbsNothing(Version version) {
    for (String actions : List.of("", "f", "a", "ff", "aa", "fa", "af", "faf", "afa")) {
      Endpoints ends = version.overMemory().make();
      AsyncBio.between(ends, false);
      IO_transport_Test.patientHandshake(ends);
      Runnable between =
          () -> {
            for (SSL ssl : List.of(ends.client, ends.server)) {
              actions.chars().forEach(action -> perform(action, ssl));
            }
          };
      IO_transport_Test.patientExchange(ends.client, ends.server, between);
      IO_transport_Test.patientExchange(ends.server, ends.client, between);
    }
  }

  private static void perform(int action, SSL ssl) {
    int returned = action == 'f' ? SSL_free_buffers(ssl) : SSL_alloc_buffers(ssl);
    assertThat(action == 'f' || returned == 1).isTrue();
  }

  @EveryVersion
  void io19WithAPartOfARecordReadNothingIsFreed(Version version) {
    Endpoints ends = version.overMemory().shake();
    SSL_write(ends.client, DATA, 10);
    assertThat(SSL_read(ends.server, buffer, 4)).isEqualTo(4);
    assertThat(SSL_free_buffers(ends.server)).isZero();
    assertThat(SSL_read(ends.server, buffer, 10)).isEqualTo(6);
    assertThat(SSL_free_buffers(ends.server)).isEqualTo(1);
  }

  @EveryVersion
  void io19WithAPartOfARecordReceivedNothingIsFreed(Version version) {
    Endpoints whole = version.overMemory().shake();
    SSL_write(whole.client, DATA, 10);
    int length = (int) BIO_ctrl_pending(whole.clientBio);
    for (int bytes : new int[] {4, 5, length - 1}) {
      Endpoints ends = version.overMemory().shake();
      SSL_write(ends.client, DATA, 10);
      byte[] record = BIO_get_mem_data(ends.clientBio);
      Endpoints.swallow(ends.clientBio);
      BIO_write(ends.clientBio, record, bytes);
      assertThat(SSL_read(ends.server, buffer, 10)).isEqualTo(-1);
      assertThat(SSL_free_buffers(ends.server)).as(bytes + " bytes").isZero();
    }
  }

  @EveryVersion
  void bothMayBeCalledAgainAndAgain(Version version) {
    Endpoints ends = version.overMemory().shake();
    for (int i = 0; i < 2; i++) {
      assertThat(SSL_free_buffers(ends.client)).isEqualTo(1);
      assertThat(SSL_free_buffers(ends.client)).isEqualTo(1);
      assertThat(SSL_alloc_buffers(ends.client)).isEqualTo(1);
      assertThat(SSL_alloc_buffers(ends.client)).isEqualTo(1);
      assertThat(SSL_write(ends.client, DATA, 5)).isEqualTo(5);
      assertThat(SSL_read(ends.server, buffer, 5)).isEqualTo(5);
    }
  }

  @EveryVersion
  void anIdleConnectionHoldsNoBuffersWhateverItsMode(Version version) {
    for (long mode : new long[] {0, SSL_MODE_RELEASE_BUFFERS}) {
      Endpoints ends = version.overMemory();
      SSL_CTX_set_mode(ends.serverContext, mode);
      ends.shake();
      SSL_write(ends.client, DATA, 10);
      assertThat(SSL_read(ends.server, buffer, 100)).isEqualTo(10);
      assertThat(SSL_read(ends.server, buffer, 100)).isEqualTo(-1);
      assertThat(Inside.holdsBuffers(ends.server.ssl())).isFalse();
      GateBio gate = GateBio.before(ends.server);
      gate.open(0);
      assertThat(SSL_write(ends.server, DATA, 10)).isEqualTo(-1);
      assertThat(Inside.holdsBuffers(ends.server.ssl())).isTrue();
      gate.open(1);
      assertThat(SSL_write(ends.server, DATA, 10)).isEqualTo(10);
      assertThat(Inside.holdsBuffers(ends.server.ssl())).isFalse();
    }
  }

  @EveryVersion
  void io32PlaintextIsWipedOnceItWasReadWhenThatWasAskedFor(Version version) {
    assertThat(plaintextLeft(version, SSL_OP_CLEANSE_PLAINTEXT)).isFalse();
    assertThat(plaintextLeft(version, 0)).isTrue();
  }

  private boolean plaintextLeft(Version version, long option) {
    Endpoints ends = version.overMemory();
    SSL_CTX_set_options(ends.serverContext, option);
    ends.shake();
    byte[] secret = {77, 78, 79, 80, 81, 82, 83, 84, 85, 86};
    SSL_write(ends.client, secret, 10);
    for (int i = 0; i < 2; i++) {
      assertThat(SSL_peek(ends.server, buffer, 10)).isEqualTo(10);
      assertThat(buffer).as("a peek leaves it").startsWith(secret);
    }
    assertThat(SSL_read(ends.server, buffer, 10)).isEqualTo(10);
    assertThat(buffer).startsWith(secret);
    boolean found = false;
    for (int i = 0; i < 8; i++) {
      found |= contains(Inside.pool(ends.server.ssl()).take(), secret);
    }
    return found;
  }

  private static boolean contains(byte[] array, byte[] secret) {
    for (int at = 0; at + secret.length <= array.length; at++) {
      if (Arrays.equals(array, at, at + secret.length, secret, 0, secret.length)) {
        return true;
      }
    }
    return false;
  }
}
