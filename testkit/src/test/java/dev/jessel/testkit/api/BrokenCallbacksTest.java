// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.SslRefusal;
import dev.jessel.SslReply;
import dev.jessel.SslSession;
import dev.jessel.bio.BioPair;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.Bytes;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What an application's callback throws is its failure, not the library's, and is not lost. */
final class BrokenCallbacksTest {
  private static final UnaryOperator<SslContext.Builder> AS_IT_IS = UnaryOperator.identity();

  private static final class OwnFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    OwnFault() {
      super("the application's own words");
    }
  }

  /** The two ends after their handshakes, and how each failed. */
  private record Ends(
      Ssl client, Optional<SslException> ofClient, Optional<SslException> ofServer) {
    static Ends of(
        UnaryOperator<SslContext.Builder> client, UnaryOperator<SslContext.Builder> server) {
      BioPair buffers = BioPair.create();
      Ssl near = client.apply(Identities.client()).build().newSsl(buffers.left());
      Ssl far = server.apply(Identities.askingServer()).build().newSsl(buffers.right());
      Optional<SslException> nearFailed = Optional.empty();
      Optional<SslException> farFailed = Optional.empty();
      for (int turns = 0; turns < 5; turns++) {
        nearFailed = nearFailed.or(() -> failure(near));
        farFailed = farFailed.or(() -> failure(far));
      }
      return new Ends(near, nearFailed, farFailed);
    }

    private static Optional<SslException> failure(Ssl ssl) {
      return Optional.ofNullable(catchThrowableOfType(SslException.class, ssl::handshake));
    }
  }

  @TestFactory
  Stream<DynamicTest> aServersCallbackThatThrowsIsNamed() {
    return Stream.of(
        server("ClientHello inspector", b -> b.clientHelloInspector(hello -> fault())),
        server("credential chooser", b -> b.credentialChooser(wanted -> fault())),
        server("signer", b -> b.signer((credential, scheme, content) -> fault())),
        server("protocol selector", b -> b.protocolSelector(offered -> refuse())),
        server("state", b -> b.listener(new Broken("state"))),
        server("handshake message", b -> b.listener(new Broken("message"))),
        server("secret", b -> b.keyLog(line -> fault())));
  }

  @TestFactory
  Stream<DynamicTest> aClientsCallbackThatThrowsIsNamed() {
    return Stream.of(
        client("peer verifier", b -> b.peerVerifier((chain, verdict) -> fault())),
        client("credential chooser", b -> b.credentialChooser(wanted -> fault())),
        client("state", b -> b.listener(new Broken("state"))));
  }

  @Test
  void anAnswerOfNullIsNamedToo() {
    Ends ends = Ends.of(b -> b.peerVerifier((chain, verdict) -> null), AS_IT_IS);

    assertThat(ends.ofClient().flatMap(SslException::reason)).contains(SslReason.CALLBACK_FAILED);
    assertThat(ends.ofClient().orElseThrow()).hasMessageContaining("peer verifier answered null");
  }

  @Test
  void aRefusalIsNoFailure() {
    Ends ends =
        Ends.of(
            AS_IT_IS,
            b ->
                b.clientHelloInspector(
                    hello -> {
                      throw new SslRefusal(SslReason.UNRECOGNIZED_NAME);
                    }));

    assertThat(ends.ofServer().flatMap(SslException::reason)).contains(SslReason.UNRECOGNIZED_NAME);
    assertThat(ends.ofServer().orElseThrow()).hasMessageContaining("ClientHello inspector said no");
  }

  @Test
  void aListenerThatThrowsWhenToldOfOurAlertDoesNotHideWhy() {
    Ends ends = Ends.of(b -> b.listener(new Broken("alert")).peer("example.com"), AS_IT_IS);

    SslException failure = ends.ofClient().orElseThrow();
    assertThat(failure.reason()).contains(SslReason.CERTIFICATE_VERIFY_FAILED);
    assertThat(failure.alert()).contains(AlertDescription.BAD_CERTIFICATE);
    assertThat(failure.getCause().getSuppressed()).hasAtLeastOneElementOfType(OwnFault.class);
    assertThat(ends.ofServer().flatMap(SslException::reason))
        .contains(SslReason.SSLV3_ALERT_BAD_CERTIFICATE);
  }

  @Test
  void aListenerThatThrowsWhenToldOfThePeersAlertDoesNotHideWhy() {
    Ends ends = Ends.of(b -> b.peer("example.com"), b -> b.listener(new Broken("alert")));

    SslException failure = ends.ofServer().orElseThrow();
    assertThat(failure.reason()).contains(SslReason.SSLV3_ALERT_BAD_CERTIFICATE);
    assertThat(failure).hasMessageContaining("the peer sent bad_certificate(42)");
    assertThat(failure.getCause().getSuppressed()).hasAtLeastOneElementOfType(OwnFault.class);
  }

  private static DynamicTest server(String callback, UnaryOperator<SslContext.Builder> breaks) {
    return DynamicTest.dynamicTest(
        callback,
        () -> {
          Ends ends = Ends.of(b -> b.alpn("h2"), breaks);
          blamed(ends.ofServer(), callback);
          assertThat(ends.ofClient().flatMap(SslException::reason))
              .contains(SslReason.TLSV1_ALERT_INTERNAL_ERROR);
        });
  }

  private static DynamicTest client(String callback, UnaryOperator<SslContext.Builder> breaks) {
    return DynamicTest.dynamicTest(
        callback,
        () -> blamed(Ends.of(b -> breaks.apply(b), b -> b.alpn("h2")).ofClient(), callback));
  }

  private static void blamed(Optional<SslException> failure, String callback) {
    SslException thrown = failure.orElseThrow();
    assertThat(thrown.reason()).contains(SslReason.CALLBACK_FAILED);
    assertThat(thrown.alert()).contains(AlertDescription.INTERNAL_ERROR);
    assertThat(thrown)
        .hasMessageContaining(callback)
        .hasMessageContaining(OwnFault.class.getName())
        .hasRootCauseInstanceOf(OwnFault.class);
    // Whatever the application says may be a secret of its own: it stays in the cause.
    assertThat(thrown).hasMessageNotContaining("own words");
  }

  private static Optional<String> refuse() {
    throw new OwnFault();
  }

  private static <T> SslReply<T> fault() {
    throw new OwnFault();
  }

  /** Throws when it is told of one kind of thing. */
  private static final class Broken implements SslListener {
    private final String about;

    Broken(String about) {
      this.about = about;
    }

    @Override
    public void state(Ssl ssl, String state) {
      told("state");
    }

    @Override
    public void handshakeMessage(Ssl ssl, boolean sent, Bytes message) {
      told("message");
    }

    @Override
    public void alert(Ssl ssl, boolean sent, int level, AlertDescription alert) {
      told("alert");
    }

    @Override
    public void session(Ssl ssl, SslSession session) {
      told("session");
    }

    private void told(String what) {
      if (what.equals(about)) {
        throw new OwnFault();
      }
    }
  }
}
