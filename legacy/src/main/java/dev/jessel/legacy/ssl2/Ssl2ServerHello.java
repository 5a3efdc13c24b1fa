// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.message.Ssl2Message;
import java.util.List;
import java.util.Optional;

/**
 * SERVER-HELLO (draft-hickman-netscape-ssl-00 5.6.1).
 *
 * @param certificate the server's, in DER; empty when a session is resumed
 * @param cipherSpecs what the server takes; empty when a session is resumed
 * @param connectionId 16 to 32 bytes
 */
record Ssl2ServerHello(
    Optional<Bytes> certificate, List<CipherSuite> cipherSpecs, Bytes connectionId) {
  static final int X509_CERTIFICATE = 1;
  private static final int SPEC_LENGTH = 3;
  private static final int MIN_CONNECTION_ID = 16;
  private static final int MAX_CONNECTION_ID = 32;

  /** Keeps a copy. */
  Ssl2ServerHello {
    cipherSpecs = List.copyOf(cipherSpecs);
  }

  /** Whether a session is resumed. */
  boolean isHit() {
    return certificate.isEmpty();
  }

  Ssl2Message encode() {
    Bytes der = certificate.orElse(Bytes.EMPTY);
    ByteWriter out =
        new ByteWriter()
            .u8(MessageType.SERVER_HELLO)
            .u8(isHit() ? 1 : 0)
            .u8(isHit() ? 0 : X509_CERTIFICATE)
            .u16(ProtocolVersion.SSL_2.code())
            .u16(der.length())
            .u16(SPEC_LENGTH * cipherSpecs.size())
            .u16(connectionId.length())
            .bytes(der);
    cipherSpecs.forEach(spec -> out.u24(spec.code()));
    return new Ssl2Message(out.bytes(connectionId).toBytes());
  }

  static Ssl2ServerHello decode(Ssl2Message message) throws TlsException {
    ByteReader in = Messages.body(message, MessageType.SERVER_HELLO);
    boolean hit = in.u8() != 0;
    int type = in.u8();
    ProtocolVersion version = new ProtocolVersion(in.u16());
    int certificate = in.u16();
    int specs = in.u16();
    int connectionId = in.u16();
    if (!version.equals(ProtocolVersion.SSL_2)) {
      throw new TlsException(SslReason.UNSUPPORTED_PROTOCOL, "a SERVER-HELLO of " + version);
    }
    checkLengths(hit, certificate, specs, connectionId);
    if (type != (hit ? 0 : X509_CERTIFICATE)) {
      throw new TlsException(SslReason.UNKNOWN_CERTIFICATE_TYPE, "certificate type " + type);
    }
    Bytes der = in.bytes(certificate);
    List<CipherSuite> kinds =
        ByteReader.of(in.bytes(specs)).items(spec -> new CipherSuite(spec.u24()));
    Bytes id = in.bytes(connectionId);
    in.expectEnd();
    return new Ssl2ServerHello(hit ? Optional.empty() : Optional.of(der), kinds, id);
  }

  private static void checkLengths(boolean hit, int certificate, int specs, int connectionId)
      throws TlsException {
    boolean empty = certificate == 0 && specs == 0;
    boolean full = certificate > 0 && specs > 0 && specs % SPEC_LENGTH == 0;
    boolean identified = connectionId >= MIN_CONNECTION_ID && connectionId <= MAX_CONNECTION_ID;
    if (!(hit ? empty : full) || !identified) {
      throw new TlsException(SslReason.LENGTH_MISMATCH, "the lengths of a SERVER-HELLO");
    }
  }
}
