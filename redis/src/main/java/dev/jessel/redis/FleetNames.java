// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jessel.wire.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Where things stand in Redis. Of session names and ClientHellos there is a hash, which has no key:
 * servers whose fleet keys are being changed must find the same place.
 *
 * @param prefix what all begin with
 */
record FleetNames(String prefix) {
  /** The ticket keys. */
  Bytes ticketKeys() {
    return bytes("ticket-keys");
  }

  /** A session, by what its client shows. Who reads Redis cannot show it. */
  Bytes session(Bytes name) {
    return bytes("session:" + hash(name));
  }

  /** Since when Redis remembers early data. */
  Bytes earlyMemory() {
    return bytes("early-memory");
  }

  /** A ClientHello with early data. */
  Bytes early(Bytes fingerprint) {
    return bytes("early:" + hash(fingerprint));
  }

  private Bytes bytes(String name) {
    return Bytes.of((prefix + name).getBytes(UTF_8));
  }

  private static String hash(Bytes name) {
    try {
      return Bytes.of(MessageDigest.getInstance("SHA-256").digest(name.toArray())).hex();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
