// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslContext;
import dev.jessel.SslVerify;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.testkit.KeyType;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.message.Ssl2Message;
import dev.jessel.x509.Credential;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client of SSLv2 may do wrong, and what its server says to that. */
class Ssl2ClientMisbehaviourTest {
  private static final CipherSuite RC4 = kind("SSL_CK_RC4_128_WITH_MD5");
  private static final CipherSuite TRIPLE_DES = kind("SSL_CK_DES_192_EDE3_CBC_WITH_MD5");
  private static final CipherSuite EXPORT = kind("SSL_CK_RC4_128_EXPORT40_WITH_MD5");
  private static final CipherSuite SINGLE_DES = kind("SSL_CK_DES_64_CBC_WITH_MD5");
  private static final Bytes CHALLENGE = Bytes.of(new byte[16]);

  /** A client that speaks by itself up to where a test bends it. */
  private static final class Client {
    final RawPeer peer;
    Ssl2ServerHello server;
    KeyMaterial keys;

    Client(SslContext.Builder victim) {
      peer = RawPeer.client(victim);
    }

    Client hello(CipherSuite... kinds) {
      Ssl2ClientHello hello =
          new Ssl2ClientHello(ProtocolVersion.SSL_2, List.of(kinds), Bytes.EMPTY, CHALLENGE);
      peer.say(hello.encode());
      try {
        server = Ssl2ServerHello.decode(peer.hear());
      } catch (TlsException e) {
        throw new AssertionError(e);
      }
      return this;
    }

    ClientMasterKey masterKey(CipherSuite chosen) {
      CipherKind kind = CipherKind.of(chosen);
      MasterKey master = MasterKey.random(Ssl2Ends.CRYPTO, kind);
      keys =
          KeyMaterial.derive(
              Ssl2Ends.CRYPTO, new Terms(kind, CHALLENGE, server.connectionId()), master);
      byte[] key = master.secret().expose(byte[]::clone);
      int clear = kind.clearLength();
      try {
        return new ClientMasterKey(
            chosen,
            Bytes.copyOf(key, 0, clear),
            new SecretKeyTransport(Ssl2Ends.CRYPTO, false)
                .encrypt(Ssl2Ends.SERVER.publicKey(), Arrays.copyOfRange(key, clear, key.length)),
            master.keyArg());
      } catch (TlsException e) {
        throw new AssertionError(e);
      }
    }

    Client keys(CipherSuite chosen) {
      peer.say(masterKey(chosen).encode());
      peer.protect(keys);
      assertThat(peer.hear()).isEqualTo(Messages.of(MessageType.SERVER_VERIFY, CHALLENGE));
      return this;
    }

