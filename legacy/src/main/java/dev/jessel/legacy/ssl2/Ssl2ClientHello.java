// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.session.Session;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.Ssl2Message;
import java.util.List;
import java.util.Optional;

/**
 * CLIENT-HELLO (draft-hickman-netscape-ssl-00 5.5.1), which clients of newer versions sent as well
 * (RFC 5246 E.2).
 *
 * @param version the newest that the client speaks
 * @param cipherSpecs cipher kinds of SSLv2, and suites of newer versions behind a zero; not empty
 * @param sessionId 16 bytes, or none
 * @param challenge 16 to 32 bytes
 */
record Ssl2ClientHello(
    ProtocolVersion version, List<CipherSuite> cipherSpecs, Bytes sessionId, Bytes challenge) {
  private static final int SPEC_LENGTH = 3;
  private static final int SESSION_ID_LENGTH = 16;
  private static final int MIN_CHALLENGE = 16;
  private static final int MAX_CHALLENGE = 32;
  private static final Bytes NO_COMPRESSION = Bytes.of((byte) 0);

  /** Keeps a copy. */
  Ssl2ClientHello {
    cipherSpecs = List.copyOf(cipherSpecs);
  }

  /**
   * Reads the message.
   *
   * @throws TlsException if the bytes are no such message
   */
  static Ssl2ClientHello decode(Ssl2Message message) throws TlsException {
    ByteReader in = Messages.body(message, MessageType.CLIENT_HELLO);
    ProtocolVersion version = version(in.u16());
    int specs = in.u16();
    int sessionId = in.u16();
    int challenge = in.u16();
    if (specs + sessionId + challenge != in.remaining()) {
      throw new TlsException(
          SslReason.RECORD_LENGTH_MISMATCH,
          "a CLIENT-HELLO with " + in.remaining() + " bytes behind its lengths");
    }
    checkLengths(specs, sessionId);
    checkChallenge(version, challenge);
    return new Ssl2ClientHello(
        version,
        ByteReader.of(in.bytes(specs)).items(spec -> new CipherSuite(spec.u24())),
        in.bytes(sessionId),
        in.bytes(Math.min(challenge, MAX_CHALLENGE)));
  }

  private static ProtocolVersion version(int code) throws TlsException {
    ProtocolVersion version = new ProtocolVersion(code);
    if (!version.equals(ProtocolVersion.SSL_2) && code >>> Byte.SIZE != 3) {
      throw new TlsException(SslReason.UNKNOWN_PROTOCOL, "a CLIENT-HELLO of version " + version);
    }
    return version;
  }

  // draft-hickman-netscape-ssl-00 5.5.1: multiple of 3 and not 0; 0 or 16
  private static void checkLengths(int specs, int sessionId) throws TlsException {
    if (specs == 0 || specs % SPEC_LENGTH != 0) {
      throw new TlsException(
          SslReason.ERROR_IN_RECEIVED_CIPHER_LIST, specs + " bytes of cipher specs");
    }
    if (sessionId != 0 && sessionId != SESSION_ID_LENGTH) {
      throw new TlsException(SslReason.LENGTH_MISMATCH, "a session id of " + sessionId + " bytes");
    }
  }

  // draft-hickman-netscape-ssl-00 5.5.1: 16 to 32 bytes
  // RFC 5246 E.2: of any length where a newer version is spoken; libssl uses the first 32 bytes
  private static void checkChallenge(ProtocolVersion version, int challenge) throws TlsException {
    if (challenge < MIN_CHALLENGE) {
      throw new TlsException(SslReason.LENGTH_TOO_SHORT, "a challenge of " + challenge + " bytes");
    }
    if (challenge > MAX_CHALLENGE && version.equals(ProtocolVersion.SSL_2)) {
      throw new TlsException(SslReason.LENGTH_TOO_LONG, "a challenge of " + challenge + " bytes");
    }
  }

  /**
   * What a client says in this format.
   *
   * @param hello the same for newer versions
   * @param session a session of SSLv2 to resume
   */
  static Ssl2ClientHello of(ClientHello hello, Optional<Session> session) {
    Bytes sessionId = session.map(resumed -> resumed.name().id()).orElse(Bytes.EMPTY);
    return new Ssl2ClientHello(
        hello.legacyVersion(), hello.cipherSuites(), sessionId, hello.random());
  }

  Ssl2Message encode() {
    ByteWriter out =
        new ByteWriter()
            .u8(MessageType.CLIENT_HELLO)
            .u16(version.code())
            .u16(SPEC_LENGTH * cipherSpecs.size())
            .u16(sessionId.length())
            .u16(challenge.length());
    cipherSpecs.forEach(spec -> out.u24(spec.code()));
    return new Ssl2Message(out.bytes(sessionId).bytes(challenge).toBytes());
  }

  /** What it says to newer versions. */
  ClientHello inTermsOfTls() {
    return new ClientHello(
        version, random(), sessionId, cipherSpecs, NO_COMPRESSION, Extensions.EMPTY);
  }

  // RFC 5246 E.2: the challenge becomes the end of the random, with zeros before it
  private Bytes random() {
    byte[] random = new byte[ClientHello.RANDOM_LENGTH];
    challenge.copyTo(random, random.length - challenge.length());
    return Bytes.of(random);
  }
}
