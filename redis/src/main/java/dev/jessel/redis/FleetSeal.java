// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

import dev.jessel.crypto.Secret;
import dev.jessel.wire.Bytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what is put into Redis, so that who reads there learns nothing and who writes there forges
 * nothing: AES-256-GCM under a key of each value's own, which HMAC-SHA256 makes of the fleet key
 * and a salt. So no number of values is too many for one fleet key. The place in Redis is
 * authenticated: a value that was moved does not open. Thread-safe.
 *
 * <pre>
 *   struct { uint8 form; opaque salt[32]; opaque sealed[..]; } Value;     form 1
 *   struct { uint8 form; opaque plain[..]; } Value;                       form 0, without fleet key
 * </pre>
 */
final class FleetSeal {
  /** Length of a fleet key in bytes. */
  static final int KEY_LENGTH = 32;

  private static final byte PLAIN = 0;
  private static final byte SEALED = 1;
  private static final int SALT_LENGTH = 32;
  private static final int TAG_LENGTH = 16;
  private static final int HEAD = 1 + SALT_LENGTH;
  private static final byte[] LABEL = {'j', 'e', 's', 's', 'e', 'l', ' ', 'f', 'l', 'e', 'e', 't'};

  private final List<Secret> keys;
  private final SecureRandom random;

  /**
   * A seal.
   *
   * @param keys the first seals, each opens; none to seal nothing
   */
  FleetSeal(List<Secret> keys, SecureRandom random) {
    this.keys = List.copyOf(keys);
    this.random = random;
  }

  /** What is put at a place in Redis. */
  Bytes seal(Bytes place, byte[] plain) {
    return keys.isEmpty() ? Bytes.of(PLAIN).plus(Bytes.of(plain)) : sealed(place, plain);
  }

  /** What was sealed for a place; empty for anything else. The caller wipes it. */
  Optional<byte[]> open(Bytes place, Bytes value) {
    if (keys.isEmpty()) {
      return value.isEmpty() || value.at(0) != PLAIN
          ? Optional.empty()
          : Optional.of(value.slice(1, value.length() - 1).toArray());
    }
    // What is plain is not taken here: who writes in Redis could have put it there.
    return value.length() < HEAD + TAG_LENGTH || value.at(0) != SEALED
        ? Optional.empty()
        : keys.stream().flatMap(key -> opened(key, place, value.toArray()).stream()).findFirst();
  }

  private Bytes sealed(Bytes place, byte[] plain) {
    byte[] salt = new byte[SALT_LENGTH];
    random.nextBytes(salt);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keys.get(0), salt, place);
      return Bytes.of(SEALED).plus(Bytes.of(salt)).plus(Bytes.of(cipher.doFinal(plain)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not seal", e);
    }
  }

  private static Optional<byte[]> opened(Secret key, Bytes place, byte[] value) {
    byte[] salt = Arrays.copyOfRange(value, 1, HEAD);
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, salt, place);
      return Optional.of(cipher.doFinal(value, HEAD, value.length - HEAD));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not open", e);
    }
  }

  private static Cipher cipher(int mode, Secret key, byte[] salt, Bytes place)
      throws GeneralSecurityException {
    byte[] derived = derived(key, salt);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      // The salt makes the key one of this value alone, so that any nonce is used once.
      cipher.init(
          mode,
          new SecretKeySpec(derived, "AES"),
          new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, new byte[12]));
      cipher.updateAAD(ByteBuffer.wrap(place.toArray()));
      return cipher;
    } finally {
      Arrays.fill(derived, (byte) 0);
    }
  }

  private static byte[] derived(Secret key, byte[] salt) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(key.expose(bytes -> new SecretKeySpec(bytes, "HmacSHA256")));
    mac.update(LABEL);
    return mac.doFinal(salt);
  }
}
