// SPDX-License-Identifier: Apache-2.0
package dev.jessel.session;

import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.VerifyResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A session as a few bytes, for tickets: it holds the secret, and is for nobody's eyes. The chain
 * that was built to a trust anchor is left out; who needs it judges the peer again.
 *
 * <pre>
 *   struct {
 *     uint8 format = 1;
 *     uint16 version; uint16 suite;
 *     uint64 made; uint32 lifetime; uint64 since;        // milliseconds, seconds, milliseconds
 *     opaque id&lt;0..32&gt;; uint32 age_add;
 *     uint8 flags;                                       // which of the optional ones are there
 *     opaque server_name&lt;0..2^16-1&gt;; opaque protocol&lt;0..2^8-1&gt;; uint16 group; uint32 verdict;
 *     opaque context&lt;0..32&gt;; uint32 max_early_data; opaque application_data&lt;0..2^16-1&gt;;
 *     opaque certificates&lt;0..2^24-1&gt;;
 *     opaque secret&lt;1..255&gt;;
 *   } Session;
 * </pre>
 */
final class SessionFormat {
  private static final int FORMAT = 1;
  private static final int EXTENDED_MAIN_SECRET = 1;
  private static final int SERVER_NAME = 2;
  private static final int PROTOCOL = 4;
  private static final int GROUP = 8;
  private static final int VERDICT = 16;
  private static final int RAW_PUBLIC_KEY = 32;

  private SessionFormat() {}

  /** Writes a session; whoever gets the array wipes it. */
  static byte[] encode(Session session) {
    Session.Origin origin = session.origin();
    ByteWriter out = new ByteWriter();
    out.u8(FORMAT).u16(session.version().code()).u16(session.suite().suite().code());
    time(out, session.lifetime().made());
    out.u32(session.lifetime().seconds());
    time(out, session.lifetime().since());
    out.opaque8(session.name().id()).u32(session.name().ageAdd()).u8(flags(origin));
    origin.serverName().ifPresent(name -> out.opaque16(text(name)));
    origin.applicationProtocol().ifPresent(out::opaque8);
    origin.group().ifPresent(group -> out.u16(group.code()));
    origin.verdict().ifPresent(v -> out.u16(v.result().number()).u16(v.depth()));
    out.opaque8(session.grant().context()).u32(session.grant().maxEarlyData());
    out.opaque16(session.grant().applicationData());
    out.vector24(list -> origin.peerChain().forEach(c -> list.opaque24(c.der())));
    out.u8(session.secret().length());
    byte[] open = out.toByteArray();
    // The secret goes last and by itself: a writer's buffers cannot be wiped.
    return session.secret().expose(secret -> joined(open, secret));
  }

  /**
   * Reads a session.
   *
   * @throws TlsException when it is none, or of another format
   */
  static Session decode(byte[] encoded) throws TlsException {
    ByteReader in = new ByteReader(encoded);
    if (in.u8() != FORMAT) {
      throw new TlsException(SslReason.LENGTH_MISMATCH, "a session of another format");
    }
    final ProtocolVersion version = new ProtocolVersion(in.u16());
    final SuiteParameters suite = suite(in.u16());
    final Instant made = time(in);
    final Session.Lifetime lifetime = new Session.Lifetime(made, in.u32(), time(in));
    final Session.Name name =
        new Session.Name(in.opaque8(0, SessionLimits.MAX_ID), Bytes.EMPTY, in.u32());
    int flags = in.u8();
    Optional<String> serverName =
        has(flags, SERVER_NAME) ? Optional.of(text(in.opaque16())) : Optional.empty();
    Optional<Bytes> protocol = has(flags, PROTOCOL) ? Optional.of(in.opaque8()) : Optional.empty();
    Optional<NamedGroup> group =
        has(flags, GROUP) ? Optional.of(new NamedGroup(in.u16())) : Optional.empty();
    Optional<PathVerdict> verdict =
        has(flags, VERDICT) ? Optional.of(verdict(in)) : Optional.empty();
    Session.Grant grant =
        new Session.Grant(in.opaque8(0, SessionLimits.MAX_ID), in.u32(), in.opaque16());
    List<PeerCertificate> chain =
        has(flags, RAW_PUBLIC_KEY)
            ? in.vector24().items(item -> PeerCertificate.ofRawPublicKey(item.opaque24()))
            : in.vector24().items(item -> PeerCertificate.parse(item.opaque24()));
    Session.Origin origin =
        new Session.Origin(
            serverName, protocol, group, has(flags, EXTENDED_MAIN_SECRET), chain, verdict);
    return new Session(version, suite, secret(in, encoded), name, lifetime, origin, grant);
  }

  private static Secret secret(ByteReader in, byte[] encoded) throws TlsException {
    int length = in.u8();
    if (length == 0 || length != in.remaining()) {
      throw new TlsException(SslReason.LENGTH_MISMATCH, "a session without its secret");
    }
    return Secret.take(Arrays.copyOfRange(encoded, encoded.length - length, encoded.length));
  }

  private static int flags(Session.Origin origin) {
    return (origin.extendedMainSecret() ? EXTENDED_MAIN_SECRET : 0)
        | (origin.serverName().isPresent() ? SERVER_NAME : 0)
        | (origin.applicationProtocol().isPresent() ? PROTOCOL : 0)
        | (origin.group().isPresent() ? GROUP : 0)
        | (origin.verdict().isPresent() ? VERDICT : 0)
        | (hasRawPublicKey(origin) ? RAW_PUBLIC_KEY : 0);
  }

  /** It has no chain: it stands alone. */
  private static boolean hasRawPublicKey(Session.Origin origin) {
    return !origin.peerChain().isEmpty() && origin.peerChain().get(0).isRawPublicKey();
  }

  private static boolean has(int flags, int flag) {
    return (flags & flag) != 0;
  }

  private static SuiteParameters suite(int code) throws TlsException {
    return SuiteParameters.of(new CipherSuite(code))
        .orElseThrow(() -> new TlsException(SslReason.LENGTH_MISMATCH, "suite " + code));
  }

  private static PathVerdict verdict(ByteReader in) throws TlsException {
    VerifyResult result =
        VerifyResult.of(in.u16()).orElseThrow(() -> new TlsException(SslReason.LENGTH_MISMATCH));
    return new PathVerdict(result, in.u16(), List.of());
  }

  private static void time(ByteWriter out, Instant time) {
    long millis = Math.max(0, time.toEpochMilli());
    out.u32(millis >>> Integer.SIZE).u32(millis & 0xFFFF_FFFFL);
  }

  private static Instant time(ByteReader in) throws TlsException {
    return Instant.ofEpochMilli(in.u32() << Integer.SIZE | in.u32());
  }

  private static Bytes text(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Bytes text) {
    return new String(text.toArray(), StandardCharsets.UTF_8);
  }

  private static byte[] joined(byte[] open, byte[] secret) {
    byte[] all = Arrays.copyOf(open, open.length + secret.length);
    System.arraycopy(secret, 0, all, open.length, secret.length);
    return all;
  }
}
