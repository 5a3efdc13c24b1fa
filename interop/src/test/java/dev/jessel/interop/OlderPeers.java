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
import java.util.Map;
import java.util.Optional;

/**
 * Both ends for one version before TLS 1.3, with RSA and ECDSA certificates and a pre-shared key.
 */
record OlderPeers(Pki pki, ProtocolVersion version) {
  /** The versions that OpenSSL 3.0 is built with. */
  static final List<ProtocolVersion> OF_OPENSSL =
      List.of(ProtocolVersion.TLS_1_2, ProtocolVersion.TLS_1_1, ProtocolVersion.TLS_1_0);

  private static final Map<ProtocolVersion, String> OPTIONS =
      Map.of(
          ProtocolVersion.TLS_1_2, "-tls1_2",
          ProtocolVersion.TLS_1_1, "-tls1_1",
          ProtocolVersion.TLS_1_0, "-tls1");
  private static final byte[] KEY = {1, 2, 3, 4, 5, 6, 7, 8};
  private static final String KEY_HEX = "0102030405060708";

  /** OpenSSL's option for this version alone. */
  String option() {
    return OPTIONS.get(version);
  }

  /** What allows a list on each side where the version is one of the old ones. */
  String allowed(String list) {
    return version.isAtLeast(ProtocolVersion.TLS_1_2) ? list : list + ":@SECLEVEL=0";
  }

  /** Settings of our client. */
  SslContext.Builder client() {
    return speaking(Pki.clientContext())
        .pskChooser(
            Optional.of(
                hint ->
                    SslReply.now(
                        Optional.of(
                            new SslCallbacks.PskIdentity("somebody", Secret.copyOf(KEY))))));
  }

  /** Settings of our server. */
  SslContext.Builder server() {
    return server(KeyType.RSA).credential(Pki.server(KeyType.P256).credential());
  }

  /** Settings of our server with one key. */
  SslContext.Builder server(KeyType type) {
    return speaking(Pki.serverContext(type))
        .pskFinder(Optional.of(name -> SslReply.now(Optional.of(Secret.copyOf(KEY)))));
  }

  /** Speaks this version alone; for an old one at security level 0, which allows it. */
  private SslContext.Builder speaking(SslContext.Builder context) {
    SslContext.Builder only = context.minVersion(version).maxVersion(version);
    return version.isAtLeast(ProtocolVersion.TLS_1_2) ? only : only.securityLevel(0);
  }

  /** OpenSSL's server, which mirrors each line of one connection after the other. */
  ChildProcess mirror(Object... options) {
    return openSslServer(bothKeys(), List.of("-rev"), options);
  }

  /** As above, with one key. */
  ChildProcess mirror(KeyType type, Object... options) {
    PemFiles files = pki.serverFiles(type);
    List<Object> key =
        List.of("-cert_chain", files.chain(), "-cert", files.chain(), "-key", files.key());
    return openSslServer(key, List.of("-rev"), options);
  }

  /** OpenSSL's server, which prints what comes and tells about the connection. */
  ChildProcess relay(Object... options) {
    return openSslServer(bothKeys(), List.of(), options);
  }

  private List<Object> bothKeys() {
    PemFiles rsa = pki.serverFiles(KeyType.RSA);
    PemFiles ecdsa = pki.serverFiles(KeyType.P256);
    List<Object> keys = new ArrayList<>(List.of("-cert", rsa.chain(), "-key", rsa.key()));
    keys.addAll(List.of("-dcert", ecdsa.chain(), "-dkey", ecdsa.key()));
    return keys;
  }

  private ChildProcess openSslServer(List<Object> keys, List<String> conduct, Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("s_server", "-accept", "127.0.0.1:0"));
    arguments.addAll(List.of(option(), "-cipher", allowed("DEFAULT")));
    arguments.addAll(List.of("-psk", KEY_HEX, "-psk_identity", "somebody"));
    arguments.addAll(keys);
    arguments.addAll(conduct);
    arguments.addAll(Arrays.asList(options));
    return ChildProcess.start(Peer.OPENSSL, arguments.toArray());
  }

  /** OpenSSL's client. */
  ChildProcess console(JesselServer server, Object... options) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of("s_client", "-connect", server.address()));
    arguments.addAll(List.of(option(), "-cipher", allowed("DEFAULT")));
    arguments.addAll(List.of("-psk", KEY_HEX, "-psk_identity", "somebody"));
    arguments.addAll(List.of("-servername", "localhost", "-CAfile", pki.authority()));
    arguments.addAll(Arrays.asList(options));
    return ChildProcess.start(Peer.OPENSSL, arguments.toArray());
  }
}
