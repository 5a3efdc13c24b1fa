// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Hash;
import dev.jessel.crypto.Hmac;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records with padding that our own sealer never makes. */
class CbcPaddingTest {
  private static final int DATA = 23;
  private static final int HEADER = RecordLimits.HEADER;
  private static final int BLOCK = 16;
  private static final byte[] CONTENT = {1, 2, 3, 4, 5};

  @ParameterizedTest
  @EnumSource(names = {"CBC_SHA1", "CBC_SHA256", "CBC_SHA384", "ETM_SHA1", "ETM_SHA384"})
  void allPaddingsThatFitAreTaken(Tls12Records kind) throws Exception {
    int least = leastPadding(kind);

    for (int padding = least; padding <= 256; padding += BLOCK) {
      OpenedRecord opened = kind.pair().receive(record(kind, padding, plain -> {})).open();
      assertThat(RecordPair.content(opened)).isEqualTo(CONTENT);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CBC_SHA1", "CBC_SHA256", "CBC_SHA384", "ETM_SHA1", "ETM_SHA384"})
  void everyByteOfThePaddingCounts(Tls12Records kind) throws Exception {
    int longest = leastPadding(kind) + 240;

    for (int i = 1; i <= longest; i++) {
      int fromEnd = i;
      assertBadMac(kind, record(kind, longest, plain -> plain[plain.length - fromEnd] ^= 0x40));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CBC_SHA1", "CBC_SHA256", "CBC_SHA384"})
  void noOtherLengthOfPaddingIsTaken(Tls12Records kind) throws Exception {
    int least = leastPadding(kind);

    for (int value = 0; value < 256; value++) {
      byte length = (byte) value;
      if (value != least - 1) {
        // As the attack of Vaudenay has it: the end of the blocks is guessed
        assertBadMac(kind, record(kind, least, plain -> plain[plain.length - 1] = length));
        assertBadMac(
            kind,
            record(
                kind,
                least,
                plain ->
                    Arrays.fill(
                        plain,
                        Math.max(0, plain.length - 1 - (length & 0xFF)),
                        plain.length,
                        length)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CBC_SHA1", "CBC_SHA256", "CBC_SHA384"})
  void everyByteOfTheMacCountsWhereverItStands(Tls12Records kind) throws Exception {
    int macLength = kind.suite().mac().length();

    for (int padding : new int[] {leastPadding(kind), leastPadding(kind) + 240}) {
      for (int i = 0; i < macLength; i++) {
        int index = CONTENT.length + i;
        assertBadMac(kind, record(kind, padding, plain -> plain[index] ^= 1));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CBC_SHA1", "CBC_SHA256", "CBC_SHA384"})
  void theHashTakesInAsManyBlocksWhateverThePaddingSays(Tls12Records kind) throws Exception {
    for (int length : new int[] {CONTENT.length + 256, 1024}) {
      TreeSet<Integer> counts = new TreeSet<>();
      int body = (length + kind.suite().mac().length()) / BLOCK * BLOCK + BLOCK;
      for (int value = 0; value < 256; value++) {
        counts.add(blocksHashed(kind, body, (byte) value));
      }
      assertThat(counts).as("a body of %s bytes", body).hasSize(1);
    }
  }

  /** Blocks that go into the hash when all of a decrypted body has one value. */
  private static int blocksHashed(Tls12Records kind, int body, byte value) throws Exception {
    byte[] plain = new byte[body];
    Arrays.fill(plain, value);
    byte[] record = new byte[HEADER + BLOCK + body];
    encrypt(kind.suite(), plain, record, HEADER);
    Counter counter = new Counter(kind.suite().mac().hash().blockLength());
    RecordProtection protection = kind.protection(counter.counting(Tls12Records.CRYPTO));

    assertThatThrownBy(
            () ->
                protection.open(
                    record, 0, BLOCK + body, new byte[body + BLOCK], 0, new OpenedRecord()))
        .isInstanceOf(TlsException.class);
    return counter.blocks;
  }

  @Test
  void lengthsAreFoundWithoutBranches() {
    assertThat(Mask.isZero(0)).isEqualTo(-1);
    assertThat(Mask.isZero(1)).isZero();
    assertThat(Mask.isZero(-1)).isZero();
    assertThat(Mask.isZero(Integer.MIN_VALUE)).isZero();
    assertThat(Mask.atMost(4, 5)).isEqualTo(-1);
    assertThat(Mask.atMost(5, 5)).isEqualTo(-1);
    assertThat(Mask.atMost(6, 5)).isZero();
  }

  private static int leastPadding(Tls12Records kind) {
    int inside = isEncryptThenMac(kind) ? 0 : kind.suite().mac().length();
    return BLOCK - (CONTENT.length + inside) % BLOCK;
  }

  private static boolean isEncryptThenMac(Tls12Records kind) {
    return kind.name().startsWith("ETM");
  }

  /** The first record of a connection, with a change to what is encrypted. */
  private static byte[] record(Tls12Records kind, int padding, Consumer<byte[]> change)
      throws GeneralSecurityException {
    SuiteParameters suite = kind.suite();
    int macLength = suite.mac().length();
    boolean outside = isEncryptThenMac(kind);
    int inside = outside ? 0 : macLength;
    byte[] plain = Arrays.copyOf(CONTENT, CONTENT.length + inside + padding);
    if (!outside) {
      mac(suite, CONTENT, 0, CONTENT.length, plain, CONTENT.length);
    }
    Arrays.fill(plain, CONTENT.length + inside, plain.length, (byte) (padding - 1));
    change.accept(plain);
    int body = BLOCK + plain.length;
    byte[] record = new byte[HEADER + body + macLength - inside];
    RecordHeader.write(record, 0, DATA, 0x0303, record.length - HEADER);
    encrypt(suite, plain, record, HEADER);
    if (outside) {
      mac(suite, record, HEADER, body, record, HEADER + body);
    }
    return record;
  }

  private static void mac(
      SuiteParameters suite, byte[] in, int offset, int length, byte[] out, int outOffset) {
    byte[] header = new AuthenticatedHeader(0x0303).of(0, DATA, length);
    byte[] mac =
        Tls12Records.CRYPTO
            .hmac(suite.mac().hash(), Tls12Records.macKey(suite))
            .mac(header, Arrays.copyOfRange(in, offset, offset + length));
    System.arraycopy(mac, 0, out, outOffset, mac.length);
  }

  private static void encrypt(SuiteParameters suite, byte[] plain, byte[] out, int outOffset)
      throws GeneralSecurityException {
    byte[] iv = new byte[BLOCK];
    Tls12Records.CRYPTO
        .cbc(suite.cipher(), Tls12Records.key(suite))
        .encrypt(iv, plain, 0, plain.length, iv, 0, out, outOffset + BLOCK);
  }

  private static void assertBadMac(Tls12Records kind, byte[] record) {
    assertThatThrownBy(() -> kind.pair().receive(record).open())
        .isInstanceOfSatisfying(
            TlsException.class,
            e -> assertThat(e.reason()).isEqualTo(SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC));
  }

  /** Counts what hashes and the inner hashes of HMACs take in. */
  private static final class Counter {
    private final int blockLength;
    private int blocks;
    private int pending;

    Counter(int blockLength) {
      this.blockLength = blockLength;
    }

    CryptoProvider counting(CryptoProvider real) {
      return counting(
          CryptoProvider.class,
          real,
          made ->
              made instanceof Hmac hmac
                  ? counting(Hmac.class, hmac, result -> result)
                  : made instanceof Hash hash
                      ? counting(Hash.class, hash, result -> result)
                      : made);
    }

    private <T> T counting(Class<T> type, T real, UnaryOperator<Object> wrap) {
      Object proxy =
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (self, method, arguments) -> {
                count(method.getName(), arguments, real instanceof Hash);
                try {
                  return wrap.apply(method.invoke(real, arguments));
                } catch (InvocationTargetException thrown) {
                  throw thrown.getCause();
                }
              });
      return type.cast(proxy);
    }

    private void count(String method, Object[] arguments, boolean plainHash) {
      if (method.equals("update") && plainHash) {
        assertThat((int) arguments[2] % blockLength).isZero();
        blocks += (int) arguments[2] / blockLength;
      } else if (method.equals("update")) {
        pending += (int) arguments[2];
      } else if (method.equals("finish")) {
        int end = 1 + (blockLength == 128 ? 16 : 8);
        blocks += (pending + end + blockLength - 1) / blockLength;
        pending = 0;
      }
    }
  }
}
