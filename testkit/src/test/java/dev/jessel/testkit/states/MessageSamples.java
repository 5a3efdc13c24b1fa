// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.states;

import dev.jessel.testkit.handshake.Identities;
import dev.jessel.testkit.peer.Proofs;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateCompression;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.SignatureAlgorithms;
import dev.jessel.wire.message.CertificateMessage12;
import dev.jessel.wire.message.CertificateRequest;
import dev.jessel.wire.message.CertificateRequest12;
import dev.jessel.wire.message.CertificateStatusMessage;
import dev.jessel.wire.message.CertificateVerify;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.CompressedCertificate;
import dev.jessel.wire.message.EncryptedExtensions;
import dev.jessel.wire.message.EndOfEarlyData;
import dev.jessel.wire.message.Finished;
import dev.jessel.wire.message.HandshakeMessage;
import dev.jessel.wire.message.KeyUpdate;
import dev.jessel.wire.message.NewSessionTicket;
import dev.jessel.wire.message.NewSessionTicket12;
import dev.jessel.wire.message.ServerHello;
import dev.jessel.wire.message.UnknownMessage;
import dev.jessel.x509.PeerCertificate;
import java.util.ArrayList;
import java.util.List;

/** One well-formed message of every type, and of types that are none. */
final class MessageSamples {
  private static final Bytes JUNK = Bytes.of(new byte[32]);
  private static final ProtocolVersion LEGACY = ProtocolVersion.TLS_1_2;
  private static final CipherSuite SUITE = CipherSuite.TLS_AES_128_GCM_SHA256;

  static final List<HandshakeMessage> ALL =
      List.of(
          new UnknownMessage(HandshakeType.HELLO_REQUEST, Bytes.EMPTY),
          new ClientHello(LEGACY, JUNK, JUNK, List.of(SUITE), Bytes.of((byte) 0), Extensions.EMPTY),
          new ServerHello(LEGACY, JUNK, JUNK, SUITE, 0, Extensions.EMPTY),
          new UnknownMessage(new HandshakeType(3), JUNK),
          new NewSessionTicket(1, 1, JUNK, JUNK, Extensions.EMPTY),
          new EndOfEarlyData(),
          new EncryptedExtensions(Extensions.EMPTY),
          Proofs.certificate(Identities.SERVER),
          new UnknownMessage(HandshakeType.SERVER_KEY_EXCHANGE, JUNK),
          new CertificateRequest(
              Bytes.EMPTY,
              Extensions.of(
                  new SignatureAlgorithms(List.of(SignatureScheme.ECDSA_SECP256R1_SHA256)))),
          new UnknownMessage(HandshakeType.SERVER_HELLO_DONE, Bytes.EMPTY),
          new CertificateVerify(SignatureScheme.ECDSA_SECP256R1_SHA256, JUNK),
          new UnknownMessage(HandshakeType.CLIENT_KEY_EXCHANGE, JUNK),
          new Finished(JUNK),
          new UnknownMessage(HandshakeType.CERTIFICATE_STATUS, JUNK),
          new KeyUpdate(false),
          new CompressedCertificate(CertificateCompression.ZLIB, 32, JUNK),
          new UnknownMessage(new HandshakeType(67), JUNK),
          new UnknownMessage(HandshakeType.MESSAGE_HASH, JUNK),
          new UnknownMessage(new HandshakeType(255), JUNK));

  /** Those that have another form in TLS 1.2, in that form; all others are the same. */
  static final List<HandshakeMessage> OLD = old();

  private MessageSamples() {}

  private static List<HandshakeMessage> old() {
    List<HandshakeMessage> differ =
        List.of(
            new NewSessionTicket12(1, JUNK),
            new CertificateMessage12(
                Identities.SERVER.chain().stream().map(PeerCertificate::der).toList()),
            new CertificateRequest12(
                CertificateRequest12.typesFor(List.of(SignatureScheme.ED25519)),
                List.of(SignatureScheme.ED25519),
                List.of()),
            new CertificateStatusMessage(JUNK));
    List<HandshakeMessage> samples = new ArrayList<>(differ);
    ALL.stream()
        .filter(one -> differ.stream().noneMatch(other -> other.type().equals(one.type())))
        .forEach(samples::add);
    return List.copyOf(samples);
  }
}
