// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslReply;
import dev.jessel.SslSession;
import dev.jessel.SslVerify;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.Credential;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of SSLv2 that go on in another connection. */
class Ssl2SessionTest {
  private static final Credential CLIENT =
      Ssl2Ends.AUTHORITY.client(KeyType.RSA, "client").credential();

  @ParameterizedTest
  @EnumSource
  void aSessionIsResumed(Conduct how) throws SslException {
    SslContext server =
        how.settings(Ssl2Ends.server(), List.of(Ssl2Ends.SERVER), Ssl2Ends.CRYPTO).build();
    SslSession session = made(how, server);

    try (Pair pair = connect(how, Ssl2Ends.client().session(Optional.of(session)), server)) {
      assertThat(pair.client().isResumed()).isTrue();
      assertThat(pair.server().isResumed()).isTrue();
      assertThat(pair.client().peerCertificates()).hasSize(1);
      exchange(pair);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RC4-MD5", "RC2-CBC-MD5", "DES-CBC3-MD5"})
  void ofEveryKindOfCipher(String kind) throws SslException {
    SslContext server = server().cipherList(kind).build();
    SslSession session = made(Conduct.PLAIN, server);

    try (Pair pair =
        connect(Conduct.PLAIN, Ssl2Ends.client().session(Optional.of(session)), server)) {
      assertThat(pair.server().isResumed()).isTrue();
      exchange(pair);
    }
  }

  @Test
  void aServerThatHasForgottenItMakesAnother() throws SslException {
    SslSession session = made(Conduct.PLAIN, server().build());

    try (Pair pair =
        connect(Conduct.PLAIN, Ssl2Ends.client().session(Optional.of(session)), server().build())) {
      assertThat(pair.client().isResumed()).isFalse();
      exchange(pair);
    }
  }

  @Test
  void theClientsCertificateIsRemembered() throws SslException {
    SslContext server = server().verify(SslVerify.REQUIRED).build();
    SslContext.Builder client = Ssl2Ends.client().credential(CLIENT);
    SslSession session;
    try (Pair first = connect(Conduct.PLAIN, client, server)) {
      session = first.client().session().orElseThrow();
    }

    try (Pair pair =
        connect(
            Conduct.PLAIN,
            Ssl2Ends.client().credential(CLIENT).session(Optional.of(session)),
            server)) {
      assertThat(pair.server().isResumed()).isTrue();
      assertThat(pair.server().peerCertificates()).containsExactly(CLIENT.leaf());
    }
  }

  @Test
  void aClientThatSpeaksTlsTooStillNamesASessionOfSsl2() throws SslException {
    SslContext server = server().build();
    SslSession session = made(Conduct.PLAIN, server);

    try (Pair pair =
        connect(
            Conduct.PLAIN,
            Ssl2Ends.client()
                .maxVersion(ProtocolVersion.TLS_1_2)
                .cipherList("ALL:SSLv2")
                .session(Optional.of(session)),
            server)) {
      assertThat(pair.server().isResumed()).isTrue();
    }
  }

  @Test
  void aSessionOfOneContextIsNoneOfAnotherThatSharesItsStore() throws SslException {
    SslContext server = server().sessionIdContext(Bytes.of((byte) 1)).build();
    SslContext other = server.toBuilder().sessionIdContext(Bytes.of((byte) 2)).build();
    SslSession session = made(Conduct.PLAIN, server);

    assertThat(isResumed(session, other)).isFalse();
    assertThat(isResumed(session, server)).isTrue();
  }

  @Test
  void aSessionThatAnAlertEndedIsNotResumedWhoeverKeptIt() throws SslException {
    AtomicReference<SslSession> kept = new AtomicReference<>();
    SslContext server =
        server().sessionFinder(id -> SslReply.now(Optional.ofNullable(kept.get()))).build();
    SslSession session;
    try (Pair pair = connect(Conduct.PLAIN, Ssl2Ends.client(), server)) {
      session = pair.client().session().orElseThrow();
      kept.set(pair.server().session().orElseThrow());
      assertThat(isResumed(session, server)).isTrue();
      byte[] forged = Bytes.ofHex("8010").plus(Bytes.of(new byte[16])).toArray();
      assertThat(pair.client().writer().orElseThrow().write(forged, 0, forged.length))
          .isEqualTo(forged.length);
      assertThatThrownBy(() -> pair.server().read(ByteBuffer.allocate(1)))
          .isInstanceOf(SslException.class);
    }

    assertThat(isResumed(session, server)).isFalse();
  }

  private static boolean isResumed(SslSession session, SslContext server) throws SslException {
    try (Pair pair =
        connect(Conduct.PLAIN, Ssl2Ends.client().session(Optional.of(session)), server)) {
      return pair.server().isResumed();
    }
  }

  private static SslContext.Builder server() {
    return Ssl2Ends.server().credential(Ssl2Ends.SERVER);
  }

  private static SslSession made(Conduct how, SslContext server) throws SslException {
    try (Pair pair = connect(how, Ssl2Ends.client(), server)) {
      assertThat(pair.client().isResumed()).isFalse();
      exchange(pair);
      return pair.client().session().orElseThrow();
    }
  }

  private static Pair connect(Conduct how, SslContext.Builder client, SslContext server)
      throws SslException {
    return Pair.of(how.settings(client, List.of(), Ssl2Ends.CRYPTO).build(), server, how::transport)
        .connect();
  }

  private static void exchange(Pair pair) throws SslException {
    byte[] content = {1, 2, 3};
    assertThat(pair.transfer(pair.client(), pair.server(), content)).isEqualTo(content);
    assertThat(pair.transfer(pair.server(), pair.client(), content)).isEqualTo(content);
  }
}
