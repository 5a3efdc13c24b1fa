// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.states;

import dev.jessel.Ssl;
import dev.jessel.SslListener;
import dev.jessel.SslSession;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;
import java.util.Optional;
import java.util.Set;

/** Follows one connection and writes down the ways that its states take. */
final class Walk implements SslListener {
  private final Set<String> edges;
  private String state;
  private String message = "";
  private Optional<SslSession> session = Optional.empty();

  /**
   * Begins.
   *
   * @param first the state that a connection starts in
   * @param edges where the ways are written down
   */
  Walk(String first, Set<String> edges) {
    this.state = first;
    this.edges = edges;
  }

  /** The session that a client got last. */
  Optional<SslSession> session() {
    return session;
  }

  @Override
  public void session(Ssl ssl, SslSession made) {
    session = Optional.of(made);
  }

  @Override
  public void handshakeMessage(Ssl ssl, boolean sent, Bytes bytes) {
    if (sent) {
      return;
    }
    String type = new HandshakeType(bytes.at(0) & 0xFF).name();
    if (state.equals("Established") && type.endsWith("certificate")) {
      state = post(ssl); // it leads on to another state, inside of this one
      message = type;
    } else if (state.equals("Established")) {
      edges.add(post(ssl) + " --" + type + "--> " + post(ssl));
    } else {
      message = type;
    }
  }

  @Override
  public void state(Ssl ssl, String next) {
    if (state.endsWith("ChangeCipherSpec") || state.endsWith("OrChange") && message.isEmpty()) {
      message = "change_cipher_spec"; // no handshake message, so nobody told
    }
    edges.add(state + (message.isEmpty() ? " --> " : " --" + message + "--> ") + next);
    state = next;
    message = "";
  }

  private static String post(Ssl ssl) {
    return ssl.isServer() ? "ExpectServerPostHandshake" : "ExpectClientPostHandshake";
  }
}
