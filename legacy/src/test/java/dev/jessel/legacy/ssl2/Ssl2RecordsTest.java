// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.crypto.Secret;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.ssl2.Ssl2Content;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and records, compared with what the draft says, worked out by other means. */
class Ssl2RecordsTest {
  private static final Bytes CHALLENGE = counting(0x40, 16);
  private static final Bytes CONNECTION_ID = counting(0x60, 16);
  private static final Bytes KEY_ARG = counting(0x80, 8);

  /** Of master keys 10 11 12 ...: a CLIENT-FINISHED as third record, and "hello" as fourth. */
  static Stream<Arguments> records() {
    return Stream.of(
        Arguments.of(
            "SSL_CK_RC4_128_WITH_MD5",
            "80216951acfbfe7777a41ea2b145397950541f235b282ff7ea55b854c2b1da962806a1",
            "8015d821768e5d45fd4b7558f72b9525247cc6763bd063"),
        Arguments.of(
            "SSL_CK_RC2_128_CBC_WITH_MD5",
            "002807c7bf1beaab304c91d5aa23cb014f66f321ea8c50515427a9e65ddfcb7f930e385a9c3b9f36040acd",
            "001803fd96af95fa3c409848b19774fbc6607558566d96ac11921f"),
        Arguments.of(
            "SSL_CK_DES_64_CBC_WITH_MD5",
            "002807c6438249acca2f1df580a926802344f115d5b0ec986ad1711d6f71d4da4b531b361465fa8aed12b1",
            "001803e71ca664eb9e2d2f6717fd3dcd1a2d651f1f9d60fa3f05c4"),
        Arguments.of(
            "SSL_CK_DES_192_EDE3_CBC_WITH_MD5",
            "00280742cf8a6de570ac030e483365c5547fad5d17866c2e538fe20a16e29ccd06b5451a0014684bcc2e80",
            "001803082232e71f32a815452f3beb460a8b14cd9d48dcb3087be1"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("records")
  void recordsAreThoseOfTheDraft(String kind, String finished, String hello) throws TlsException {
    KeyMaterial keys = keys(kind);
    Ssl2RecordSealer sealer = sealer(keys);

    assertThat(seal(sealer, Bytes.of((byte) 3).plus(CONNECTION_ID)).hex()).isEqualTo(finished);
    assertThat(seal(sealer, Bytes.of("hello".getBytes(UTF_8))).hex()).isEqualTo(hello);

    Ssl2RecordOpener opener = opener(keys);
    assertThat(open(opener, Bytes.ofHex(finished)).bytes())
        .isEqualTo(Bytes.of((byte) 3).plus(CONNECTION_ID));
    opener.dataFollows();
    assertThat(open(opener, Bytes.ofHex(hello)))
        .isEqualTo(new Ssl2Content(false, Bytes.of("hello".getBytes(UTF_8))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 16_360})
  void everyLengthComesBack(int length) throws TlsException {
    KeyMaterial keys = keys("SSL_CK_DES_192_EDE3_CBC_WITH_MD5");
    Bytes content = random(length);

    assertThat(open(opener(keys), seal(sealer(keys), content)).bytes()).isEqualTo(content);
  }

  @Test
  void aRecordOf32767BytesIsTakenFromPeersThatMakeThem() throws TlsException {
    KeyMaterial keys = keys("SSL_CK_RC4_128_WITH_MD5");
    Bytes content = random(32_767 - 16);
    Bytes record = seal(sealer(keys), content);

    assertThat(record.slice(0, 2).hex()).isEqualTo("ffff");
    assertThat(open(opener(keys), record).bytes()).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSL_CK_RC4_128_WITH_MD5", "SSL_CK_DES_192_EDE3_CBC_WITH_MD5"})
  void aChangeOfAnyByteOfARecordsBodyIsForgery(String kind) {
    KeyMaterial keys = keys(kind);
    Bytes record = seal(sealer(keys), random(20));
    int header = (record.at(0) & 0x80) != 0 ? 2 : 3;
    for (int at = header; at < record.length(); at++) {
      byte[] changed = record.toArray();
      changed[at] ^= 1;
      assertForged(keys, Bytes.of(changed));
    }
  }

  @Test
  void aRecordDoesNotComeTwiceAndNotOutOfOrder() throws TlsException {
    KeyMaterial keys = keys("SSL_CK_RC4_128_WITH_MD5");
    Ssl2RecordSealer sealer = sealer(keys);
    Bytes first = seal(sealer, random(5));
    Bytes second = seal(sealer, random(5));
    Ssl2RecordOpener opener = opener(keys);

    assertForged(keys, second);
    Ssl2Content ignored = open(opener, first);
    assertThatThrownBy(() -> open(opener, first)).isInstanceOf(TlsException.class);
  }

  // The padding's length is all that no MAC covers: more of it would cut data off.
  @ParameterizedTest
  @CsvSource({
    "SSL_CK_RC4_128_WITH_MD5, 1",
    "SSL_CK_RC4_128_WITH_MD5, 5",
    "SSL_CK_DES_192_EDE3_CBC_WITH_MD5, 8",
    "SSL_CK_DES_192_EDE3_CBC_WITH_MD5, 255"
  })
  void moreThanTheNeededPaddingIsForgery(String kind, int padding) {
    KeyMaterial keys = keys(kind);
    Bytes record = seal(sealer(keys), random(24));
    Bytes body = record.slice(2, record.length() - 2);

    assertForged(keys, Bytes.of((byte) 0, (byte) body.length(), (byte) padding).plus(body));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 15, 17, 23})
  void aRecordThatIsNoNumberOfBlocksOrHasNoMacIsForgery(int length) {
    KeyMaterial keys = keys("SSL_CK_DES_192_EDE3_CBC_WITH_MD5");

    assertForged(keys, Bytes.of((byte) 0x80, (byte) length).plus(random(length)));
  }

  @ParameterizedTest
  @CsvSource({
    "400901, BAD_PACKET",
    "000901, BAD_PACKET",
    "8000, LENGTH_TOO_SHORT",
    "8008, LENGTH_TOO_SHORT",
    "c001, PACKET_LENGTH_TOO_LONG"
  })
  void aHeaderThatNobodyMaySendIsRefusedAtOnce(String header, SslReason reason) {
    assertRefused(new Ssl2RecordOpener(true), Bytes.ofHex(header), reason);
  }

  private static void assertForged(KeyMaterial keys, Bytes record) {
    assertRefused(opener(keys), record, SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
  }

  private static void assertRefused(Ssl2RecordOpener by, Bytes record, SslReason reason) {
    assertThatThrownBy(() -> open(by, record))
        .isInstanceOfSatisfying(TlsException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static Ssl2Content open(Ssl2RecordOpener by, Bytes record) throws TlsException {
    assertThat(by.take(record.toArray(), 0, record.length())).isEqualTo(record.length());
    assertThat(by.missing()).isZero();
    return by.open();
  }

  private static Bytes seal(Ssl2RecordSealer by, Bytes content) {
    return by.seal(content.toArray(), 0, content.length());
  }

  /** A client's, that has sent two messages in the clear. */
  private static Ssl2RecordSealer sealer(KeyMaterial keys) {
    Ssl2RecordSealer sealer = new Ssl2RecordSealer();
    seal(sealer, random(9));
    seal(sealer, random(9));
    sealer.protect(keys.clientWrites(Ssl2Ends.CRYPTO, true));
    return sealer;
  }

  /** A server's, that has read two messages in the clear. */
  private static Ssl2RecordOpener opener(KeyMaterial keys) {
    try {
      Ssl2RecordOpener opener = new Ssl2RecordOpener(true);
      Ssl2RecordSealer clear = new Ssl2RecordSealer();
      Ssl2Content hello = open(opener, seal(clear, random(9)));
      Ssl2Content masterKey = open(opener, seal(clear, random(9)));
      assertThat(hello.isMessage() && masterKey.isMessage()).isTrue();
      opener.protect(keys.clientWrites(Ssl2Ends.CRYPTO, false));
      return opener;
    } catch (TlsException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyMaterial keys(String name) {
    CipherKind kind = CipherKind.of(CipherSuite.named(name).orElseThrow());
    Secret master = Secret.take(counting(0x10, kind.keyLength()).toArray());
    Bytes keyArg = kind.hasBlocks() ? KEY_ARG : Bytes.EMPTY;
    return KeyMaterial.derive(
        Ssl2Ends.CRYPTO, new Terms(kind, CHALLENGE, CONNECTION_ID), new MasterKey(master, keyArg));
  }

  private static Bytes counting(int from, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (from + i);
    }
    return Bytes.of(bytes);
  }

  private static Bytes random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
