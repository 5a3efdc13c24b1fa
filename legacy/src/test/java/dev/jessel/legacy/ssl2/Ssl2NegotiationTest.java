// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.bio.Bio;
import dev.jessel.bio.BioPair;
import dev.jessel.bio.FilterBio;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that may speak SSLv2 says hello in its format, and the server says what is spoken. */
class Ssl2NegotiationTest {
  private static final String LIST = "ALL:!aNULL:SSLv2";

  static Stream<Arguments> servers() {
    return Stream.of(
            ProtocolVersion.TLS_1_2,
            ProtocolVersion.TLS_1_1,
            ProtocolVersion.TLS_1_0,
            ProtocolVersion.SSL_3_0,
            ProtocolVersion.SSL_2)
        .flatMap(version -> Arrays.stream(Conduct.values()).map(how -> Arguments.of(version, how)));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void aClientOfAllVersionsSpeaksWhatTheServerChooses(ProtocolVersion version, Conduct how)
      throws SslException {
    try (Pair pair =
        Ssl2Ends.pair(
                how,
                b -> upTo(b, ProtocolVersion.TLS_1_3),
                b -> b.minVersion(oldest(version)).maxVersion(version).cipherList(LIST))
            .connect()) {
      assertThat(pair.client().version()).contains(version);
      assertThat(pair.server().version()).contains(version);
      byte[] content = new byte[20_000];
      assertThat(pair.transfer(pair.client(), pair.server(), content)).isEqualTo(content);
      assertThat(pair.transfer(pair.server(), pair.client(), content)).isEqualTo(content);
    }
  }

  /** A server of TLS 1.2 takes the format only if it speaks something older too. */
  private static ProtocolVersion oldest(ProtocolVersion newest) {
    return newest.isAtLeast(ProtocolVersion.TLS_1_1) ? ProtocolVersion.TLS_1_1 : newest;
  }

  @Test
  void theNewestInCommonWins() throws SslException {
    try (Pair pair =
        pair(upTo(Ssl2Ends.client(), ProtocolVersion.TLS_1_3), all(Ssl2Ends.server())).connect()) {
      assertThat(pair.client().version()).contains(ProtocolVersion.TLS_1_2);
    }
  }

  @Test
  void aClientOfSsl2AloneIsServedByAServerOfAllVersions() throws SslException {
    try (Pair pair = pair(Ssl2Ends.client(), all(Ssl2Ends.server())).connect()) {
      assertThat(pair.server().version()).contains(ProtocolVersion.SSL_2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AES128-SHA", "AES256-GCM-SHA384"})
  void suitesOfTls12GoWithoutExtensions(String suite) throws SslException {
    try (Pair pair =
        pair(
                upTo(Ssl2Ends.client(), ProtocolVersion.TLS_1_2).cipherList(suite),
                all(Ssl2Ends.server()))
            .connect()) {
      assertThat(pair.client().cipherSuite().orElseThrow().openSslName()).isEqualTo(suite);
    }
  }

  @Test
  void suitesWhoseServerWouldHaveToSignWithSha1AreNotOffered() throws SslException {
    try (Pair pair =
        pair(
                upTo(Ssl2Ends.client(), ProtocolVersion.TLS_1_2)
                    .cipherList("DHE-RSA-AES128-SHA:AES128-SHA"),
                all(Ssl2Ends.server()))
            .connect()) {
      assertThat(pair.server().offeredCipherSuites().stream().map(CipherSuite::openSslName))
          .contains("AES128-SHA")
          .doesNotContain("DHE-RSA-AES128-SHA");
    }
  }

  @Test
  void anotherHandshakeIsInTheNewFormat() throws SslException {
    try (Pair pair =
        pair(
                upTo(Ssl2Ends.client(), ProtocolVersion.TLS_1_2),
                all(Ssl2Ends.server()).options(dev.jessel.SslOption.ALLOW_CLIENT_RENEGOTIATION))
            .connect()) {
      pair.client().renegotiate(false);
      assertThat(pair.transfer(pair.client(), pair.server(), new byte[10])).hasSize(10);
      assertThat(pair.transfer(pair.server(), pair.client(), new byte[10])).hasSize(10);
    }
  }

  @Test
  void ssl2HasNoOtherHandshake() throws SslException {
    try (Pair pair = pair(Ssl2Ends.client(), Ssl2Ends.server()).connect()) {
      assertThatThrownBy(() -> pair.client().renegotiate(false))
          .isInstanceOfSatisfying(
              SslException.class,
              e -> assertThat(e.reason()).contains(SslReason.WRONG_SSL_VERSION));
      assertThat(pair.transfer(pair.client(), pair.server(), new byte[10])).hasSize(10);
    }
  }

  @Test
  void whoIsPushedBackToSsl2IsNoticed() {
    BioPair buffers = BioPair.create();
    SslContext client = upTo(Ssl2Ends.client(), ProtocolVersion.TLS_1_2).build();
    SslContext server = all(Ssl2Ends.server()).credential(Ssl2Ends.SERVER).build();
    try (var asking = client.newSsl(new Downgrading(buffers.left()));
        var answering = server.newSsl(buffers.right())) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 10; i++) {
                  asking.handshake();
                  answering.handshake();
                }
              })
          .isInstanceOfSatisfying(
              SslException.class,
              e -> assertThat(e.reason()).contains(SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC));
    }
  }

  /** Between client and server: makes a client of TLS look like one of SSLv2. */
  private static final class Downgrading extends FilterBio {
    private boolean done;

    Downgrading(Bio next) {
      super(next);
    }

    @Override
    protected int doWrite(byte[] b, int off, int len) throws IOException {
      byte[] changed = Arrays.copyOfRange(b, off, off + len);
      if (!done) {
        changed[3] = 0;
        changed[4] = 2;
        done = true;
      }
      return writeNext(changed, 0, len);
    }
  }

  private static Pair pair(SslContext.Builder client, SslContext.Builder server) {
    return Pair.of(
        Conduct.PLAIN.settings(client, List.of(), Ssl2Ends.CRYPTO).build(),
        Conduct.PLAIN.settings(server, List.of(Ssl2Ends.SERVER), Ssl2Ends.CRYPTO).build());
  }

  private static SslContext.Builder all(SslContext.Builder builder) {
    return upTo(builder, ProtocolVersion.TLS_1_3);
  }

  private static SslContext.Builder upTo(SslContext.Builder builder, ProtocolVersion newest) {
    return builder.maxVersion(newest).cipherList(LIST);
  }
}
