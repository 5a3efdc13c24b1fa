// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslExtension;
import dev.jessel.SslRefusal;
import dev.jessel.SslVerify;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionPlace;
import dev.jessel.wire.ProtocolVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Extensions that the application speaks by itself. */
class CustomExtensionTest {
  private static final int TYPE = 0xFFA5;
  private static final Set<ExtensionPlace> EVERYWHERE = EnumSet.allOf(ExtensionPlace.class);

  private final List<String> atClient = new ArrayList<>();
  private final List<String> atServer = new ArrayList<>();

  @FourWays
  void whatIsSaidInEachPlaceIsHeard(Handshake handshake) throws SslException {
    speaking(handshake, EVERYWHERE, EVERYWHERE).clientShows(Identities.CLIENT);
    handshake.server(
        b -> b.trust(Identities.AUTHORITY.trust()).verify(SslVerify.REQUIRED).groups("P-256"));
    try (Pair pair = handshake.connect()) {
      assertThat(pair.client().wasHelloRetried()).isTrue();
      assertThat(atServer)
          .containsExactly(
              "CLIENT_HELLO client 0", "CLIENT_HELLO client 0", "CERTIFICATE client 0");
      assertThat(atClient)
          .containsExactly(
              "HELLO_RETRY_REQUEST server 0",
              "SERVER_HELLO server 0",
              "ENCRYPTED_EXTENSIONS server 0",
              "CERTIFICATE_REQUEST server 0",
              "CERTIFICATE server 0",
              "NEW_SESSION_TICKET server 0",
              "NEW_SESSION_TICKET server 0");
    }
  }

  @FourWays
  void soItIsInTls12(Handshake handshake) throws SslException {
    speaking(handshake, EVERYWHERE, EVERYWHERE);
    try (Pair pair = handshake.both(b -> b.maxVersion(ProtocolVersion.TLS_1_2)).connect()) {
      assertThat(pair.client().version()).contains(ProtocolVersion.TLS_1_2);
      assertThat(atServer).containsExactly("CLIENT_HELLO client 0");
      assertThat(atClient).containsExactly("SERVER_HELLO_12 server 0");
    }
  }

  @FourWays
  void aServerAnswersNothingThatItWasNotAsked(Handshake handshake) throws SslException {
    handshake.server(b -> b.extension(spoken("server", EVERYWHERE, atServer)));
    // What asks is no answer: a client that does not know it passes over it.
    handshake.connect().close();
    assertThat(atServer).isEmpty();
  }

  @FourWays
  void aServerThatDoesNotKnowItSaysNothing(Handshake handshake) throws SslException {
    handshake.client(b -> b.extension(spoken("client", EVERYWHERE, atClient)));
    handshake.connect().close();
    assertThat(atClient).isEmpty();
  }

  @FourWays
  void aWriterMayLeaveItOut(Handshake handshake) throws SslException {
    handshake
        .client(b -> b.extension(spoken("client", EVERYWHERE, atClient)))
        .server(
            b ->
                b.extension(
                    new SslExtension(
                        TYPE,
                        EVERYWHERE,
                        (ssl, place, at) -> Optional.empty(),
                        (ssl, place, content, at) -> atServer.add(place.name()))));
    handshake.connect().close();
    assertThat(atServer).containsExactly("CLIENT_HELLO");
    assertThat(atClient).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = ExtensionPlace.class,
      names = {"ENCRYPTED_EXTENSIONS", "CERTIFICATE", "SERVER_HELLO", "NEW_SESSION_TICKET"})
  void whereItMayNotStandItIsRefused(ExtensionPlace place) throws SslException {
    Set<ExtensionPlace> others = EnumSet.complementOf(EnumSet.of(place));
    Pair pair = pair(others, EVERYWHERE);
    assertThatExceptionOfType(SslException.class)
        .isThrownBy(
            () -> {
              pair.connect();
              Handshake.exchange(pair, 10);
            })
        .satisfies(e -> assertThat(e.reason()).contains(SslReason.BAD_EXTENSION))
        .satisfies(e -> assertThat(e.alert()).contains(AlertDescription.ILLEGAL_PARAMETER));
  }

  @Test
  void aReaderChoosesTheAlert() {
    SslExtension refusing =
        new SslExtension(
            TYPE,
            EVERYWHERE,
            (ssl, place, at) -> Optional.empty(),
            (ssl, place, content, at) -> {
              throw new SslRefusal(SslReason.BAD_EXTENSION, AlertDescription.UNSUPPORTED_EXTENSION);
            });
    SslContext client =
        Identities.client().extension(spoken("client", EVERYWHERE, atClient)).build();
    Pair pair = Pair.of(client, Identities.server().extension(refusing).build());
    assertThatExceptionOfType(SslException.class)
        .isThrownBy(pair::connect)
        .satisfies(e -> assertThat(e.alert()).contains(AlertDescription.UNSUPPORTED_EXTENSION));
  }

  @Test
  void aWriterMayEndTheHandshakeToo() {
    SslExtension refusing =
        new SslExtension(
            TYPE,
            EVERYWHERE,
            (ssl, place, at) -> {
              throw new SslRefusal(SslReason.CALLBACK_FAILED);
            },
            (ssl, place, content, at) -> {});
    Pair pair =
        Pair.of(Identities.client().extension(refusing).build(), Identities.server().build());
    assertThatExceptionOfType(SslException.class)
        .isThrownBy(pair::connect)
        .satisfies(e -> assertThat(e.reason()).contains(SslReason.CALLBACK_FAILED));
  }

  @Test
  void theLibrarysOwnAreNotSpokenByOthers() {
    for (int type : new int[] {0, 5, 10, 13, 16, 18, 27, 41, 43, 51, 0xFF01}) {
      assertThat(SslExtension.isSupported(type)).isTrue();
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  new SslExtension(
                      type, EVERYWHERE, (ssl, p, at) -> Optional.empty(), (ssl, p, c, at) -> {}));
    }
    assertThat(SslExtension.isSupported(TYPE)).isFalse();
    SslContext.Builder once = Identities.client().extension(spoken("once", EVERYWHERE, atClient));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> once.extension(spoken("twice", EVERYWHERE, atClient)));
  }

  private Pair pair(Set<ExtensionPlace> ofClient, Set<ExtensionPlace> ofServer) {
    return Pair.of(
        Identities.client().extension(spoken("client", ofClient, atClient)).build(),
        Identities.server().extension(spoken("server", ofServer, atServer)).build());
  }

  private Handshake speaking(
      Handshake handshake, Set<ExtensionPlace> ofClient, Set<ExtensionPlace> ofServer) {
    return handshake
        .client(b -> b.extension(spoken("client", ofClient, atClient)))
        .server(b -> b.extension(spoken("server", ofServer, atServer)));
  }

  private static SslExtension spoken(String who, Set<ExtensionPlace> places, List<String> heard) {
    return new SslExtension(
        TYPE,
        places,
        (ssl, place, certificate) -> {
          assertThat(ssl.isServer()).isEqualTo(who.equals("server"));
          return Optional.of(Bytes.of((place + " " + who).getBytes(StandardCharsets.US_ASCII)));
        },
        (ssl, place, content, certificate) ->
            heard.add(
                new String(content.toArray(), StandardCharsets.US_ASCII) + " " + certificate));
  }
}
