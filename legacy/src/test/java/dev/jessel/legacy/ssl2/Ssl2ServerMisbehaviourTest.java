// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslContext;
import dev.jessel.crypto.Secret;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.KeyType;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.x509.Credential;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server of SSLv2 may do wrong, and what its client says to that. */
class Ssl2ServerMisbehaviourTest {
  private static final CipherSuite RC4 = kind("SSL_CK_RC4_128_WITH_MD5");
  private static final CipherSuite EXPORT = kind("SSL_CK_RC4_128_EXPORT40_WITH_MD5");
  private static final Bytes ID = Bytes.of(new byte[16]);

  /** A server that speaks by itself up to where a test bends it. */
  private static final class Server {
    final RawPeer peer;
    Ssl2ClientHello client;

    Server(SslContext.Builder victim) {
      peer = RawPeer.server(victim);
      try {
        client = Ssl2ClientHello.decode(peer.hear());
      } catch (TlsException e) {
        throw new AssertionError(e);
      }
    }

    Server hello() {
      peer.say(honest().encode());
      return this;
    }

    Server keys() {
      try {
        ClientMasterKey message = ClientMasterKey.decode(peer.hear());
        CipherKind kind = CipherKind.of(message.kind());
        Secret secret =
            new SecretKeyTransport(Ssl2Ends.CRYPTO, false)
                .decrypt(Ssl2Ends.SERVER, message.encryptedKey(), kind.secretLength());
        KeyMaterial keys =
            KeyMaterial.derive(
                Ssl2Ends.CRYPTO,
                new Terms(kind, client.challenge(), ID),
                new MasterKey(secret, message.keyArg()));
        peer.protect(keys);
        assertThat(peer.hear()).isEqualTo(Messages.of(MessageType.CLIENT_FINISHED, ID));
        return this;
      } catch (TlsException e) {
        throw new AssertionError(e);
      }
    }

    Server verify() {
      peer.say(Messages.of(MessageType.SERVER_VERIFY, client.challenge()));
      return this;
    }

    Server finished() {
      peer.say(Messages.of(MessageType.SERVER_FINISHED, ID));
      return this;
    }
  }

  @Test
  void anHonestOneConnects() {
    Server server = new Server(Ssl2Ends.client()).hello().keys().verify().finished();

    assertThat(server.peer.isEstablished()).isTrue();
    server.peer.say(Bytes.of("hello".getBytes(UTF_8)));
    assertThat(server.peer.delivered()).isEqualTo(Bytes.of("hello".getBytes(UTF_8)));
  }

  @Test
  void theLongestRecordThatSsl2HasIsRead() {
    Server server = new Server(Ssl2Ends.client()).hello().keys().verify().finished();
    Bytes content = Bytes.of(new byte[32_000]);

    server.peer.say(content);

    assertThat(server.peer.delivered()).isEqualTo(content);
  }

