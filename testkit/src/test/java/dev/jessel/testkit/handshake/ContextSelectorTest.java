// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslOption;
import dev.jessel.SslReply;
import dev.jessel.SslVerify;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.Credential;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A server that goes on with another context when it has seen the ClientHello. */
class ContextSelectorTest {
  private static final Credential OTHER =
      Identities.AUTHORITY.server(KeyType.RSA, "other.example").credential();

  @FourWays
  void allThatIsNotSettledComesFromTheOtherContext(Handshake handshake) throws SslException {
    SslContext other =
        Identities.server()
            .noCredentials()
            .credential(OTHER)
            .trust(Identities.AUTHORITY.trust())
            .verify(SslVerify.REQUIRED)
            .alpn("other")
            .groups("P-256")
            .cipherSuites("TLS_AES_128_GCM_SHA256")
            .build();
    handshake
        .clientShows(Identities.CLIENT)
        .client(b -> b.peer("other.example").alpn("first", "other"))
        .server(b -> b.alpn("first").contextSelector(hello -> SslReply.now(other)));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.client().peerCertificates().get(0)).isEqualTo(OTHER.leaf());
      assertThat(pair.server().peerCertificates().get(0)).isEqualTo(Identities.CLIENT.leaf());
      assertThat(pair.client().applicationProtocol()).contains("other");
      assertThat(pair.client().group()).contains(NamedGroup.SECP256R1);
      assertThat(pair.client().cipherSuite()).contains(CipherSuite.TLS_AES_128_GCM_SHA256);
    }
  }

  @FourWays
  void soItIsInTls12(Handshake handshake) throws SslException {
    SslContext other = Identities.server().noCredentials().credential(OTHER).alpn("other").build();
    handshake
        .client(b -> b.peer("other.example").alpn("other").maxVersion(ProtocolVersion.TLS_1_2))
        .server(b -> b.contextSelector(hello -> SslReply.now(other)));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.client().peerCertificates().get(0)).isEqualTo(OTHER.leaf());
      assertThat(pair.client().applicationProtocol()).contains("other");
    }
  }

  @FourWays
  void theSameContextServesThoseWhoAskForNothingElse(Handshake handshake) throws SslException {
    SslContext other = Identities.server().noCredentials().credential(OTHER).build();
    SslContext same = Identities.server().build();
    handshake.server(
        b ->
            b.contextSelector(
                hello ->
                    SslReply.now(
                        hello.serverName().equals(Optional.of("other.example")) ? other : same)));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.client().peerCertificates().get(0)).isEqualTo(Identities.SERVER.leaf());
    }
  }

  @Test
  void aContextThatSpeaksNoVersionAtAllIsNoWayOn() {
    SslContext other =
        Identities.server()
            .minVersion(ProtocolVersion.TLS_1_3)
            .options(SslOption.NO_TLS_1_3)
            .build();
    try (Pair pair =
        Pair.of(
            Identities.client().build(),
            Identities.server().contextSelector(hello -> SslReply.now(other)).build())) {
      assertThatThrownBy(pair::connect)
          .isInstanceOfSatisfying(
              SslException.class,
              e -> assertThat(e.reason()).contains(SslReason.NO_PROTOCOLS_AVAILABLE));
    }
  }

  @Test
  void theSelectorMayTakeItsTime() throws SslException {
    List<String> asked = new ArrayList<>();
    SslContext other = Identities.server().noCredentials().credential(OTHER).build();
    SslContext server =
        Identities.server()
            .contextSelector(
                hello -> {
                  asked.add(hello.serverName().orElse(""));
                  return asked.size() < 3 ? SslReply.later() : SslReply.now(other);
                })
            .build();
    SslContext client = Identities.client().peer("other.example").build();
    try (Pair pair = Pair.of(client, server).connect()) {
      assertThat(pair.server().context()).isSameAs(other);
      assertThat(asked).containsExactly("other.example", "other.example", "other.example");
    }
  }

  @Test
  void aContextThatCannotServeTheClientEndsTheHandshake() {
    SslContext other = Identities.server().groups("X448").build();
    SslContext server = Identities.server().contextSelector(hello -> SslReply.now(other)).build();
    Pair pair = Pair.of(Identities.client().build(), server);
    assertThatExceptionOfType(SslException.class)
        .isThrownBy(pair::connect)
        .satisfies(e -> assertThat(e.reason()).contains(SslReason.NO_SUITABLE_KEY_SHARE));
  }
}
