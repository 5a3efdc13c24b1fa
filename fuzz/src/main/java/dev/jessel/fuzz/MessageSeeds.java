// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz;

import dev.jessel.fuzz.handshake.HandshakeSeeds;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.extension.MessageContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Messages and records out of honest handshakes. */
final class MessageSeeds {
  private static final int EXTENSIONS = 3;
  private static final int SHORT = 3000;

  private MessageSeeds() {}

  /** One message of each type and version, and what may be in a block of extensions. */
  static Map<String, byte[]> messages(List<Map<String, byte[]>> handshakes) {
    Map<String, byte[]> seeds = new TreeMap<>();
    for (Map<String, byte[]> of : handshakes) {
      of.forEach((name, input) -> addMessages(seeds, isOld(name), input));
    }
    for (MessageContext context : MessageContext.values()) {
      byte[] empty = {EXTENSIONS, Choice.code(context), 0, 0};
      seeds.put("extensions-" + context.name().toLowerCase(Locale.ROOT), empty);
    }
    return seeds;
  }

  private static boolean isOld(String name) {
    return name.contains("-SHA") || name.contains("POLY1305") || name.contains("12");
  }

  private static void addMessages(Map<String, byte[]> seeds, boolean old, byte[] input) {
    for (Bytes message : HandshakeSeeds.messages(input)) {
      String type = new HandshakeType(message.at(0) & 0xFF).name();
      byte form = (byte) (old ? WireTarget.TLS_1_2 : WireTarget.TLS_1_3);
      byte[] seed = Bytes.of(form).plus(message).toArray();
      String name = (old ? "tls12-" : "tls13-") + type;
      seeds.merge(name, seed, (one, other) -> one.length >= other.length ? one : other);
    }
  }

  /** The streams of some handshakes. */
  static Map<String, byte[]> records(Map<String, byte[]> handshakes) {
    Map<String, byte[]> seeds = new TreeMap<>();
    add(seeds, "none", 0, handshakes.get("tls13"));
    add(seeds, "tls13", 1, handshakes.get("asking-later"));
    add(seeds, "gcm", 2, handshakes.get("PSK-AES128-GCM-SHA256"));
    add(seeds, "chacha", 3, handshakes.get("ECDHE-RSA-CHACHA20-POLY1305"));
    add(seeds, "cbc", 4, handshakes.get("AES128-SHA"));
    add(seeds, "encrypt-then-mac", 5, handshakes.get("AES128-SHA"));
    return seeds;
  }

  private static void add(
      Map<String, byte[]> seeds, String name, int protection, byte[] handshake) {
    Bytes stream = HandshakeSeeds.stream(handshake);
    Bytes cut = stream.slice(0, Math.min(SHORT, stream.length()));
    seeds.put(name, Bytes.of((byte) protection, (byte) 0xFF).plus(cut).toArray());
  }
}
