// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ByteWriterTest {
  @Test
  void numbersAreWrittenMostSignificantByteFirst() {
    ByteWriter out = new ByteWriter().u8(0xff).u16(0x0102).u24(0x030405).u32(0xfedcba98L);

    assertThat(out.toBytes().hex()).isEqualTo("ff0102030405fedcba98");
    assertThat(out.size()).isEqualTo(10);
  }

  @Test
  void lengthsOfNestedVectorsAreFilledIn() {
    ByteWriter out =
        new ByteWriter()
            .vector24(a -> a.u8(1).vector16(b -> b.u8(2).vector8(c -> c.u8(3)).vector8(c -> {})));

    assertThat(out.toBytes().hex()).isEqualTo("000007" + "01" + "0004" + "02" + "0103" + "00");
  }

  @Test
  void opaqueContentHasItsLengthBeforeIt() {
    Bytes content = Bytes.ofHex("aabb");
    ByteWriter out = new ByteWriter().opaque8(content).opaque16(content).opaque24(content);

    assertThat(out.toBytes().hex()).isEqualTo("02aabb" + "0002aabb" + "000002aabb");
  }

  @Test
  void bytesComeFromArraysToo() {
    ByteWriter out = new ByteWriter().bytes(new byte[] {1, 2}).bytes(new byte[] {3, 4, 5}, 1, 1);

    assertThat(out.toByteArray()).containsExactly(1, 2, 4);
  }

  @Test
  void itGrows() {
    ByteWriter out = new ByteWriter();
    for (int i = 0; i < 1000; i++) {
      out.u8(i & 0xff);
    }
    out.vector24(body -> body.bytes(new byte[100_000]));
    byte[] written = out.toByteArray();

    assertThat(written).hasSize(101_003);
    assertThat(written[999]).isEqualTo((byte) (999 & 0xff));
    assertThat(Bytes.copyOf(written, 1000, 3).hex()).isEqualTo("0186a0");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    refused(out -> out.u8(256));
    refused(out -> out.u8(-1));
    refused(out -> out.u16(1 << 16));
    refused(out -> out.u24(1 << 24));
    refused(out -> out.u32(1L << 32));
    refused(out -> out.u32(-1));
    refused(out -> out.opaque8(Bytes.of(new byte[256])));
    refused(out -> out.opaque16(Bytes.of(new byte[1 << 16])));
    refused(out -> out.vector8(body -> body.bytes(new byte[256])));
    refused(out -> out.vector16(body -> body.bytes(new byte[1 << 16])));
  }

  @Test
  void aRangeOutsideTheArrayIsABug() {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> new ByteWriter().bytes(new byte[2], 1, 2));
  }

  private static void refused(Consumer<ByteWriter> write) {
    assertThatIllegalArgumentException().isThrownBy(() -> write.accept(new ByteWriter()));
  }
}
