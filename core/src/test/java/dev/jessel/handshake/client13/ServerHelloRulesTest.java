// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client13;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.crypto.jca.JcaCryptoProvider;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.hello.ClientOffer;
import dev.jessel.handshake.hello.KeyShares;
import dev.jessel.handshake.hello.PskOffers;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.Cookie;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.SelectedVersion;
import dev.jessel.wire.extension.SupportedVersionsClient;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.ServerHello;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ServerHelloRulesTest {
  private static final Bytes RANDOM = Bytes.of(new byte[32]);
  private static final Bytes SESSION_ID = Bytes.of((byte) 7);
  private static final CipherSuite SUITE = CipherSuite.TLS_AES_128_GCM_SHA256;
  private static final ProtocolVersion TLS_1_2 = ProtocolVersion.TLS_1_2;
  private static final Extensions TLS_1_3 =
      Extensions.of(new SelectedVersion(ProtocolVersion.TLS_1_3));
  private static final ClientOffer OFFER =
      new ClientOffer(
          new ClientHello(
              TLS_1_2,
              RANDOM,
              SESSION_ID,
              List.of(SUITE),
              Bytes.of((byte) 0),
              Extensions.of(new SupportedVersionsClient(List.of(ProtocolVersion.TLS_1_3)))),
          KeyShares.generate(JcaCryptoProvider.create(), List.of()),
          Optional.empty(),
          Optional.empty(),
          PskOffers.of(List.of(), JcaCryptoProvider.create()));

  @Test
  void aSoundHelloYieldsItsSuite() throws TlsException {
    ServerHello sound = new ServerHello(TLS_1_2, RANDOM, SESSION_ID, SUITE, 0, TLS_1_3);

    assertThat(ServerHelloRules.check(OFFER, sound).suite()).isEqualTo(SUITE);
  }

  @Test
  void theLegacyVersionIsThatOfTls12() {
    refused(
        new ServerHello(ProtocolVersion.TLS_1_3, RANDOM, SESSION_ID, SUITE, 0, TLS_1_3),
        AlertDescription.PROTOCOL_VERSION);
  }

  @Test
  void aVersionThatWasNotOfferedIsIllegal() {
    Extensions older = Extensions.of(new SelectedVersion(TLS_1_2));

    refused(
        new ServerHello(TLS_1_2, RANDOM, SESSION_ID, SUITE, 0, older),
        AlertDescription.ILLEGAL_PARAMETER);
  }

  @Test
  void aHelloOfAnOlderVersionIsRefused() {
    refused(
        new ServerHello(TLS_1_2, RANDOM, SESSION_ID, SUITE, 0, Extensions.EMPTY),
        AlertDescription.ILLEGAL_PARAMETER);
  }

  @Test
  void aMarkedRandomGivesADowngradeAway() {
    byte[] marked = new byte[32];
    System.arraycopy(Bytes.ofHex("444f574e47524401").toArray(), 0, marked, 24, 8);

    refused(
        new ServerHello(TLS_1_2, Bytes.of(marked), SESSION_ID, SUITE, 0, Extensions.EMPTY),
        AlertDescription.ILLEGAL_PARAMETER);
  }

  @Test
  void theFieldsOfOldVersionsAreEchoedOrEmpty() {
    refused(
        new ServerHello(TLS_1_2, RANDOM, Bytes.EMPTY, SUITE, 0, TLS_1_3),
        AlertDescription.ILLEGAL_PARAMETER);
    refused(
        new ServerHello(TLS_1_2, RANDOM, SESSION_ID, SUITE, 1, TLS_1_3),
        AlertDescription.ILLEGAL_PARAMETER);
  }

  @Test
  void aSuiteOrExtensionThatWasNotOfferedIsRefused() {
    refused(
        new ServerHello(
            TLS_1_2, RANDOM, SESSION_ID, CipherSuite.TLS_AES_256_GCM_SHA384, 0, TLS_1_3),
        AlertDescription.ILLEGAL_PARAMETER);
    refused(
        new ServerHello(
            TLS_1_2, RANDOM, SESSION_ID, SUITE, 0, TLS_1_3.with(new Cookie(SESSION_ID))),
        AlertDescription.UNSUPPORTED_EXTENSION);
  }

  private static void refused(ServerHello hello, AlertDescription alert) {
    assertThatThrownBy(() -> ServerHelloRules.check(OFFER, hello))
        .isInstanceOfSatisfying(TlsException.class, e -> assertThat(e.alert()).contains(alert));
  }
}
