// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.counts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.testkit.Pair;
import dev.jessel.testkit.handshake.Identities;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a record asks cryptography for, and whether its content is copied on the way. */
final class RecordCallsTest {
  /** Of a call that opens: nonce, aad with its place, input with its place, output. */
  private static final int OPENS_INTO = 7;

  /** Of a call that seals: nonce, aad with its place, input. */
  private static final int SEALS_FROM = 4;

  private static final int FULL = 16_384;

  private final CountingCrypto clients = new CountingCrypto(Identities.CRYPTO);
  private final CountingCrypto servers = new CountingCrypto(Identities.CRYPTO);
  private final Set<Object> sealedFrom = new HashSet<>();
  private final Set<Object> openedInto = new HashSet<>();
  private final ByteBuffer content = ByteBuffer.allocate(FULL);
  private final ByteBuffer received = ByteBuffer.allocate(FULL + 1_000);
  private Pair pair;

  @BeforeEach
  void begin() throws SslException {
    pair =
        Pair.of(
            Identities.client().crypto(clients.crypto()).build(),
            Identities.server().crypto(servers.crypto()).build());
    pair.connect();
    assertThat(pair.client().read(received)).isEqualTo(SslStatus.WANT_READ);
    clients.listener(
        (name, arguments) -> {
          if (name.equals("Aead.seal")) {
            sealedFrom.add(arguments[SEALS_FROM]);
          }
        });
    servers.listener(
        (name, arguments) -> {
          if (name.equals("Aead.open")) {
            openedInto.add(arguments[OPENS_INTO]);
          }
        });
  }

  private void writeAndRead() throws SslException {
    assertThat(pair.client().write(content.rewind())).isEqualTo(SslStatus.DONE);
    assertThat(pair.server().read(received.clear())).isEqualTo(SslStatus.DONE);
  }

  @Test
  void aRecordIsOneCallOnEachSideAndNoOther() throws SslException {
    int sealed = clients.calls("Aead.seal");
    int opened = servers.calls("Aead.open");
    int made = clients.calls("CryptoProvider.aead") + servers.calls("CryptoProvider.aead");
    int macs = clients.calls("CryptoProvider.hmac") + servers.calls("CryptoProvider.hmac");

    for (int i = 0; i < 10; i++) {
      writeAndRead();
    }

    assertThat(clients.calls("Aead.seal") - sealed).isEqualTo(10);
    assertThat(servers.calls("Aead.open") - opened).isEqualTo(10);
    assertThat(clients.calls("CryptoProvider.aead") + servers.calls("CryptoProvider.aead"))
        .isEqualTo(made);
    assertThat(clients.calls("CryptoProvider.hmac") + servers.calls("CryptoProvider.hmac"))
        .isEqualTo(macs);
  }

  @Test
  void contentIsSealedFromTheCallersArrayAndOpenedIntoTheCallersArray() throws SslException {
    writeAndRead();

    assertThat(sealedFrom).containsExactly(content.array());
    assertThat(openedInto).containsExactly(received.array());
  }
}
