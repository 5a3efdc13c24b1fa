// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;

import dev.jessel.dialect.Dialects;
import dev.jessel.error.AlertDescription;
import dev.jessel.wire.ProtocolVersion;
import java.util.stream.Stream;

/** A version of the protocol, and ends that speak it and no other. */
record Version(ProtocolVersion protocol) {
  static final Version TLS_1_3 = new Version(ProtocolVersion.TLS_1_3);
  static final Version TLS_1_2 = new Version(ProtocolVersion.TLS_1_2);

  /** All versions at hand, the newest first: those before TLS 1.2 where the legacy module is. */
  static Stream<Version> all() {
    return Stream.concat(Stream.of(TLS_1_3), Dialects.versions().stream().map(Version::new));
  }

  /** Whether this is TLS 1.3, which has tickets after its handshake and no renegotiation. */
  boolean is13() {
    return equals(TLS_1_3);
  }

  /** Whether it is one of the legacy module's. */
  boolean isOld() {
    return !protocol.isAtLeast(ProtocolVersion.TLS_1_2);
  }

  /** Whether handshakes have extensions; SSLv3 has none. */
  boolean hasExtensions() {
    return protocol.isAtLeast(ProtocolVersion.TLS_1_0);
  }

  /** How often a client waits for its server before it is connected. */
  int clientWaits() {
    return is13() ? 1 : 2;
  }

  /**
   * The reason that a peer's alert is told as. SSLv3 knows few alerts, and says handshake_failure
   * for the others.
   */
  int alertNamed(int alert) {
    return 1000 + (hasExtensions() ? alert : AlertDescription.HANDSHAKE_FAILURE.code());
  }

  /** The number that C has for it, {@code TLS1_2_VERSION}. */
  int number() {
    return protocol.code();
  }

  /** A context that speaks it. */
  SSL_CTX context(SSL_METHOD method) {
    SSL_CTX context = SSL_CTX_new(method);
    Endpoints.speak(context, number());
    return context;
  }

  /** As {@link Endpoints#overPair(int, int)}. */
  Endpoints overPair(int clientWrites, int serverWrites) {
    return Endpoints.overPair(clientWrites, serverWrites).version(number());
  }

  /** As {@link Endpoints#overPair()}. */
  Endpoints overPair() {
    return Endpoints.overPair().version(number());
  }

  /** As {@link Endpoints#overMemory()}. */
  Endpoints overMemory() {
    return Endpoints.overMemory().version(number());
  }

  @Override
  public String toString() {
    return protocol.name();
  }
}
