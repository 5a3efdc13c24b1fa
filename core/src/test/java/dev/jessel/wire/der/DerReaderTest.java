// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.der;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.wire.Bytes;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DerReaderTest {
  private static DerReader reader(String hex) {
    return DerReader.of(Bytes.ofHex(hex));
  }

  @Test
  void elementsAreReadOneAfterTheOther() throws Exception {
    DerReader sequence = reader("3006020102020103").sequence();
    assertThat(sequence.next(DerTag.INTEGER).smallInteger()).isEqualTo(2);
    assertThat(sequence.nextIs(DerTag.INTEGER)).isTrue();
    assertThat(sequence.next().integer()).isEqualTo(BigInteger.valueOf(3));
    sequence.expectEnd();
  }

  @Test
  void lengthsLongerThanNeededAreAccepted() throws Exception {
    assertThat(reader("0482000101").next().value()).containsExactly(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "02", // no length
        "0202aa", // cut off
        "3080020100", // indefinite
        "1f8101", // long tag number
        "0485000000000101", // length in five bytes
        "0484ffffffff01", // length above 2^31
        "048101", // cut off in the content
      })
  void whatIsNotDerIsRefused(String hex) {
    assertThatThrownBy(() -> reader(hex).next()).isInstanceOf(DerException.class);
  }

  @Test
  void anInnerElementMayNotReachBeyondTheOuter() throws Exception {
    DerReader inner = reader("30030203010203").sequence();
    assertThatThrownBy(inner::next).isInstanceOf(DerException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "06032a0304, 1.2.3.4",
    "06092a864886f70d010101, 1.2.840.113549.1.1.1",
    "0603550403, 2.5.4.3",
    "0603883703, 2.999.3",
    "060100, 0.0",
    "06052b84808001, 1.3.8388609",
    "060a69ffffffffffffffff7f, 2.25.9223372036854775807",
    "060b6982808080808080808000, 2.25.18446744073709551616",
    "060b8280808080808080800001, 2.18446744073709551536.1",
  })
  void objectIdentifiersAreRead(String hex, String dotted) throws Exception {
    assertThat(reader(hex).next().oid()).isEqualTo(dotted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0600", "06022a83", "0403550403"})
  void malformedObjectIdentifiersAreRefused(String hex) throws Exception {
    DerElement element = reader(hex).next();
    assertThatThrownBy(element::oid).isInstanceOf(DerException.class);
  }

  @Test
  void anEndlessObjectIdentifierIsRefused() throws Exception {
    byte[] content = new byte[1000];
    Arrays.fill(content, (byte) 0xFF);
    content[999] = 1;
    byte[] der = DerWriter.element(DerTag.OBJECT_IDENTIFIER, content);
    assertThatThrownBy(() -> DerReader.of(der).next().oid()).isInstanceOf(DerException.class);
  }

  @Test
  void hugeIntegersSaturate() throws Exception {
    assertThat(reader("020900ffffffffffffffff").next().smallInteger()).isEqualTo(Integer.MAX_VALUE);
    assertThat(reader("0201ff").next().smallInteger()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 255, 256, 65535, 65536})
  void whatIsWrittenIsReadBack(int length) throws Exception {
    byte[] der = DerWriter.element(DerTag.OCTET_STRING, new byte[length]);
    DerReader reader = DerReader.of(der);
    assertThat(reader.next(DerTag.OCTET_STRING).length()).isEqualTo(length);
    reader.expectEnd();
  }

  @ParameterizedTest
  @CsvSource({
    "23, 250102030405Z, 2025-01-02T03:04:05Z",
    "23, 500102030405Z, 1950-01-02T03:04:05Z",
    "23, 491231235959Z, 2049-12-31T23:59:59Z",
    "23, 2501020304Z, 2025-01-02T03:04:00Z",
    "23, 250102030405+0100, 2025-01-02T02:04:05Z",
    "24, 20250102030405Z, 2025-01-02T03:04:05Z",
    "24, 202501020304Z, 2025-01-02T03:04:00Z",
    "24, 20250102030405.123Z, 2025-01-02T03:04:05Z",
    "24, 99991231235959Z, 9999-12-31T23:59:59Z",
  })
  void timesAreReadLeniently(int tag, String text, Instant expected) throws Exception {
    assertThat(time(tag, text)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "23, 20250102030405Z",
    "24, 2501020304Z",
    "23, 251302030405Z",
    "23, 250102030405",
    "23, 250102030461Z",
    "24, -0250102030405Z",
    "12, 250102030405Z",
    "23, 25",
    "23, 250102030405+9900",
  })
  void otherTimesAreNotUnderstood(int tag, String text) throws Exception {
    assertThat(time(tag, text)).isEmpty();
  }

  private static Optional<Instant> time(int tag, String text) throws DerException {
    byte[] der = DerWriter.element(tag, text.getBytes(StandardCharsets.US_ASCII));
    return DerTime.read(DerReader.of(der).next());
  }
}
