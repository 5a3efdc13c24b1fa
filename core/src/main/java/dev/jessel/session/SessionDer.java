// SPDX-License-Identifier: Apache-2.0
package dev.jessel.session;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.der.DerTag;
import dev.jessel.wire.der.DerWriter;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.VerifyResult;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a session as {@code i2d_SSL_SESSION(3)} does: a file that OpenSSL reads. It holds the
 * secret. What OpenSSL keeps and this library does not (pre-shared key identities, SRP,
 * compression, maximum fragment length) is left out; what has no place in OpenSSL's form stands in
 * a field that OpenSSL skips, see {@link SessionSupplement}.
 *
 * <pre>
 *   SEQUENCE {
 *     INTEGER 1, INTEGER version, OCTET STRING suite, OCTET STRING id, OCTET STRING secret,
 *     [0] IMPLICIT OCTET STRING   -- unused since SSLv2: the supplement
 *     [1] INTEGER made, [2] INTEGER lifetime, [3] Certificate, [4] OCTET STRING context,
 *     [5] INTEGER verify result, [6] OCTET STRING server name, [9] INTEGER lifetime hint,
 *     [10] OCTET STRING ticket, [13] INTEGER flags, [14] INTEGER age add,
 *     [15] INTEGER early data, [16] OCTET STRING protocol, [18] OCTET STRING application data,
 *     [19] INTEGER group, [20] OCTET STRING raw public key   -- all explicit and optional
 *   }
 * </pre>
 */
public final class SessionDer {
  static final int FORMAT = 1;
  static final int SUPPLEMENT = 0;
  static final int MADE = 1;
  static final int LIFETIME = 2;
  static final int CERTIFICATE = 3;
  static final int CONTEXT = 4;
  static final int VERIFY_RESULT = 5;
  static final int SERVER_NAME = 6;
  static final int LIFETIME_HINT = 9;
  static final int TICKET = 10;
  static final int COMPRESSION = 11;
  static final int FLAGS = 13;
  static final int AGE_ADD = 14;
  static final int EARLY_DATA = 15;
  static final int PROTOCOL = 16;
  static final int APPLICATION_DATA = 18;
  static final int GROUP = 19;
  static final int RAW_PUBLIC_KEY = 20;

  /** {@code SSL_SESS_FLAG_EXTMS}. */
  static final int EXTENDED_MAIN_SECRET = 1;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private SessionDer() {}

  /**
   * Writes a session; whoever gets the array wipes it.
   *
   * @throws IllegalArgumentException for one of SSLv2, which OpenSSL has no form for any more
   */
  public static byte[] encode(Session session) {
    if (session.version().equals(ProtocolVersion.SSL_2)) {
      throw new IllegalArgumentException("a session of SSLv2 has no such form");
    }
    byte[] before = new SessionDer().head(session).out.toByteArray();
    byte[] after = new SessionDer().optional(session).out.toByteArray();
    return session.secret().expose(secret -> joined(before, secret, after));
  }

  private SessionDer head(Session session) {
    int suite = session.suite().suite().code();
    integer(FORMAT);
    integer(session.version().code());
    octets(Bytes.of((byte) (suite >>> 8), (byte) suite));
    octets(TicketId.of(session));
    return this;
  }

  private SessionDer optional(Session session) {
    Session.Origin origin = session.origin();
    Session.Grant grant = session.grant();
    SessionSupplement.of(session)
        .map(SessionSupplement::encode)
        .ifPresent(all -> element(DerTag.implicit(SUPPLEMENT), all.toArray()));
    number(MADE, session.lifetime().made().getEpochSecond());
    number(LIFETIME, session.lifetimeSeconds());
    certificate(origin.peerChain());
    explicit(CONTEXT, new SessionDer().octets(grant.context()));
    number(
        VERIFY_RESULT,
        origin.verdict().map(PathVerdict::result).map(VerifyResult::number).orElse(0));
    origin.serverName().ifPresent(name -> bytes(SERVER_NAME, utf8(name)));
    if (!session.ticket().isEmpty()) {
      number(LIFETIME_HINT, session.lifetimeSeconds());
      bytes(TICKET, session.ticket());
    }
    boolean extended = origin.extendedMainSecret() && !session.isTls13();
    number(FLAGS, extended ? EXTENDED_MAIN_SECRET : 0);
    number(AGE_ADD, session.name().ageAdd());
    number(EARLY_DATA, grant.maxEarlyData());
    origin.applicationProtocol().ifPresent(protocol -> bytes(PROTOCOL, protocol));
    if (!grant.applicationData().isEmpty()) {
      bytes(APPLICATION_DATA, grant.applicationData());
    }
    number(GROUP, origin.group().map(NamedGroup::code).orElse(0));
    rawPublicKey(origin.peerChain());
    return this;
  }

  private void certificate(List<PeerCertificate> chain) {
    if (!chain.isEmpty() && !chain.get(0).isRawPublicKey()) {
      element(DerTag.constructed(CERTIFICATE), chain.get(0).der().toArray());
    }
  }

  /** OpenSSL has this since 3.2; older ones refuse a session that has it. */
  private void rawPublicKey(List<PeerCertificate> chain) {
    if (!chain.isEmpty() && chain.get(0).isRawPublicKey()) {
      bytes(RAW_PUBLIC_KEY, chain.get(0).spki());
    }
  }

  /** {@code [number] INTEGER}, which stands for 0 where it is missing. */
  private void number(int number, long value) {
    if (value != 0) {
      SessionDer content = new SessionDer();
      content.integer(value);
      explicit(number, content);
    }
  }

  private void bytes(int number, Bytes value) {
    explicit(number, new SessionDer().octets(value));
  }

  private void explicit(int number, SessionDer content) {
    element(DerTag.constructed(number), content.out.toByteArray());
  }

  private void integer(long value) {
    element(DerTag.INTEGER, BigInteger.valueOf(value).toByteArray());
  }

  private SessionDer octets(Bytes value) {
    element(DerTag.OCTET_STRING, value.toArray());
    return this;
  }

  private void element(int tag, byte[] content) {
    out.writeBytes(DerWriter.element(tag, content));
  }

  private static Bytes utf8(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The secret goes from its place to the result: nothing that was written on the way has it. */
  private static byte[] joined(byte[] before, byte[] secret, byte[] after) {
    byte[] secretHead = DerWriter.head(DerTag.OCTET_STRING, secret.length);
    int length = before.length + secretHead.length + secret.length + after.length;
    byte[] head = DerWriter.head(DerTag.SEQUENCE, length);
    ByteBuffer all = ByteBuffer.allocate(head.length + length);
    all.put(head).put(before).put(secretHead).put(secret).put(after);
    return all.array();
  }
}