    Client finished() {
      peer.say(Messages.of(MessageType.CLIENT_FINISHED, server.connectionId()));
      return this;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSL_CK_RC4_128_WITH_MD5", "SSL_CK_DES_192_EDE3_CBC_WITH_MD5"})
  void anHonestOneConnects(String name) {
    Client client = new Client(Ssl2Ends.server().credential(Ssl2Ends.SERVER)).hello(kind(name));
    client.keys(kind(name)).finished();

    assertThat(client.peer.hear().bytes()).satisfies(m -> assertThat(m.at(0)).isEqualTo((byte) 6));
    assertThat(client.peer.isEstablished()).isTrue();
    client.peer.say(Bytes.of("hello".getBytes(UTF_8)));
    assertThat(client.peer.delivered()).isEqualTo(Bytes.of("hello".getBytes(UTF_8)));
  }

  @Test
  void aKindThatWasNotOfferedIsNotTaken() {
    Client client = client().hello(RC4, TRIPLE_DES, EXPORT, SINGLE_DES);
    assertThat(client.server.cipherSpecs()).containsExactlyInAnyOrder(RC4, TRIPLE_DES);

    client.peer.say(client.masterKey(EXPORT).encode());

    client.peer.assertRefused(SslReason.BAD_CIPHER);
  }

  @Test
  void whoHasNoKindInCommonIsToldSo() {
    RawPeer peer = RawPeer.client(Ssl2Ends.server().credential(Ssl2Ends.SERVER));
    peer.say(
        new Ssl2ClientHello(
                ProtocolVersion.SSL_2, List.of(EXPORT, SINGLE_DES), Bytes.EMPTY, CHALLENGE)
            .encode());

    peer.assertRefused(SslReason.NO_SHARED_CIPHER, Optional.of(ErrorCode.NO_CIPHER));
  }

  @ParameterizedTest
  @CsvSource({
    "SSL_CK_RC4_128_WITH_MD5, 1, 0",
    "SSL_CK_RC4_128_WITH_MD5, 11, 0",
    "SSL_CK_RC4_128_WITH_MD5, 0, 8",
    "SSL_CK_DES_192_EDE3_CBC_WITH_MD5, 24, 8",
    "SSL_CK_DES_192_EDE3_CBC_WITH_MD5, 0, 7",
    "SSL_CK_DES_192_EDE3_CBC_WITH_MD5, 0, 9",
    "SSL_CK_DES_192_EDE3_CBC_WITH_MD5, 0, 0",
    "SSL_CK_RC4_128_EXPORT40_WITH_MD5, 0, 0",
    "SSL_CK_RC4_128_EXPORT40_WITH_MD5, 10, 0",
    "SSL_CK_RC4_128_EXPORT40_WITH_MD5, 12, 0",
    "SSL_CK_RC4_128_EXPORT40_WITH_MD5, 16, 0"
  })
  void theLengthsOfKeysAreThoseOfTheirKind(String name, int clear, int keyArg) {
    Client client =
        new Client(Ssl2Ends.server().credential(Ssl2Ends.SERVER).cipherList("SSLv2:EXP-RC4-MD5"))
            .hello(RC4, TRIPLE_DES, EXPORT);
    ClientMasterKey honest = client.masterKey(kind(name));

    client.peer.say(
        new ClientMasterKey(
                honest.kind(),
                Bytes.of(new byte[clear]),
                honest.encryptedKey(),
                Bytes.of(new byte[keyArg]))
            .encode());

    client.peer.assertRefused(SslReason.LENGTH_MISMATCH);
  }

  @Test
  void aKeyThatCannotBeDecryptedFailsAsOneThatDoesNotFit() {
    Client wrong = client().hello(RC4);
    ClientMasterKey honest = wrong.masterKey(RC4);
    wrong.peer.say(
        new ClientMasterKey(RC4, Bytes.EMPTY, Bytes.of(new byte[256]), Bytes.EMPTY).encode());
    Client other = client().hello(RC4);
    ClientMasterKey fits = other.masterKey(RC4);
    other.peer.say(fits.encode());
    other.masterKey(RC4); // other keys than those that were sent

    for (Client client : List.of(wrong, other)) {
      // A SERVER-VERIFY comes in either case; what it says, nobody can read.
      Ssl2Message verify = client.peer.hear();
      assertThat(verify.bytes().length()).isEqualTo(16 + 1 + CHALLENGE.length());
      client.peer.protect(client.keys);
      client.finished();
      client.peer.assertRefused(SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
    }
    assertThat(honest.encryptedKey()).isNotEqualTo(fits.encryptedKey());
  }

  @Test
  void anotherConnectionIdIsRefused() {
    Client client = client().hello(RC4).keys(RC4);

    client.peer.say(Messages.of(MessageType.CLIENT_FINISHED, Bytes.of(new byte[16])));

    client.peer.assertRefused(SslReason.DIGEST_CHECK_FAILED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5, 6, 7, 8, 9, 255})
  void nothingButAMasterKeyFollowsTheHellos(int type) {
    Client client = client().hello(RC4);

    client.peer.say(Messages.of(type, client.server.connectionId()));

    client.peer.assertRefused(SslReason.UNEXPECTED_MESSAGE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5, 6, 7, 8, 9, 255})
  void nothingButAFinishedFollowsTheMasterKey(int type) {
    Client client = client().hello(RC4).keys(RC4);

    client.peer.say(Messages.of(type, client.server.connectionId()));

    client.peer.assertRefused(SslReason.UNEXPECTED_MESSAGE);
  }

  @ParameterizedTest
  @CsvSource({
    "1, SSLV3_ALERT_HANDSHAKE_FAILURE",
    "2, SSLV3_ALERT_NO_CERTIFICATE",
    "4, SSLV3_ALERT_BAD_CERTIFICATE",
    "6, SSLV3_ALERT_UNSUPPORTED_CERTIFICATE",
    "3, UNKNOWN_ALERT_RECEIVED"
  })
  void whatTheClientSaysInAnErrorIsToldOn(int code, SslReason reason) {
    Client client = client().hello(RC4);

    client.peer.say(Bytes.of((byte) 0, (byte) 0, (byte) code));

    client.peer.assertRefused(reason);
  }

  @Test
  void aMasterKeyThatIsCutAnywhereIsRefused() {
    int length = client().hello(RC4).masterKey(RC4).encode().bytes().length();
    for (int cut = 1; cut < length; cut++) {
      Client client = client().hello(RC4);
      Bytes whole = client.masterKey(RC4).encode().bytes();
      client.peer.say(whole.slice(0, cut));
      client.peer.assertRefused(SslReason.LENGTH_MISMATCH);
    }
  }

  @Test
  void aMasterKeyWithMoreBehindItIsRefused() {
    Client client = client().hello(RC4);
    client.peer.say(client.masterKey(RC4).encode().bytes().plus(Bytes.of((byte) 0)));
    client.peer.assertRefused(SslReason.LENGTH_MISMATCH);
  }

  @Test
  void anEndAnywhereInTheHandshakeIsNone() {
    RawPeer nothing = client().peer;
    nothing.hangUp();
    assertThat(nothing.reason()).contains(SslReason.UNEXPECTED_EOF_WHILE_READING);
    RawPeer later = client().hello(RC4).keys(RC4).peer;
    later.hangUp();
    assertThat(later.reason()).contains(SslReason.UNEXPECTED_EOF_WHILE_READING);
  }

  // ---- Its certificate

  @Test
  void aSignatureOverSomethingElseIsRefused() {
    Client client = asked();
    Credential shown = Ssl2Ends.AUTHORITY.client(KeyType.RSA, "client").credential();
    RequestCertificate request = request(client);

    client.peer.say(certificate(client, request, shown, bytes -> flipped(bytes)));

    client.peer.assertRefused(SslReason.BAD_SIGNATURE);
  }

  @Test
  void anHonestSignatureIsTaken() {
    Client client = asked();
    Credential shown = Ssl2Ends.AUTHORITY.client(KeyType.RSA, "client").credential();

    client.peer.say(certificate(client, request(client), shown, bytes -> bytes));

    assertThat(client.peer.isEstablished()).isTrue();
    assertThat(client.peer.victim().peerCertificates()).containsExactly(shown.leaf());
  }

  @Test
  void whoMustShowACertificateAndHasNoneIsToldSo() {
    Client client = asked();
    RequestCertificate ignored = request(client);

    client.peer.say(ErrorCode.NO_CERTIFICATE.message());

    client.peer.assertRefused(
        SslReason.PEER_DID_NOT_RETURN_A_CERTIFICATE, Optional.of(ErrorCode.NO_CERTIFICATE));
  }

  @Test
  void aCertificateOfNobodysIsToldToBeBad() {
    Client client = asked();
    Credential stranger =
        dev.jessel.testkit.CertificateFactory.create().client(KeyType.RSA, "x").credential();

    client.peer.say(certificate(client, request(client), stranger, bytes -> bytes));

    client.peer.assertRefused(
        SslReason.CERTIFICATE_VERIFY_FAILED, Optional.of(ErrorCode.BAD_CERTIFICATE));
  }

  @Test
  void aCertificateMessageThatIsCutAnywhereIsRefused() {
    Credential shown = Ssl2Ends.AUTHORITY.client(KeyType.RSA, "client").credential();
    for (int cut = 1; cut < 40; cut++) {
      Client client = asked();
      Bytes whole = certificate(client, request(client), shown, bytes -> bytes);
      client.peer.say(whole.slice(0, cut));
      client.peer.assertRefused(SslReason.LENGTH_MISMATCH);
    }
  }

  private static Client asked() {
    Client client =
        new Client(Ssl2Ends.server().credential(Ssl2Ends.SERVER).verify(SslVerify.REQUIRED))
            .hello(RC4);
    return client.keys(RC4).finished();
  }

  private static RequestCertificate request(Client client) {
    try {
      return RequestCertificate.decode(client.peer.hear());
    } catch (TlsException e) {
      throw new AssertionError(e);
    }
  }

  private static Bytes certificate(
      Client client, RequestCertificate request, Credential shown, UnaryOperator<Bytes> bend) {
    Bytes content =
        ClientSignature.toSign(
            Ssl2Ends.CRYPTO, client.keys, request, client.server.certificate().orElseThrow());
    try {
      Bytes signature =
          Ssl2Ends.CRYPTO
              .signer(shown.privateKey(), ClientSignature.SCHEME, ProtocolVersion.SSL_2)
              .sign(bend.apply(content).toArray());
      return new ClientCertificate(shown.leaf().der(), signature).encode().bytes();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static Bytes flipped(Bytes bytes) {
    byte[] changed = bytes.toArray();
    changed[changed.length - 1] ^= 1;
    return Bytes.of(changed);
  }

  private static Client client() {
    return new Client(Ssl2Ends.server().credential(Ssl2Ends.SERVER));
  }

  private static CipherSuite kind(String name) {
    return CipherSuite.named(name).orElseThrow();
  }
}
