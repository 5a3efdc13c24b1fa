// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import dev.jessel.testkit.TestCredential.PemFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts GnuTLS's server and client with what they need each time. */
final class GnuTls {
  /** TLS 1.3 with all that GnuTLS has switched on. */
  static final String TLS_13 = "NORMAL:-VERS-ALL:+VERS-TLS1.3";

  private GnuTls() {}

  /** {@code gnutls-serv} on a port; it says "done" when it listens. */
  static ChildProcess server(int port, PemFiles files, String priorities, Object... options) {
    return server(Map.of(), port, files, priorities, options);
  }

  /** As above, with environment variables. */
  static ChildProcess server(
      Map<String, String> environment,
      int port,
      PemFiles files,
      String priorities,
      Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("-p", port, "--priority", priorities));
    arguments.addAll(List.of("--x509certfile", files.chain(), "--x509keyfile", files.key()));
    arguments.addAll(Arrays.asList(options));
    ChildProcess server =
        ChildProcess.start(Peer.GNUTLS_SERVER.program(), Optional.empty(), environment, arguments);
    server.await("listening on .*done$");
    return server;
  }

  /** {@code gnutls-cli} that trusts the tests' authority and checks the name. */
  static ChildProcess client(Pki pki, JesselServer server, String priorities, Object... options)
      throws IOException {
    return client(Map.of(), Optional.empty(), pki, server, priorities, options);
  }

  /** As above, with environment variables and a file for its output. */
  static ChildProcess client(
      Map<String, String> environment,
      Optional<Path> stdout,
      Pki pki,
      JesselServer server,
      String priorities,
      Object... options)
      throws IOException {
    List<Object> arguments = new ArrayList<>(List.of("-p", server.port()));
    arguments.addAll(List.of("--priority", priorities, "--x509cafile", pki.authority()));
    arguments.addAll(List.of("--sni-hostname", "localhost", "--verify-hostname", "localhost"));
    arguments.addAll(Arrays.asList(options));
    arguments.add("127.0.0.1");
    return ChildProcess.start(Peer.GNUTLS_CLIENT.program(), stdout, environment, arguments);
  }
}
