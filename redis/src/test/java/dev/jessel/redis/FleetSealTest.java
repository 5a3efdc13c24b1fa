// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.crypto.Secret;
import dev.jessel.wire.Bytes;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FleetSealTest {
  private static final Bytes PLACE = bytes("a place");
  private static final byte[] TEXT = "a secret text".getBytes(US_ASCII);

  private final SecureRandom random = new SecureRandom();
  private final Secret key = key(1);
  private final FleetSeal seal = seal(key);

  @Test
  void whatIsSealedOpensAtItsPlace() {
    assertThat(seal.open(PLACE, seal.seal(PLACE, TEXT))).contains(TEXT);
    assertThat(seal.open(PLACE, seal.seal(PLACE, new byte[0]))).contains(new byte[0]);
  }

  @Test
  void whatIsSealedShowsNothing() {
    String value = new String(seal.seal(PLACE, TEXT).toArray(), US_ASCII);
    assertThat(value).doesNotContain("secret");
    assertThat(seal.seal(PLACE, TEXT)).isNotEqualTo(seal.seal(PLACE, TEXT));
  }

  @Test
  void whatWasMovedDoesNotOpen() {
    assertThat(seal.open(bytes("another place"), seal.seal(PLACE, TEXT))).isEmpty();
  }

  @Test
  void noBitOfItMayChange() {
    byte[] value = seal.seal(PLACE, TEXT).toArray();
    for (int bit = 0; bit < value.length * Byte.SIZE; bit++) {
      byte[] bent = value.clone();
      bent[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertThat(seal.open(PLACE, Bytes.of(bent))).as("bit " + bit).isEmpty();
    }
  }

  @Test
  void noByteOfItMayBeMissing() {
    Bytes value = seal.seal(PLACE, TEXT);
    for (int length = 0; length < value.length(); length++) {
      assertThat(seal.open(PLACE, value.slice(0, length))).as("length " + length).isEmpty();
    }
  }

  @Test
  void anotherKeyDoesNotOpen() {
    assertThat(seal(key(2)).open(PLACE, seal.seal(PLACE, TEXT))).isEmpty();
  }

  @Test
  void eachKeyOpensAndTheFirstSeals() {
    FleetSeal both = seal(key(2), key);
    assertThat(both.open(PLACE, seal.seal(PLACE, TEXT))).contains(TEXT);
    assertThat(seal.open(PLACE, both.seal(PLACE, TEXT))).isEmpty();
    assertThat(seal(key(2)).open(PLACE, both.seal(PLACE, TEXT))).contains(TEXT);
  }

  @Test
  void whatIsPlainIsTakenOnlyWhereNothingIsSealed() {
    FleetSeal none = seal();
    Bytes plain = none.seal(PLACE, TEXT);
    assertThat(none.open(PLACE, plain)).contains(TEXT);
    assertThat(seal.open(PLACE, plain)).isEmpty();
    assertThat(none.open(PLACE, seal.seal(PLACE, TEXT))).isEmpty();
    assertThat(none.open(PLACE, Bytes.EMPTY)).isEmpty();
  }

  private FleetSeal seal(Secret... keys) {
    return new FleetSeal(List.of(keys), random);
  }

  private static Secret key(int fill) {
    byte[] key = new byte[32];
    key[0] = (byte) fill;
    return Secret.take(key);
  }

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(US_ASCII));
  }
}
