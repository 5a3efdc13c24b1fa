// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.crypto.jca.JcaCryptoProvider;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import dev.jessel.testkit.KeyType;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.x509.Credential;
import dev.jessel.x509.DelegatedCredential;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Delegated credentials (RFC 9345) with NSS's client. Its server cannot be told to have one, so the
 * other direction has no peer.
 */
final class DelegatedCredentialIT {
  private static final SignatureScheme SCHEME = SignatureScheme.ECDSA_SECP384R1_SHA384;

  @Test
  void aClientThatAsksGetsTheDelegatedKey() throws Exception {
    assertThat(connect("-B").signatureScheme()).contains(SCHEME);
  }

  @Test
  void aClientThatDoesNotAskGetsTheCertificatesOwn() throws Exception {
    assertThat(connect().signatureScheme()).contains(SignatureScheme.ECDSA_SECP256R1_SHA256);
  }

  private static Ssl connect(String... options) throws Exception {
    Credential own =
        Pki.factory()
            .request(KeyType.P256)
            .subject("localhost")
            .hosts("localhost")
            .forServers()
            .delegating()
            .issue()
            .credential();
    KeyPair keys = KeyType.P384.newKeyPair();
    DelegatedCredential delegated =
        DelegatedCredential.issue(
            own,
            keys.getPublic(),
            SCHEME,
            Duration.ofDays(1),
            Instant.now(),
            JcaCryptoProvider.create());
    SslContext.Builder context =
        SslContext.server()
            .credential(own.toBuilder().delegated(delegated).key(keys.getPrivate()).build())
            .credential(own);
    try (JesselServer server = JesselServer.start(context, Ssl::handshake)) {
      List<Object> arguments = new ArrayList<>(List.of(options));
      // -D: no certificates of its own; -o: whatever it thinks of ours; -Q: the handshake alone.
      arguments.addAll(List.of("-D", "-o", "-Q", "-v", "-V", "tls1.3:tls1.3", "-h", "localhost"));
      arguments.addAll(List.of("-4", "-p", server.port()));
      try (ChildProcess client = ChildProcess.start(Peer.NSS_CLIENT, arguments.toArray())) {
        Ssl ssl = server.served();
        assertThat(client.exitStatus()).as(client.output()).isZero();
        return ssl;
      }
    }
  }
}
