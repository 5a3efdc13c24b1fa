// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.keys.ImportedPsk;
import dev.jessel.session.PreSharedKey;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A pre-shared key for TLS 1.3 that comes from outside of TLS. Both peers must have it, with the
 * same suite's hash. Immutable; never shows the key.
 *
 * @see <a
 *     href="https://docs.openssl.org/master/man3/SSL_CTX_set_psk_use_session_callback/">SSL_CTX_set_psk_use_session_callback(3)</a>
 */
public final class SslPsk {
  /** RFC 9846 4.3.11: opaque identity&lt;1..2^16-1&gt;; the list around it takes some of that. */
  private static final int MAX_IDENTITY = 65_000;

  private final PreSharedKey key;

  private SslPsk(PreSharedKey key) {
    this.key = key;
  }

  /**
   * A key as it is.
   *
   * @param identity what the peer knows it by, 1 to 65000 bytes; sent in the clear
   * @param key the key, at least 16 random bytes; not a password. It must live as long as this
   *     object is used
   * @param suite a suite of TLS 1.3 whose hash the key is for; early data uses the suite itself
   */
  public static SslPsk of(Bytes identity, Secret key, CipherSuite suite) {
    return new SslPsk(
        preShared(
            PreSharedKey.Kind.EXTERNAL, identity, key, parameters(suite), Session.Origin.UNKNOWN));
  }

  /**
   * A key that is imported (RFC 9258): what it is used for becomes part of it, so that the same key
   * may serve other protocols, versions and hashes. The peer must import it as well.
   *
   * @param identity what the peer knows it by, 1 to 65000 bytes; sent in the clear
   * @param context what the key is bound to besides, such as both peers' names; maybe empty
   * @param key the key; may be wiped afterwards
   * @param suite a suite of TLS 1.3 whose hash the key is imported for
   * @param crypto derives the new key
   */
  public static SslPsk imported(
      Bytes identity, Bytes context, Secret key, CipherSuite suite, CryptoProvider crypto) {
    return imported(identity, context, key, HashAlgorithm.SHA_256, suite, crypto);
  }

  /**
   * As above, with a key that belongs to another hash than SHA-256, which is the one that counts
   * where nothing else was agreed upon (RFC 9258 4.1).
   *
   * @param own the key's hash, whatever the suite's is
   */
  public static SslPsk imported(
      Bytes identity,
      Bytes context,
      Secret key,
      HashAlgorithm own,
      CipherSuite suite,
      CryptoProvider crypto) {
    SuiteParameters parameters = parameters(suite);
    Bytes imported = ImportedPsk.identity(identity, context, parameters.hash());
    Secret derived = ImportedPsk.key(crypto, key, own, imported, parameters.hash());
    return new SslPsk(
        preShared(
            PreSharedKey.Kind.IMPORTED, imported, derived, parameters, Session.Origin.UNKNOWN));
  }

  /**
   * A key that is imported for each hash that suites of TLS 1.3 have (RFC 9258 4.1): what a client
   * offers that does not know which suite its server will choose, and what a server looks through.
   *
   * @param own the key's own hash
   * @return one key for the suites with SHA-256, then one for those with SHA-384
   */
  public static List<SslPsk> importedForAll(
      Bytes identity, Bytes context, Secret key, HashAlgorithm own, CryptoProvider crypto) {
    return Stream.of(CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_AES_256_GCM_SHA384)
        .map(suite -> imported(identity, context, key, own, suite, crypto))
        .toList();
  }

  /**
   * Allows early data with this key. A server that looks out for replays takes none, since nothing
   * tells how old such a ClientHello is, unless its {@link SslReplayGuard#firstTimeWithExternalKey}
   * says otherwise.
   *
   * @param maxBytes 0 to 2^32 - 1
   * @param serverName the name that the client will ask for, if any
   * @param applicationProtocol the protocol that early data is spoken in, if ALPN is used
   */
  public SslPsk earlyData(
      long maxBytes, Optional<String> serverName, Optional<String> applicationProtocol) {
    Session old = key.session();
    Session.Origin origin =
        new Session.Origin(
            serverName,
            applicationProtocol.map(p -> Bytes.of(p.getBytes(StandardCharsets.ISO_8859_1))),
            Optional.empty(),
            false,
            List.of(),
            Optional.empty());
    return new SslPsk(
        new PreSharedKey(
            key.kind(),
            new Session(
                old.version(),
                old.suite(),
                old.secret(),
                old.name(),
                old.lifetime(),
                origin,
                new Session.Grant(Bytes.EMPTY, maxBytes, Bytes.EMPTY))));
  }

  /**
   * A key that stands in a session, as libssl has it: its secret and its suite are the session's,
   * and so are early data, name and protocol. Its ticket and its times mean nothing.
   *
   * @param identity what the peer knows it by, 1 to 65000 bytes; sent in the clear
   * @param session one of TLS 1.3
   * @throws IllegalArgumentException for a session of an older version
   */
  public static SslPsk of(Bytes identity, SslSession session) {
    SslPsk key = of(identity, session.secret(), session.cipherSuite());
    return session.maxEarlyData() == 0
        ? key
        : key.earlyData(
            session.maxEarlyData(), session.serverName(), session.applicationProtocol());
  }

  /** How the key is named on the wire. */
  public Bytes identity() {
    return key.identity();
  }

  PreSharedKey key() {
    return key;
  }

  /** As libssl has it, a key of the callbacks of TLS 1.2 is for SHA-256; and for once. */
  static PreSharedKey ofOlder(Bytes identity, Secret key) {
    PreSharedKey external = of(identity, key, CipherSuite.TLS_AES_128_GCM_SHA256).key();
    return new PreSharedKey(external.kind(), external.session(), true);
  }

  private static PreSharedKey preShared(
      PreSharedKey.Kind kind,
      Bytes identity,
      Secret key,
      SuiteParameters suite,
      Session.Origin origin) {
    if (identity.isEmpty() || identity.length() > MAX_IDENTITY) {
      throw new IllegalArgumentException("an identity has 1 to 65000 bytes");
    }
    return new PreSharedKey(
        kind,
        new Session(
            ProtocolVersion.TLS_1_3,
            suite,
            key,
            new Session.Name(Bytes.EMPTY, identity, 0),
            new Session.Lifetime(Instant.EPOCH, Session.MAX_LIFETIME_SECONDS),
            origin,
            Session.Grant.NONE));
  }

  private static SuiteParameters parameters(CipherSuite suite) {
    return SuiteParameters.of(suite)
        .filter(SuiteParameters::isTls13)
        .orElseThrow(() -> new IllegalArgumentException(suite + " is no suite of TLS 1.3"));
  }

  @Override
  public String toString() {
    return "SslPsk[" + key.kind() + ", " + key.hash() + "]";
  }
}
