// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz;

import dev.jessel.SslSession;
import dev.jessel.fuzz.handshake.HandshakeSeeds;
import dev.jessel.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Sessions of honest handshakes in all forms. */
final class SessionSeeds {
  /** What stands around a session in a ticket: a key's name, a nonce and a tag. */
  private static final int BEFORE = 28;

  private static final int BEHIND = 16;

  private SessionSeeds() {}

  static Map<String, byte[]> all() {
    Map<String, byte[]> seeds = new TreeMap<>();
    for (SslSession session : HandshakeSeeds.sessions()) {
      String name = session.version().name();
      add(seeds, name + "-der", SessionTarget.DER, session.toDer());
      byte[] pem = session.toPem().getBytes(StandardCharsets.US_ASCII);
      add(seeds, name + "-pem", SessionTarget.PEM, pem);
      Bytes ticket = session.ticket();
      int length = Math.max(0, ticket.length() - BEFORE - BEHIND);
      byte[] content = ticket.slice(Math.min(BEFORE, ticket.length()), length).toArray();
      add(seeds, name + "-ticket", SessionTarget.TICKET, content);
    }
    return seeds;
  }

  private static void add(Map<String, byte[]> seeds, String name, int form, byte[] content) {
    seeds.put(name, Bytes.of((byte) form).plus(Bytes.of(content)).toArray());
  }
}
