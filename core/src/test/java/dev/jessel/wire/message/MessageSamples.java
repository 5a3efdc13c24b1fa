// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateCompression;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.ExtensionSamples;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.MessageContext;
import java.util.List;

/** Messages of every kind, with as much in them as fits. */
final class MessageSamples {
  private static final Bytes RANDOM =
      Bytes.ofHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
  private static final Bytes HASH = RANDOM;

  private MessageSamples() {}

  /** All that can be decoded. */
  static List<HandshakeMessage> all() {
    return List.of(
        clientHello(ExtensionSamples.of(MessageContext.CLIENT_HELLO)),
        clientHello(Extensions.EMPTY),
        serverHello(RANDOM, ExtensionSamples.of(MessageContext.SERVER_HELLO)),
        serverHello(RANDOM, Extensions.EMPTY),
        serverHello(
            ServerHello.HELLO_RETRY_REQUEST_RANDOM,
            ExtensionSamples.of(MessageContext.HELLO_RETRY_REQUEST)),
        new EncryptedExtensions(ExtensionSamples.of(MessageContext.ENCRYPTED_EXTENSIONS)),
        new CertificateRequest(
            Bytes.ofHex("0a0b"), ExtensionSamples.of(MessageContext.CERTIFICATE_REQUEST)),
        certificate(),
        new CertificateMessage(Bytes.EMPTY, List.of()),
        new CompressedCertificate(CertificateCompression.ZLIB, 70_000, Bytes.ofHex("789c03")),
        new CertificateVerify(SignatureScheme.ED25519, Bytes.of(new byte[64])),
        new Finished(HASH),
        new NewSessionTicket(
            0xffffffffL,
            0xfffffffeL,
            Bytes.ofHex("00"),
            Bytes.ofHex("746963"),
            ExtensionSamples.of(MessageContext.NEW_SESSION_TICKET)),
        new KeyUpdate(true),
        new KeyUpdate(false),
        new EndOfEarlyData(),
        new UnknownMessage(new HandshakeType(99), Bytes.ofHex("010203")));
  }

  /** Those that TLS 1.2 alone has. */
  static List<HandshakeMessage> old() {
    return List.of(
        new HelloRequest(),
        new CertificateMessage12(List.of(Bytes.ofHex("3003020100"), Bytes.of(new byte[300]))),
        new CertificateMessage12(List.of()),
        CertificateMessage12.ofRawPublicKey(Bytes.ofHex("3003020100")),
        new CertificateRequest12(
            Bytes.ofHex("0140"),
            List.of(SignatureScheme.RSA_PKCS1_SHA256, SignatureScheme.ED25519),
            List.of(Bytes.ofHex("3000"))),
        new CertificateStatusMessage(Bytes.ofHex("30030a0100")),
        new ServerKeyExchange(Bytes.ofHex("030017")),
        new ClientKeyExchange(Bytes.ofHex("00020000")),
        new ServerHelloDone(),
        new NewSessionTicket12(7200, Bytes.ofHex("746963")),
        new NewSessionTicket12(0, Bytes.EMPTY));
  }

  /** The version that a sample is of. */
  static ProtocolVersion versionOf(HandshakeMessage message) {
    return old().contains(message) ? ProtocolVersion.TLS_1_2 : ProtocolVersion.TLS_1_3;
  }

  static ClientHello clientHello(Extensions extensions) {
    return new ClientHello(
        ProtocolVersion.TLS_1_2,
        RANDOM,
        RANDOM,
        List.of(CipherSuite.TLS_AES_128_GCM_SHA256, new CipherSuite(0x0a0a)),
        Bytes.of((byte) 0),
        extensions);
  }

  static ServerHello serverHello(Bytes random, Extensions extensions) {
    return new ServerHello(
        ProtocolVersion.TLS_1_2,
        random,
        Bytes.EMPTY,
        CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
        0,
        extensions);
  }

  static CertificateMessage certificate() {
    Extensions extensions = ExtensionSamples.of(MessageContext.CERTIFICATE);
    return new CertificateMessage(
        Bytes.EMPTY,
        List.of(
            new CertificateEntry(Bytes.ofHex("3003020100"), extensions),
            new CertificateEntry(Bytes.of(new byte[300]), Extensions.EMPTY)));
  }
}
