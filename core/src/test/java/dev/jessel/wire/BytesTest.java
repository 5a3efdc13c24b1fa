// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BytesTest {
  @Test
  void nobodyCanChangeThemFromOutside() {
    byte[] source = {1, 2, 3};
    Bytes bytes = Bytes.of(source);
    Bytes part = Bytes.copyOf(source, 1, 2);
    source[1] = 9;
    bytes.toArray()[0] = 9;

    assertThat(bytes.hex()).isEqualTo("010203");
    assertThat(part.hex()).isEqualTo("0203");
  }

  @Test
  void theContentDecidesEquality() {
    assertThat(Bytes.of((byte) 1, (byte) 2)).isEqualTo(Bytes.ofHex("0102"));
    assertThat(Bytes.of((byte) 1, (byte) 2)).hasSameHashCodeAs(Bytes.ofHex("0102"));
    assertThat(Bytes.ofHex("0102")).isNotEqualTo(Bytes.ofHex("0103"));
    assertThat(Bytes.ofHex("0102")).isNotEqualTo(Bytes.ofHex("010200"));
    assertThat(Bytes.ofHex("")).isEqualTo(Bytes.EMPTY);
  }

  @Test
  void theTextShowsTheLengthAlone() {
    assertThat(Bytes.ofHex("c0ffee")).hasToString("Bytes[3]");
  }

  @Test
  void theyCanBeCutAndJoined() {
    Bytes bytes = Bytes.ofHex("00112233");

    assertThat(bytes.slice(1, 2)).isEqualTo(Bytes.ofHex("1122"));
    assertThat(bytes.slice(0, 4)).isEqualTo(bytes);
    assertThat(bytes.plus(Bytes.ofHex("44"))).isEqualTo(Bytes.ofHex("0011223344"));
    assertThat(bytes.at(3)).isEqualTo((byte) 0x33);
    assertThat(bytes.length()).isEqualTo(4);
    assertThat(bytes.isEmpty()).isFalse();
    assertThat(Bytes.EMPTY.isEmpty()).isTrue();
  }

  @Test
  void theyCopyIntoAnArray() {
    byte[] target = new byte[4];
    Bytes.ofHex("0102").copyTo(target, 1);

    assertThat(target).containsExactly(0, 1, 2, 0);
  }

  @Test
  void aRangeOutsideIsRefused() {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> Bytes.copyOf(new byte[4], 3, 2));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> Bytes.copyOf(new byte[4], 0, -1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> Bytes.ofHex("0011").slice(1, 2));
  }

  @Test
  void anOddNumberOfDigitsIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Bytes.ofHex("012"));
  }
}
