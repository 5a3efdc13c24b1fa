// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.crypto.AeadAlgorithm;
import dev.jessel.crypto.Secret;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Tls12RecordTest {
  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;
  private static final int DATA = 23;
  private static final int HEADER = RecordLimits.HEADER;

  @ParameterizedTest
  @EnumSource
  void contentOfAnySizeComesBackWithItsType(Tls12Records kind) throws TlsException {
    RecordPair pair = kind.pair();

    for (int length : new int[] {0, 1, 15, 16, 17, 250, 16_383, 16_384}) {
      for (int type : new int[] {CHANGE_CIPHER_SPEC, ALERT, HANDSHAKE, DATA}) {
        byte[] content = pattern(length);
        OpenedRecord opened = pair.send(type, content).open();

        assertThat(opened.type()).isEqualTo(type);
        assertThat(opened.wasEncrypted()).isTrue();
        assertThat(RecordPair.content(opened)).isEqualTo(content);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void typeAndVersionStandInTheHeader(Tls12Records kind) {
    RecordPair pair = kind.pair();
    pair.sealer.padding(PaddingPolicy.toBlocks(512, 512));
    pair.sealer.seal(HANDSHAKE, pattern(5), 0, 5);

    byte[] wire = pair.takeSealed();

    assertThat(wire).startsWith(HANDSHAKE, 3, 3).hasSizeLessThan(HEADER + 5 + 80 + 1);
    assertThat(wire.length - HEADER - 5).isLessThanOrEqualTo(kind.protection().overhead() - HEADER);
  }

  @ParameterizedTest
  @EnumSource
  void noByteCanBeChanged(Tls12Records kind) {
    byte[] wire = sealed(kind, 20);

    for (int i = 0; i < wire.length; i++) {
      if (i == 0 || i >= HEADER) {
        byte[] changed = wire.clone();
        changed[i] ^= 1;
        assertBadMac(() -> kind.pair().receive(changed).open());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void noLengthButTheRightOneIsTaken(Tls12Records kind) {
    byte[] wire = Arrays.copyOf(sealed(kind, 20), 200);

    for (int length = 0; length < wire.length - HEADER; length++) {
      byte[] other = Arrays.copyOf(wire, HEADER + length);
      RecordHeader.write(other, 0, DATA, 0x0303, length);
      if (length != sealed(kind, 20).length - HEADER) {
        assertBadMac(() -> kind.pair().receive(other).open());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void recordsCannotBeRepeatedOrLeftOut(Tls12Records kind) throws TlsException {
    RecordPair pair = kind.pair();
    pair.sealer.seal(DATA, pattern(5), 0, 5);
    byte[] first = pair.takeSealed();
    pair.sealer.seal(DATA, pattern(6), 0, 6);
    byte[] second = pair.takeSealed();

    assertBadMac(() -> kind.pair().receive(second).open());
    RecordPair again = kind.pair();
    again.receive(first).open();
    assertBadMac(() -> again.receive(first).open());
  }

  @ParameterizedTest
  @EnumSource
  void nothingComesPlainOnceThereAreKeys(Tls12Records kind) {
    byte[] alert = {ALERT, 3, 3, 0, 2, 1, 0};
    byte[] changeCipherSpec = {CHANGE_CIPHER_SPEC, 3, 3, 0, 1, 1};

    assertBadMac(() -> kind.pair().receive(alert).open());
    assertBadMac(() -> kind.pair().receive(changeCipherSpec).open());
  }

  @ParameterizedTest
  @EnumSource
  void aBodyBeyondTheLimitIsRefusedByItsHeader(Tls12Records kind) {
    byte[] longest = new byte[HEADER + 16_384 + 320];
    RecordHeader.write(longest, 0, DATA, 0x0303, 16_384 + 320);
    byte[] header = new byte[HEADER];
    RecordHeader.write(header, 0, DATA, 0x0303, 16_384 + 321);

    assertBadMac(() -> kind.pair().receive(longest).open());
    assertRefused(
        SslReason.ENCRYPTED_LENGTH_TOO_LONG,
        () -> kind.pair().receive(header).opener.bytesWanted());
  }

  @ParameterizedTest
  @EnumSource
  void anotherVersionInTheHeaderIsRefused(Tls12Records kind) {
    byte[] wire = sealed(kind, 20);
    wire[2] = 2;

    assertRefused(SslReason.WRONG_VERSION_NUMBER, () -> kind.pair().receive(wire).open());
  }

  @ParameterizedTest
  @EnumSource
  void contentBeyondWhatWasAnnouncedIsRefused(Tls12Records kind) throws TlsException {
    RecordPair pair = kind.pair();
    pair.opener.limits(100, 100);

    assertThat(pair.send(DATA, pattern(100)).open().length()).isEqualTo(100);
    assertRefused(SslReason.DATA_LENGTH_TOO_LONG, () -> pair.send(DATA, pattern(101)).open());
  }

  @ParameterizedTest
  @EnumSource
  void aRefusedRecordLeavesNothingInTheCallersArray(Tls12Records kind) throws TlsException {
    byte[] wire = sealed(kind, 20);
    wire[wire.length - 1] ^= 1;
    byte[] target = new byte[200];
    RecordPair pair = kind.pair().receive(wire);
    assertThat(pair.opener.bytesWanted()).isZero();

    assertBadMac(() -> pair.opener.open(target, 0, target.length));

    assertThat(target).containsOnly(0);
  }

  @ParameterizedTest
  @EnumSource
  void withoutKeysNothingIsSealed(Tls12Records kind) {
    RecordProtection protection = kind.protection();
    protection.destroy();

    assertThatIllegalStateException()
        .isThrownBy(() -> protection.seal(DATA, pattern(5), 0, 5, 0, new byte[200], 0));
  }

  @Test
  void theNumberOfTheRecordIsTheExplicitPartOfTheNonce() {
    RecordPair pair = Tls12Records.GCM.pair();
    pair.sealer.seal(DATA, pattern(5), 0, 5);
    byte[] first = pair.takeSealed();
    pair.sealer.seal(DATA, pattern(5), 0, 5);
    byte[] second = pair.takeSealed();

    assertThat(Bytes.copyOf(first, HEADER, 8).hex()).isEqualTo("0000000000000000");
    assertThat(Bytes.copyOf(second, HEADER, 8).hex()).isEqualTo("0000000000000001");
    assertThat(first).hasSize(HEADER + 8 + 5 + 16);
  }

  @Test
  void twoBlockCipherRecordsHaveTwoIvs() {
    assertThat(Arrays.copyOfRange(sealed(Tls12Records.CBC_SHA1, 20), HEADER, HEADER + 16))
        .isNotEqualTo(Arrays.copyOfRange(sealed(Tls12Records.CBC_SHA1, 20), HEADER, HEADER + 16));
  }

  @Test
  void aKeyHasALimitAndThenSealsNoMore() {
    RecordProtection protection = limited(2);
    byte[] out = new byte[RecordLimits.MAX_RECORD];
    protection.seal(DATA, pattern(16_384), 0, 16_384, 0, out, 0);
    assertThat(protection.sealsLeft()).isEqualTo(1);
    protection.seal(DATA, pattern(16_384), 0, 16_384, 0, out, 0);

    assertThat(protection.sealsLeft()).isZero();
    assertThatIllegalStateException()
        .isThrownBy(() -> protection.seal(ALERT, pattern(2), 0, 2, 0, out, 0));
  }

  @Test
  void shortRecordsWearAKeyOutLessThanLongOnes() {
    RecordProtection protection = limited(2);
    byte[] out = new byte[100];

    for (int i = 0; i < 500; i++) {
      protection.seal(DATA, pattern(10), 0, 10, 0, out, 0);
    }

    assertThat(protection.sealsLeft()).isEqualTo(1);
    assertThat(Tls12Records.CBC_SHA1.protection().sealsLeft()).isEqualTo(Long.MAX_VALUE);
    assertThat(Tls12Records.GCM.protection().sealsLeft())
        .isEqualTo(AeadAlgorithm.AES_128_GCM.sealLimit());
  }

  private static RecordProtection limited(long records) {
    return new Aead12Protection(
        Tls12Records.CRYPTO.aead(AeadAlgorithm.AES_128_GCM, Secret.zeros(16)),
        Bytes.of(new byte[4]),
        records);
  }

  private static byte[] sealed(Tls12Records kind, int length) {
    RecordPair pair = kind.pair();
    pair.sealer.seal(DATA, pattern(length), 0, length);
    return pair.takeSealed();
  }

  private static byte[] pattern(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i + 1);
    }
    return bytes;
  }

  private static void assertBadMac(ThrowingCallable call) {
    assertRefused(SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC, call);
  }

  private static void assertRefused(SslReason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(TlsException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
