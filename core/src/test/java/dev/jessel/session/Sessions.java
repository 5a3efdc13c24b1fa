// SPDX-License-Identifier: Apache-2.0
package dev.jessel.session;

import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.VerifyResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sessions for tests. */
final class Sessions {
  static final Instant NOW = Instant.parse("2030-01-02T03:04:05.678Z");

  private Sessions() {}

  /** One of TLS 1.3 that lives so many seconds from now on. */
  static Session of(long seconds) {
    return of(ProtocolVersion.TLS_1_3, seconds, List.of());
  }

  static Session of(ProtocolVersion version, long seconds, List<PeerCertificate> chain) {
    return new Session(
        version,
        SuiteParameters.of(CipherSuite.TLS_AES_128_GCM_SHA256).orElseThrow(),
        Secret.copyOf(new byte[] {1, 2, 3}),
        new Session.Name(Bytes.of((byte) 7), Bytes.EMPTY, 0xFFFF_FFFFL),
        new Session.Lifetime(NOW, seconds, NOW.minusSeconds(1000)),
        new Session.Origin(
            Optional.of("exämple"),
            Optional.of(Bytes.of((byte) 'h')),
            Optional.of(NamedGroup.X25519),
            true,
            chain,
            Optional.of(new PathVerdict(VerifyResult.of(10).orElseThrow(), 2, List.of()))),
        new Session.Grant(Bytes.of((byte) 9), 0xFFFF_FFFFL, Bytes.of(new byte[300])));
  }

  /** One of which nothing is known. */
  static Session bare() {
    return new Session(
        ProtocolVersion.TLS_1_3,
        SuiteParameters.of(CipherSuite.TLS_AES_256_GCM_SHA384).orElseThrow(),
        Secret.zeros(48),
        new Session.Name(Bytes.EMPTY, Bytes.EMPTY, 0),
        new Session.Lifetime(NOW, 0),
        new Session.Origin(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            List.of(),
            Optional.empty()),
        Session.Grant.NONE);
  }
}
