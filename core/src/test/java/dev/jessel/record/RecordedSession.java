// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A TLS 1.2 session that OpenSSL had with itself, as resources/tls12/record.py wrote it down. */
final class RecordedSession {
  static final Bytes PSK = Bytes.ofHex("00112233445566778899aabbccddeeff");

  private static final int RANDOM_AT = RecordLimits.HEADER + 4 + 2;
  private static final int RANDOM_LENGTH = 32;

  private final List<Flown> records = new ArrayList<>();
  private String suite = "";
  private String mainSecret = "";
  private boolean encryptThenMac;
  private boolean extendedMainSecret;

  /**
   * One record.
   *
   * @param fromClient who sent it
   * @param bytes all of it
   */
  record Flown(boolean fromClient, Bytes bytes) {
    int type() {
      return bytes.at(0);
    }
  }

  static RecordedSession of(String name) {
    RecordedSession session = new RecordedSession();
    try {
      Files.readAllLines(Path.of("src/test/resources/tls12", name + ".session"))
          .forEach(line -> session.take(line.split(" ")));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return session;
  }

  private void take(String[] words) {
    switch (words[0]) {
      case "C", "S" -> records.add(new Flown(words[0].equals("C"), Bytes.ofHex(words[1])));
      case "suite" -> suite = words[1];
      case "etm" -> encryptThenMac = words[1].equals("True");
      case "ems" -> extendedMainSecret = words[1].equals("True");
      case "CLIENT_RANDOM" -> mainSecret = words[2];
      default -> {
        // a comment
      }
    }
  }

  List<Flown> records() {
    return records;
  }

  SuiteParameters suite() {
    return SuiteParameters.of(CipherSuite.named(suite).orElseThrow()).orElseThrow();
  }

  Secret mainSecret() {
    return Secret.take(Bytes.ofHex(mainSecret).toArray());
  }

  boolean encryptThenMac() {
    return encryptThenMac;
  }

  boolean extendedMainSecret() {
    return extendedMainSecret;
  }

  Bytes clientRandom() {
    return random(true);
  }

  Bytes serverRandom() {
    return random(false);
  }

  /** Both sides' first record starts with their hello. */
  private Bytes random(boolean client) {
    return records.stream()
        .filter(record -> record.fromClient == client)
        .findFirst()
        .orElseThrow()
        .bytes
        .slice(RANDOM_AT, RANDOM_LENGTH);
  }
}
