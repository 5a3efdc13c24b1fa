// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader.ItemDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteReaderTest {
  @Test
  void numbersAreUnsignedAndMostSignificantByteFirst() throws TlsException {
    ByteReader in = reader("ff fffe fffffd fffffffc");

    assertThat(in.u8()).isEqualTo(0xff);
    assertThat(in.u16()).isEqualTo(0xfffe);
    assertThat(in.u24()).isEqualTo(0xfffffd);
    assertThat(in.u32()).isEqualTo(0xfffffffcL);
    in.expectEnd();
  }

  @Test
  void aPartOfAnArrayEndsWhereItSays() throws TlsException {
    ByteReader in = new ByteReader(new byte[] {1, 2, 3, 4}, 1, 2);

    assertThat(in.remaining()).isEqualTo(2);
    assertThat(in.u16()).isEqualTo(0x0203);
    assertThat(in.isEmpty()).isTrue();
    refused(in, ByteReader::u8);
  }

  @Test
  void opaqueContentIsACopy() throws TlsException {
    byte[] array = {1, 7, 0, 1, 8, 0, 0, 1, 9};
    ByteReader in = new ByteReader(array);
    Bytes first = in.opaque8();
    array[1] = 0;

    assertThat(first).isEqualTo(Bytes.ofHex("07"));
    assertThat(in.opaque16()).isEqualTo(Bytes.ofHex("08"));
    assertThat(in.opaque24()).isEqualTo(Bytes.ofHex("09"));
  }

  @Test
  void aVectorIsReadInItsOwnBounds() throws TlsException {
    ByteReader in = reader("02 0102  0001 03  000001 04  05");

    assertThat(in.vector8().items(ByteReader::u8)).containsExactly(1, 2);
    assertThat(in.vector16().items(ByteReader::u8)).containsExactly(3);
    assertThat(in.vector24().items(ByteReader::u8)).containsExactly(4);
    assertThat(in.rest()).isEqualTo(Bytes.ofHex("05"));
    assertThat(in.rest()).isEqualTo(Bytes.EMPTY);
  }

  @Test
  void anItemMayNotReachOverTheEndOfItsVector() throws TlsException {
    ByteReader vector = reader("03 010203 04").vector8();

    refused(vector, in -> in.items(ByteReader::u16));
  }

  @Test
  void everyNumberNeedsAllItsBytes() {
    refused(reader(""), ByteReader::u8);
    refused(reader("00"), ByteReader::u16);
    refused(reader("0000"), ByteReader::u24);
    refused(reader("000000"), ByteReader::u32);
    refused(reader("00"), in -> in.bytes(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "02 01", "ff"})
  void aTruncatedVectorWithOneByteOfLengthIsRefused(String hex) {
    refused(reader(hex), ByteReader::opaque8);
    refused(reader(hex), ByteReader::vector8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "0002 01", "ffff"})
  void aTruncatedVectorWithTwoBytesOfLengthIsRefused(String hex) {
    refused(reader(hex), ByteReader::opaque16);
    refused(reader(hex), ByteReader::vector16);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "0000", "000002 01", "ffffff"})
  void aTruncatedVectorWithThreeBytesOfLengthIsRefused(String hex) {
    refused(reader(hex), ByteReader::opaque24);
    refused(reader(hex), ByteReader::vector24);
  }

  @Test
  void aLengthOutOfRangeIsRefused() throws TlsException {
    refused(reader("01 00"), in -> in.opaque8(2, 3));
    refused(reader("04 00000000"), in -> in.opaque8(2, 3));
    refused(reader("0001 00"), in -> in.opaque16(2, 3));
    refused(reader("0004 00000000"), in -> in.opaque16(2, 3));
    refused(reader("000001 00"), in -> in.opaque24(2, 3));
    refused(reader("000004 00000000"), in -> in.opaque24(2, 3));
    refused(reader("01 00"), in -> in.vector8(2, 3));
    refused(reader("04 00000000"), in -> in.vector8(2, 3));
    refused(reader("0001 00"), in -> in.vector16(2, 3));
    refused(reader("0004 00000000"), in -> in.vector16(2, 3));
    refused(reader("000001 00"), in -> in.vector24(2, 3));
    refused(reader("000004 00000000"), in -> in.vector24(2, 3));
    assertThat(reader("02 0000").opaque8(2, 3).length()).isEqualTo(2);
    assertThat(reader("0003 000000").vector16(2, 3).remaining()).isEqualTo(3);
  }

  @Test
  void whatIsLeftOverIsRefused() {
    refused(
        reader("00"),
        in -> {
          in.expectEnd();
          return in;
        });
  }

  @Test
  void aRangeOutsideTheArrayIsABug() {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> new ByteReader(new byte[2], 1, 2));
  }

  private static ByteReader reader(String hex) {
    return ByteReader.of(Bytes.ofHex(hex.replace(" ", "")));
  }

  private static void refused(ByteReader in, ItemDecoder<?> read) {
    assertThatExceptionOfType(TlsException.class)
        .isThrownBy(() -> read.decode(in))
        .satisfies(
            e -> {
              assertThat(e.reason()).isEqualTo(SslReason.LENGTH_MISMATCH);
              assertThat(e.alert()).contains(AlertDescription.DECODE_ERROR);
            });
  }
}
