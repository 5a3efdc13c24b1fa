// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import dev.jessel.testkit.TestCredential.PemFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Starts OpenSSL's server and client with what they need each time. */
final class OpenSsl {
  private OpenSsl() {}

  /** {@code s_server} for TLS 1.3 on a port that it chooses. */
  static ChildProcess server(PemFiles files, Object... options) {
    return ChildProcess.start(Peer.OPENSSL, serverArguments(files, options));
  }

  static Object[] serverArguments(PemFiles files, Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("s_server", "-accept", "127.0.0.1:0"));
    arguments.addAll(List.of("-tls1_3", "-cert_chain", files.chain()));
    arguments.addAll(List.of("-cert", files.chain(), "-key", files.key()));
    arguments.addAll(Arrays.asList(options));
    return arguments.toArray();
  }

  /** The port that a server of {@link #server} chose. */
  static int port(ChildProcess server) {
    return Integer.parseInt(server.await("^ACCEPT .*:(\\d+)$"));
  }

  /** {@code s_client} that trusts the tests' authority and checks the name. */
  static ChildProcess client(Pki pki, JesselServer server, Object... options) throws IOException {
    return ChildProcess.start(Peer.OPENSSL, clientArguments(pki, server, options));
  }

  /** As above, to whoever listens on a port. */
  static ChildProcess client(Pki pki, int port, Object... options) {
    return ChildProcess.start(Peer.OPENSSL, clientArguments(pki, "127.0.0.1:" + port, options));
  }

  static Object[] clientArguments(Pki pki, JesselServer server, Object... options)
      throws IOException {
    return clientArguments(pki, server.address(), options);
  }

  static Object[] clientArguments(Pki pki, String address, Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("s_client", "-connect", address));
    arguments.addAll(List.of("-tls1_3", "-servername", "localhost", "-CAfile", pki.authority()));
    arguments.addAll(List.of("-verify_return_error", "-verify_hostname", "localhost"));
    arguments.addAll(Arrays.asList(options));
    return arguments.toArray();
  }
}
