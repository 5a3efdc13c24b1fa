// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordRoundTripTest {
  private static final int DATA = 23;
  private static final int HANDSHAKE = 22;
  private static final int HEADER = RecordLimits.HEADER;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 16_383, 16_384})
  void contentComesBackAsItWasSealed(int length) throws TlsException {
    byte[] content = pattern(length);
    RecordPair pair = new RecordPair().encrypted().send(DATA, content);

    OpenedRecord opened = pair.open();

    assertThat(opened.type()).isEqualTo(DATA);
    assertThat(opened.wasEncrypted()).isTrue();
    assertThat(RecordPair.content(opened)).isEqualTo(content);
    assertThat(pair.in.size()).isZero();
  }

  @Test
  void aRecordThatFitsIsOpenedIntoTheCallersArray() throws TlsException {
    RecordPair pair = new RecordPair().encrypted().send(DATA, pattern(50));
    byte[] target = new byte[200];
    assertThat(pair.opener.bytesWanted()).isZero();

    OpenedRecord opened = pair.opener.open(target, 7, 150);

    assertThat(opened.array()).isSameAs(target);
    assertThat(opened.start()).isEqualTo(7);
    assertThat(RecordPair.content(opened)).isEqualTo(pattern(50));
  }

  @Test
  void theTypeAndTheLengthAreHiddenByEncryptionAndPadding() throws TlsException {
    RecordPair pair = new RecordPair().encrypted();
    pair.sealer.padding(PaddingPolicy.toBlocks(512, 512));
    pair.sealer.seal(HANDSHAKE, pattern(3), 0, 3);
    byte[] wire = pair.takeSealed();

    assertThat(wire[0]).isEqualTo((byte) DATA);
    assertThat(wire).hasSize(HEADER + 512 + 16);
    OpenedRecord opened = pair.receive(wire).open();
    assertThat(opened.type()).isEqualTo(HANDSHAKE);
    assertThat(RecordPair.content(opened)).isEqualTo(pattern(3));
  }

  @Test
  void paddingIsCutToWhatTheRecordMayHold() throws TlsException {
    RecordPair pair = new RecordPair().encrypted();
    pair.sealer.padding((type, length) -> 100_000);
    pair.send(DATA, pattern(10));

    OpenedRecord opened = pair.open();

    assertThat(opened.length()).isEqualTo(10);
    assertThat(opened.innerLength()).isEqualTo(RecordLimits.MAX_PLAINTEXT);
  }

  @Test
  void longContentIsCutAtTheFragmentLimit() throws TlsException {
    RecordPair pair = new RecordPair().encrypted();
    pair.sealer.sendFragment(512);
    byte[] content = pattern(1200);

    assertThat(pair.sealer.seal(DATA, content, 0, 1200)).isEqualTo(512);
    assertThat(pair.deliver().open().length()).isEqualTo(512);
  }

  @Test
  void thePeersLimitBindsProtectedRecordsOnly() {
    RecordPair pair = new RecordPair();
    pair.sealer.peerLimit(64);

    assertThat(pair.sealer.fragmentLimit()).isEqualTo(RecordLimits.MAX_PLAINTEXT);
    pair.encrypted();
    assertThat(pair.sealer.fragmentLimit()).isEqualTo(64);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 5, 20, 30})
  void oneChangedBitMakesARecordForged(int position) {
    RecordPair pair = new RecordPair().encrypted();
    pair.sealer.seal(DATA, pattern(20), 0, 20);
    byte[] wire = pair.takeSealed();
    wire[position] ^= 1;

    assertThatThrownBy(() -> pair.receive(wire).open()).isInstanceOf(Exception.class);
  }

  @Test
  void aDamagedTagIsBadRecordMac() {
    RecordPair pair = new RecordPair().encrypted();
    pair.sealer.seal(DATA, pattern(20), 0, 20);
    byte[] wire = pair.takeSealed();
    wire[wire.length - 1] ^= 1;

    refused(() -> pair.receive(wire).open(), SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
  }

  @Test
  void recordsOpenInTheirOrderOnly() {
    RecordPair pair = new RecordPair().encrypted();
    pair.sealer.seal(DATA, pattern(1), 0, 1);
    byte[] first = pair.takeSealed();
    pair.sealer.seal(DATA, pattern(2), 0, 2);
    byte[] second = pair.takeSealed();

    refused(() -> pair.receive(second).open(), SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
    assertThat(first).hasSize(HEADER + 1 + 1 + 16);
  }

  @Test
  void aRecordOfZerosHasNoContentType() {
    RecordPair pair = new RecordPair().encrypted();
    // Content type 0 with padding: all that is inside is zero.
    pair.sealer.seal(0, new byte[4], 0, 4);

    refused(() -> pair.deliver().open(), SslReason.BAD_RECORD_TYPE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16})
  void aRecordWithoutRoomForContentAndTagIsBadRecordMac(int length) {
    RecordPair pair = new RecordPair().encrypted();

    refused(
        () -> pair.receive(header(DATA, 0x0303, length, length)).open(),
        SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
  }

  @Test
  void anAnnouncedLimitIsEnforced() {
    RecordPair pair = new RecordPair().encrypted();
    pair.opener.limits(99, 100);

    refused(() -> pair.send(DATA, pattern(100)).open(), SslReason.DATA_LENGTH_TOO_LONG);
  }

  @Test
  void paddingCountsTowardsTheRecordSizeLimit() {
    RecordPair pair = new RecordPair().encrypted();
    pair.opener.limits(99, 100);
    pair.sealer.padding(PaddingPolicy.toBlocks(128, 128));

    refused(() -> pair.send(DATA, pattern(10)).open(), SslReason.DATA_LENGTH_TOO_LONG);
  }

  @Test
  void aLengthBeyondTheLimitIsRefusedBeforeTheBodyComes() {
    RecordPair plain = new RecordPair().receive(header(HANDSHAKE, 0x0303, 16_385, 0));
    refused(() -> plain.opener.bytesWanted(), SslReason.DATA_LENGTH_TOO_LONG);

    RecordPair encrypted = new RecordPair().encrypted();
    encrypted.receive(header(DATA, 0x0303, 16_384 + 257, 0));
    refused(() -> encrypted.opener.bytesWanted(), SslReason.ENCRYPTED_LENGTH_TOO_LONG);
  }

  @Test
  void theBytesThatAreMissingAreCounted() throws TlsException {
    RecordPair pair = new RecordPair();
    assertThat(pair.opener.bytesWanted()).isEqualTo(HEADER);
    pair.receive(new byte[] {22, 3});
    assertThat(pair.opener.bytesWanted()).isEqualTo(3);
    pair.receive(new byte[] {3, 0, 10});
    assertThat(pair.opener.bytesWanted()).isEqualTo(10);
    pair.receive(new byte[10]);
    assertThat(pair.opener.bytesWanted()).isZero();
  }

  @Test
  void anUnknownContentTypeIsRefused() {
    refused(
        () -> new RecordPair().receive(header(24, 0x0303, 1, 1)).opener.bytesWanted(),
        SslReason.BAD_RECORD_TYPE);
  }

  @Test
  void plainHandshakeRecordsAreRefusedOnceKeysExist() {
    RecordPair pair = new RecordPair().encrypted();

    refused(
        () -> pair.receive(header(HANDSHAKE, 0x0303, 4, 4)).opener.bytesWanted(),
        SslReason.BAD_RECORD_TYPE);
  }

  @Test
  void aPlainAlertIsLetInUntilSomethingEncryptedCame() throws TlsException {
    RecordPair pair = new RecordPair().encrypted();
    assertThat(pair.receive(header(21, 0x0303, 2, 2)).open().wasEncrypted()).isFalse();
    pair.send(DATA, pattern(1));
    assertThat(pair.open().wasEncrypted()).isTrue();

    refused(
        () -> pair.receive(header(21, 0x0303, 2, 2)).opener.bytesWanted(),
        SslReason.BAD_RECORD_TYPE);
  }

  @Test
  void newKeysDoNotLetPlainAlertsInAgain() throws TlsException {
    RecordPair pair = new RecordPair().encrypted();
    pair.send(HANDSHAKE, pattern(1)).open();
    pair.encrypted();

    refused(
        () -> pair.receive(header(21, 0x0303, 2, 2)).opener.bytesWanted(),
        SslReason.BAD_RECORD_TYPE);
  }

  @Test
  void theVersionFieldMustBeExactOnceItIsKnown() {
    RecordPair pair = new RecordPair().encrypted();
    pair.opener.requireExactVersion();

    refused(
        () -> pair.receive(header(DATA, 0x0301, 30, 30)).opener.bytesWanted(),
        SslReason.WRONG_VERSION_NUMBER);
  }

  @Test
  void otherProtocolsAreCalledByTheirNames() {
    speaks("GET / HTTP/1.1\r\n", SslReason.HTTP_REQUEST);
    speaks("POST / HTTP/1.1\r\n", SslReason.HTTP_REQUEST);
    speaks("CONNECT example.com:443", SslReason.HTTPS_PROXY_REQUEST);
    speaks("SSH-2.0-OpenSSH", SslReason.WRONG_VERSION_NUMBER);
  }

  @Test
  void theFirstClientHelloMayCarryAnOldVersion() {
    RecordPair pair = new RecordPair();
    pair.sealer.protection(new NullProtection(NullProtection.FIRST_CLIENT_HELLO_VERSION));
    pair.sealer.seal(HANDSHAKE, pattern(4), 0, 4);

    assertThat(Arrays.copyOf(pair.takeSealed(), 3)).containsExactly(22, 3, 1);
  }

  @Test
  void sealingCountsDownToTheKeysLimit() {
    RecordPair pair = new RecordPair().encrypted();
    long before = pair.sealer.protection().sealsLeft();
    pair.sealer.seal(DATA, pattern(1), 0, 1);

    assertThat(pair.sealer.protection().sealsLeft()).isEqualTo(before - 1);
  }

  private static void speaks(String text, SslReason reason) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    refused(() -> new RecordPair().receive(bytes).opener.bytesWanted(), reason);
  }

  private static void refused(ThrowingCallable call, SslReason reason) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(TlsException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static byte[] header(int type, int version, int length, int body) {
    byte[] record = new byte[HEADER + body];
    RecordHeader.write(record, 0, type, version, length);
    return record;
  }

  private static byte[] pattern(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + 1);
    }
    return bytes;
  }
}