  static Stream<Arguments> hellos() {
    return Stream.of(
        lie("another version", 3, 3, SslReason.UNSUPPORTED_PROTOCOL),
        lie("a hit that nobody asked for", 1, 1, SslReason.LENGTH_MISMATCH),
        lie("a longer certificate", 5, 0xFF, SslReason.LENGTH_MISMATCH),
        lie("specs of no three bytes", 8, 2, SslReason.LENGTH_MISMATCH),
        lie("no specs", 8, 0, SslReason.LENGTH_MISMATCH),
        lie("a connection id of 15 bytes", 10, 15, SslReason.LENGTH_MISMATCH),
        lie("a connection id of 33 bytes", 10, 33, SslReason.LENGTH_MISMATCH),
        lie("a connection id that is not there", 10, 17, SslReason.LENGTH_MISMATCH));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hellos")
  void aHelloThatLiesIsRefused(String name, UnaryOperator<Bytes> lie, SslReason reason) {
    Server server = new Server(Ssl2Ends.client());

    server.peer.say(lie.apply(honest().encode().bytes()));

    server.peer.assertRefused(reason);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void anotherTypeOfCertificateIsToldNotToBeKnown(int type) {
    Server server = new Server(Ssl2Ends.client());
    byte[] changed = honest().encode().bytes().toArray();
    changed[2] = (byte) type;

    server.peer.say(Bytes.of(changed));

    server.peer.assertRefused(
        SslReason.UNKNOWN_CERTIFICATE_TYPE, Optional.of(ErrorCode.UNSUPPORTED_CERTIFICATE_TYPE));
  }

  @Test
  void aHitThatNobodyAskedForIsRefused() {
    Server server = new Server(Ssl2Ends.client());

    server.peer.say(new Ssl2ServerHello(Optional.empty(), List.of(), ID).encode());

    server.peer.assertRefused(SslReason.INVALID_SESSION_ID);
  }

  @Test
  void aHelloThatIsCutAnywhereIsRefused() {
    Bytes whole = honest().encode().bytes();
    // With less than five bytes nobody can tell yet what is spoken.
    for (int cut = 3; cut < whole.length(); cut += cut < 20 ? 1 : 37) {
      Server server = new Server(Ssl2Ends.client());
      server.peer.say(whole.slice(0, cut));
      server.peer.assertRefused(SslReason.LENGTH_MISMATCH);
    }
  }

  @Test
  void kindsThatWereNotOfferedAreNotTaken() {
    Server server = new Server(Ssl2Ends.client());

    server.peer.say(
        new Ssl2ServerHello(Optional.of(Ssl2Ends.SERVER.leaf().der()), List.of(EXPORT), ID)
            .encode());

    server.peer.assertRefused(SslReason.NO_SHARED_CIPHER, Optional.of(ErrorCode.NO_CIPHER));
  }

  @Test
  void aCertificateOfNobodysIsToldToBeBad() {
    Server server = new Server(Ssl2Ends.client());
    Credential stranger = CertificateFactory.create().localhost(KeyType.RSA).credential();

    server.peer.say(
        new Ssl2ServerHello(Optional.of(stranger.leaf().der()), List.of(RC4), ID).encode());

    server.peer.assertRefused(
        SslReason.CERTIFICATE_VERIFY_FAILED, Optional.of(ErrorCode.BAD_CERTIFICATE));
  }

  @Test
  void aKeyThatIsNoneOfRsaIsRefused() {
    Server server = new Server(Ssl2Ends.client());
    Credential curve = Ssl2Ends.AUTHORITY.localhost(KeyType.P256).credential();

    server.peer.say(
        new Ssl2ServerHello(Optional.of(curve.leaf().der()), List.of(RC4), ID).encode());

    server.peer.assertRefused(SslReason.WRONG_CERTIFICATE_TYPE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 6, 7, 8, 9, 255})
  void nothingButAHelloAnswersAHello(int type) {
    Server server = new Server(Ssl2Ends.client());
    // The first message of all tells SSLv2 from TLS: what it is not, is neither.
    server.peer.say(Messages.of(type, ID));
    assertThat(server.peer.reason()).contains(SslReason.WRONG_VERSION_NUMBER);
  }

  @Test
  void anotherChallengeIsRefused() {
    Server server = new Server(Ssl2Ends.client()).hello().keys();

    server.peer.say(Messages.of(MessageType.SERVER_VERIFY, ID));

    server.peer.assertRefused(SslReason.DIGEST_CHECK_FAILED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6, 7, 8, 9, 255})
  void nothingComesBeforeServerVerify(int type) {
    Server server = new Server(Ssl2Ends.client()).hello().keys();

    server.peer.say(Messages.of(type, server.client.challenge()));

    server.peer.assertRefused(SslReason.UNEXPECTED_MESSAGE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8, 9, 255})
  void whatIsNeitherRequestNorFinishedIsRefused(int type) {
    Server server = new Server(Ssl2Ends.client()).hello().keys().verify();

    server.peer.say(Messages.of(type, ID));

    server.peer.assertRefused(SslReason.UNEXPECTED_MESSAGE);
  }

  @Test
  void aCertificateIsAskedForOnce() {
    Server server = new Server(Ssl2Ends.client()).hello().keys().verify();
    RequestCertificate request = new RequestCertificate(ID);

    server.peer.say(request.encode());
    assertThat(server.peer.hear()).isEqualTo(ErrorCode.NO_CERTIFICATE.message());
    server.peer.say(request.encode());

    server.peer.assertRefused(SslReason.UNEXPECTED_MESSAGE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 33})
  void aRequestWithAnotherChallengeIsRefused(int length) {
    Server server = new Server(Ssl2Ends.client()).hello().keys().verify();

    server.peer.say(new RequestCertificate(Bytes.of(new byte[length])).encode());

    server.peer.assertRefused(SslReason.LENGTH_MISMATCH);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 17, 32})
  void aSessionIdOfAnotherLengthIsRefused(int length) {
    Server server = new Server(Ssl2Ends.client()).hello().keys().verify();

    server.peer.say(Messages.of(MessageType.SERVER_FINISHED, Bytes.of(new byte[length])));

    server.peer.assertRefused(SslReason.SSL_SESSION_ID_HAS_BAD_LENGTH);
  }

  @Test
  void theServersErrorIsToldOn() {
    Server server = new Server(Ssl2Ends.client());

    server.peer.say(ErrorCode.NO_CIPHER.message());

    server.peer.assertRefused(SslReason.SSLV3_ALERT_HANDSHAKE_FAILURE);
  }

  @Test
  void dataUnderOtherKeysIsForgedAndNothingIsSaidToThat() {
    Server server = new Server(Ssl2Ends.client()).hello().keys().verify().finished();

    server.peer.raw(Bytes.ofHex("8011").plus(Bytes.of(new byte[17])));

    server.peer.assertRefused(SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
  }

  private static Ssl2ServerHello honest() {
    return new Ssl2ServerHello(Optional.of(Ssl2Ends.SERVER.leaf().der()), List.of(RC4), ID);
  }

  /** The hello with another byte. */
  private static Arguments lie(String name, int at, int value, SslReason reason) {
    UnaryOperator<Bytes> change =
        hello -> {
          byte[] changed = hello.toArray();
          changed[at] = (byte) value;
          return Bytes.of(changed);
        };
    return Arguments.of(name, change, reason);
  }

  private static CipherSuite kind(String name) {
    return CipherSuite.named(name).orElseThrow();
  }
}
