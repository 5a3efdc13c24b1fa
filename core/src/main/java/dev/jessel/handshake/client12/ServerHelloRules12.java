// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client12;

import dev.jessel.crypto.BulkCipher;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.dialect.Dialects;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Agreement12;
import dev.jessel.handshake.CertificateTypeTerms;
import dev.jessel.handshake.ExtensionRules;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.PreviousHandshake;
import dev.jessel.handshake.ProtocolTerms;
import dev.jessel.handshake.RecordSizeTerms;
import dev.jessel.handshake.hello.ClientOffer;
import dev.jessel.session.Session;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.extension.EcPointFormats;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.RenegotiationInfo;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.ServerHello;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What RFC 5246 7.4.1.3 and the extensions ask of a ServerHello of TLS 1.2. */
final class ServerHelloRules12 {
  private ServerHelloRules12() {}

  /** Checks its fields and extensions, and notes what they say. */
  static ServerTerms check(ClientOffer offer, ServerHello hello, HandshakeIo io)
      throws TlsException {
    SuiteParameters suite = suite(offer, hello, io);
    if (hello.compressionMethod() != 0) {
      throw new TlsException(SslReason.UNSUPPORTED_COMPRESSION_ALGORITHM);
    }
    Extensions asked = offer.hello().extensions();
    Extensions answers = hello.extensions();
    ExtensionRules.checkResponse12(answers, askedTypes(offer.hello()));
    checkPointFormats(answers);
    boolean extended = answers.contains(ExtensionType.EXTENDED_MASTER_SECRET);
    boolean encryptThenMac = usesEncryptThenMac(suite, answers);
    if (io.previous().isPresent()) {
      PreviousHandshake before = io.previous().get();
      PreviousHandshake.check(before.serverInfo(), answers);
      before.checkBinding(extended);
      if (!before.allows(suite, encryptThenMac)) {
        throw new TlsException(SslReason.SERVERHELLO_TLSEXT, "encrypt_then_mac got lost");
      }
    } else {
      checkRenegotiation(answers, io);
      io.facts().applicationProtocol(ProtocolTerms.acceptByClient(asked, answers));
    }
    RecordSizeTerms.of(hello.legacyVersion()).acceptByClient(asked, answers, io);
    return new ServerTerms(
        offer,
        new Agreement12(
            Dialects.of(hello.legacyVersion()).orElseThrow(),
            suite,
            offer.hello().random(),
            hello.random(),
            extended,
            encryptThenMac),
        hello.sessionId(),
        answers.contains(ExtensionType.SESSION_TICKET),
        answers.contains(ExtensionType.STATUS_REQUEST),
        CertificateTypeTerms.acceptByClient(asked, answers, io));
  }

  /**
   * The session that the server agreed to resume: it echoes the id that came with it.
   *
   * @throws TlsException when the echo fits nothing, or the session does not fit the answer
   */
  static Optional<Session> resumed(ClientOffer offer, ServerHello hello, Agreement12 agreement)
      throws TlsException {
    boolean echoed =
        !hello.sessionId().isEmpty() && hello.sessionId().equals(offer.hello().sessionId());
    if (!echoed) {
      return Optional.empty();
    }
    Session session =
        offer
            .session()
            .orElseThrow(
                () ->
                    // There is nothing behind the id: the server cannot know it.
                    new TlsException(SslReason.INVALID_SESSION_ID, "an id that names nothing"));
    if (!session.version().equals(hello.legacyVersion())) {
      throw new TlsException(SslReason.SSL_SESSION_VERSION_MISMATCH);
    }
    if (!session.suite().suite().equals(agreement.suite().suite())) {
      // RFC 5246 7.4.1.3: a resumed session keeps its suite.
      throw new TlsException(SslReason.OLD_SESSION_CIPHER_NOT_RETURNED);
    }
    if (session.origin().extendedMainSecret() != agreement.extendedMainSecret()) {
      // RFC 7627 5.3: it keeps that too, either way.
      throw new TlsException(SslReason.INCONSISTENT_EXTMS);
    }
    return Optional.of(session);
  }

  private static Collection<ExtensionType> askedTypes(ClientHello hello) {
    List<ExtensionType> types = new ArrayList<>(hello.extensions().types());
    if (hello.cipherSuites().contains(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV)) {
      // RFC 5746 3.4: it stands for the extension.
      types.add(ExtensionType.RENEGOTIATION_INFO);
    }
    return types;
  }

  private static SuiteParameters suite(ClientOffer offer, ServerHello hello, HandshakeIo io)
      throws TlsException {
    CipherSuite suite = hello.cipherSuite();
    List<CipherSuite> fitting = io.config().preferences().suitesOf(hello.legacyVersion());
    if (!offer.hello().cipherSuites().contains(suite) || !fitting.contains(suite)) {
      throw new TlsException(SslReason.WRONG_CIPHER_RETURNED, "suite " + suite);
    }
    return SuiteParameters.of(suite).orElseThrow();
  }

  private static boolean usesEncryptThenMac(SuiteParameters suite, Extensions answers)
      throws TlsException {
    BulkCipher.Kind kind = suite.cipher().kind();
    boolean agreed = answers.contains(ExtensionType.ENCRYPT_THEN_MAC);
    // OpenSSL's servers answer it without encryption, too: then it changes nothing.
    if (agreed && kind != BulkCipher.Kind.BLOCK && kind != BulkCipher.Kind.NULL) {
      // RFC 7366 3: a server answers it with a block cipher alone.
      throw new TlsException(SslReason.BAD_EXTENSION, "encrypt_then_mac with " + suite.suite());
    }
    return agreed && kind == BulkCipher.Kind.BLOCK;
  }

  private static void checkPointFormats(Extensions answers) throws TlsException {
    Optional<EcPointFormats> formats = answers.find(EcPointFormats.class);
    if (formats.isPresent() && !formats.get().hasUncompressed()) {
      // RFC 8422 5.1.2: the uncompressed format is always among them.
      throw new TlsException(SslReason.TLS_INVALID_ECPOINTFORMAT_LIST);
    }
  }

  private static void checkRenegotiation(Extensions answers, HandshakeIo io) throws TlsException {
    Optional<RenegotiationInfo> info = answers.find(RenegotiationInfo.class);
    if (info.isPresent() && !info.get().renegotiatedConnection().isEmpty()) {
      // RFC 5746 3.4: there was no handshake before this one.
      throw new TlsException(SslReason.RENEGOTIATION_MISMATCH);
    }
    if (info.isEmpty() && !io.config().older().switches().legacyServerConnect()) {
      // RFC 5746 4.1: such a server can be led to mistake an attacker's words for ours.
      throw new TlsException(SslReason.UNSAFE_LEGACY_RENEGOTIATION_DISABLED);
    }
    io.facts().secureRenegotiation(info.isPresent());
  }
}
