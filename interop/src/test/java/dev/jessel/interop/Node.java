// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import dev.jessel.testkit.TestCredential.PemFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Starts our script on Node.js, whose OpenSSL is 3.5 or later, as a server or a client. */
final class Node {
  private static final Path SCRIPT = Path.of("src", "test", "node", "peer.mjs");

  private final Map<String, Object> options = new LinkedHashMap<>();

  private Node(String role) {
    option("role", role);
  }

  /** A server that mirrors each line. */
  static Node server(PemFiles files) {
    return new Node("server").option("certFile", files.chain()).option("keyFile", files.key());
  }

  /** A client that sends the lines of its standard input. */
  static Node client(Path authority, int port) {
    return new Node("client").option("caFile", authority).option("port", port);
  }

  /** Sets an option of the script, or of Node's tls module. */
  Node option(String name, Object value) {
    options.put(name, value);
    return this;
  }

  ChildProcess start() {
    return ChildProcess.start(Peer.NODE, SCRIPT, json());
  }

  /** The port that a server chose. */
  static int port(ChildProcess server) {
    return Integer.parseInt(server.await("^LISTENING (\\d+)$"));
  }

  private String json() {
    return options.entrySet().stream()
        .map(option -> "\"" + option.getKey() + "\":" + json(option.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String json(Object value) {
    boolean bare = value instanceof Number || value instanceof Boolean;
    String text = value.toString();
    return bare || text.startsWith("[") ? text : "\"" + text + "\"";
  }
}
