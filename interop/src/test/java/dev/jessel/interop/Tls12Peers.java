// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import dev.jessel.SslCallbacks;
import dev.jessel.SslContext;
import dev.jessel.SslReply;
import dev.jessel.crypto.Secret;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential.PemFiles;
import dev.jessel.wire.ProtocolVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Both ends for TLS 1.2, with RSA and ECDSA certificates and a pre-shared key. */
record Tls12Peers(Pki pki) {
  private static final byte[] KEY = {1, 2, 3, 4, 5, 6, 7, 8};
  private static final String KEY_HEX = "0102030405060708";

  /** Settings of our client. */
  SslContext.Builder client() {
    return Pki.clientContext()
        .maxVersion(ProtocolVersion.TLS_1_2)
        .pskChooser(
            Optional.of(
                hint ->
                    SslReply.now(
                        Optional.of(
                            new SslCallbacks.PskIdentity("somebody", Secret.copyOf(KEY))))));
  }

  /** Settings of our server. */
  SslContext.Builder server() {
    return Pki.serverContext(KeyType.RSA)
        .credential(Pki.server(KeyType.P256).credential())
        .maxVersion(ProtocolVersion.TLS_1_2)
        .pskFinder(Optional.of(name -> SslReply.now(Optional.of(Secret.copyOf(KEY)))));
  }

  /** OpenSSL's server, which mirrors each line of one connection after the other. */
  ChildProcess mirror(Object... options) {
    return openSslServer(List.of("-rev"), options);
  }

  /** OpenSSL's server, which prints what comes and tells about the connection. */
  ChildProcess relay(Object... options) {
    return openSslServer(List.of(), options);
  }

  private ChildProcess openSslServer(List<String> conduct, Object... options) {
    PemFiles rsa = pki.serverFiles(KeyType.RSA);
    PemFiles ecdsa = pki.serverFiles(KeyType.P256);
    List<Object> arguments = new ArrayList<>(List.of("s_server", "-accept", "127.0.0.1:0"));
    arguments.addAll(List.of("-tls1_2", "-psk", KEY_HEX, "-psk_identity", "somebody"));
    arguments.addAll(List.of("-cert", rsa.chain(), "-key", rsa.key()));
    arguments.addAll(List.of("-dcert", ecdsa.chain(), "-dkey", ecdsa.key()));
    arguments.addAll(conduct);
    arguments.addAll(Arrays.asList(options));
    return ChildProcess.start(Peer.OPENSSL, arguments.toArray());
  }

  /** OpenSSL's client. */
  ChildProcess console(JesselServer server, Object... options) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of("s_client", "-connect", server.address()));
    arguments.addAll(List.of("-tls1_2", "-psk", KEY_HEX, "-psk_identity", "somebody"));
    arguments.addAll(List.of("-servername", "localhost", "-CAfile", pki.authority()));
    arguments.addAll(Arrays.asList(options));
    return ChildProcess.start(Peer.OPENSSL, arguments.toArray());
  }
}
