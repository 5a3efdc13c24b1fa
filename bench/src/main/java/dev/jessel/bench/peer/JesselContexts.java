// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.peer;

import dev.jessel.SslContext;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.Credential;
import dev.jessel.x509.TrustAnchors;
import java.util.List;
import java.util.stream.Collectors;

/** Contexts of Jessel, with the defaults but for what a setup says, and for reading ahead. */
public final class JesselContexts {
  private JesselContexts() {}

  /** A client that trusts the CA, checks the name, and resumes if it is to. */
  public static SslContext client(CryptoProvider crypto, Setup setup) {
    return terms(SslContext.client(), crypto, setup)
        .trust(TrustAnchors.of(List.of(Identity.authority())))
        .peer(Identity.HOST)
        .sessionCache(setup.resumes() ? 4 : 0)
        .build();
  }

  /** A server that gives one ticket. */
  public static SslContext server(CryptoProvider crypto, Setup setup) {
    Setup.Key key = setup.key();
    return terms(SslContext.server(), crypto, setup)
        .credential(Credential.of(Identity.key(key), List.of(Identity.server(key))))
        .tickets(1)
        .build();
  }

  private static SslContext.Builder terms(
      SslContext.Builder builder, CryptoProvider crypto, Setup setup) {
    ProtocolVersion version = setup.isTls13() ? ProtocolVersion.TLS_1_3 : ProtocolVersion.TLS_1_2;
    builder
        .crypto(crypto)
        .minVersion(version)
        .maxVersion(version)
        .groups(groups(setup))
        .readAhead(true);
    return setup.isTls13()
        ? builder.cipherSuites(setup.suite())
        : builder.cipherList(setup.suite());
  }

  private static String groups(Setup setup) {
    return setup.groups().stream().map(Setup.Group::jsse).collect(Collectors.joining(":"));
  }
}
