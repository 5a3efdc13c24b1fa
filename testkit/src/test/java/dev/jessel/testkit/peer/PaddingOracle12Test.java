// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds12.client;
import static dev.jessel.testkit.peer.Misdeeds12.serverOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.error.SslReason;
import dev.jessel.keys.SideKeys;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ContentType;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Records under a block cipher, made by somebody who has the keys: whatever is wrong with padding
 * or MAC, the victim says the same at the same place (RFC 5246 6.2.3.2, RFC 7366 3).
 */
class PaddingOracle12Test {
  private static final int BLOCK = 16;
  private static final int MAX_PADDING = 256;

  /** The number of the first record behind Finished. */
  private static final long FIRST = 1;

  /** A block cipher's suite and the hash of its MAC. */
  private enum Suite {
    SHA1(0xC009, "HmacSHA1", 20),
    SHA256(0xC023, "HmacSHA256", 32),
    SHA384(0xC024, "HmacSHA384", 48);

    private final CipherSuite suite;
    private final String hmac;
    private final int macLength;

    Suite(int code, String hmac, int macLength) {
      this.suite = new CipherSuite(code);
      this.hmac = hmac;
      this.macLength = macLength;
    }

    byte[] mac(SideKeys keys, Bytes over) {
      return keys.macKey()
          .expose(
              key -> {
                try {
                  Mac mac = Mac.getInstance(hmac);
                  mac.init(new SecretKeySpec(key, hmac));
                  return mac.doFinal(over.toArray());
                } catch (GeneralSecurityException e) {
                  throw new IllegalStateException(e);
                }
              });
    }
  }

  // ---- The MAC inside

  @TestFactory
  Stream<DynamicTest> paddingAndMacInsideFailAlike() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Suite suite : Suite.values()) {
      int padding = paddingFor(12 + suite.macLength);
      Outcome baseline = inside(suite, 12, padding, tail -> flip(tail, 0));
      for (int i = 0; i < suite.macLength; i++) {
        int at = i;
        tests.add(alike(suite, "MAC byte " + i, baseline, 12, padding, t -> flip(t, at)));
      }
      for (int i = 0; i < padding; i++) {
        int at = suite.macLength + i;
        tests.add(alike(suite, "padding byte " + i, baseline, 12, padding, t -> flip(t, at)));
      }
      tests.add(alike(suite, "MAC and padding", baseline, 12, padding, t -> flip(flip(t, 3), -2)));
      tests.add(alike(suite, "padding of zeros", baseline, 12, padding, t -> zeroed(suite, t)));
      for (int claimed : new int[] {0, 1, padding, padding + BLOCK - 1, 127, 254, 255}) {
        tests.add(
            alike(suite, "length " + claimed, baseline, 12, padding, t -> set(t, -1, claimed)));
      }
    }
    return tests.stream();
  }

  /** The MAC stands where it would with a padding of one byte, whatever that byte says. */
  @TestFactory
  Stream<DynamicTest> aPaddingOfOneByteSaysSo() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Suite suite : Suite.values()) {
      int content = 2 * BLOCK - 1 - suite.macLength % BLOCK;
      Outcome baseline = inside(suite, content, 1, tail -> flip(tail, 0));
      for (int said : new int[] {1, 2, BLOCK - 1, BLOCK, 40, 127, 254, 255}) {
        tests.add(
            alike(suite, "one that says " + said, baseline, content, 1, t -> set(t, -1, said)));
      }
      tests.add(
          DynamicTest.dynamicTest(
              suite + ", the truth",
              () -> Verdicts.connected(inside(suite, content, 1, tail -> tail))));
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> everyByteOfTheLongestPaddingCounts() {
    Suite suite = Suite.SHA1;
    Outcome baseline = inside(suite, 12, MAX_PADDING, tail -> flip(tail, 0));
    return Stream.iterate(0, i -> i < MAX_PADDING, i -> i + (i < 16 || i > 239 ? 1 : 16))
        .map(
            i ->
                alike(
                    suite,
                    "byte " + i + " of " + MAX_PADDING,
                    baseline,
                    12,
                    MAX_PADDING,
                    tail -> flip(tail, suite.macLength + i)));
  }

  @TestFactory
  Stream<DynamicTest> paddingOfEveryLengthIsTaken() {
    return Stream.of(Suite.values())
        .flatMap(
            suite ->
                Stream.iterate(
                        paddingFor(12 + suite.macLength), p -> p <= MAX_PADDING, p -> p + BLOCK)
                    .map(
                        padding ->
                            DynamicTest.dynamicTest(
                                suite + ", " + padding + " bytes",
                                () -> taken(inside(suite, 12, padding, tail -> tail)))));
  }

  @TestFactory
  Stream<DynamicTest> lengthsThatCannotBeFailAlike() {
    Outcome baseline = inside(Suite.SHA1, 12, BLOCK, tail -> flip(tail, 0));
    return Stream.of(0, 1, BLOCK - 1, BLOCK, 2 * BLOCK - 1, 2 * BLOCK, 3 * BLOCK - 1, 3 * BLOCK + 1)
        .flatMap(
            length ->
                Stream.of(true, false)
                    .map(
                        encryptThenMac ->
                            DynamicTest.dynamicTest(
                                length + " bytes, MAC " + (encryptThenMac ? "outside" : "inside"),
                                () ->
                                    alike(
                                        run(
                                            Suite.SHA1,
                                            encryptThenMac,
                                            keys -> record(Bytes.of(new byte[length]))),
                                        baseline))));
  }

  // ---- The MAC outside

  @TestFactory
  Stream<DynamicTest> paddingAndMacOutsideFailAlike() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Suite suite : Suite.values()) {
      Outcome baseline = outside(suite, tail -> tail, mac -> flip(mac, 0));
      for (int i = 0; i < suite.macLength; i++) {
        int at = i;
        tests.add(
            DynamicTest.dynamicTest(
                suite + ", MAC byte " + i,
                () -> alike(outside(suite, tail -> tail, mac -> flip(mac, at)), baseline)));
      }
      // Nobody but the peer itself can send these: the MAC is right.
      for (int i = 0; i < 4; i++) {
        int at = i;
        tests.add(
            DynamicTest.dynamicTest(
                suite + ", padding byte " + i,
                () -> alike(outside(suite, tail -> flip(tail, at), mac -> mac), baseline)));
      }
      tests.add(
          DynamicTest.dynamicTest(
              suite + ", more padding than there is",
              () -> alike(outside(suite, tail -> set(tail, -1, 200), mac -> mac), baseline)));
      tests.add(
          DynamicTest.dynamicTest(
              suite + ", right", () -> taken(outside(suite, tail -> tail, mac -> mac))));
    }
    return tests.stream();
  }

  // ---- The records

  private interface Bend {
    byte[] of(byte[] right);
  }

  private interface Maker {
    Bytes of(SideKeys keys) throws GeneralSecurityException;
  }

  /** What becomes of a server that gets a record with content, MAC and padding, then encrypted. */
  private static Outcome inside(Suite suite, int content, int padding, Bend tail) {
    return run(
        suite,
        false,
        keys -> {
          Bytes data = Bytes.of(new byte[content]);
          byte[] mac = suite.mac(keys, header(content).plus(data));
          byte[] right = Arrays.copyOf(mac, mac.length + padding);
          Arrays.fill(right, mac.length, right.length, (byte) (padding - 1));
          return record(encrypted(keys, data.plus(Bytes.of(tail.of(right)))));
        });
  }

  /** Likewise, with the MAC over what is encrypted. */
  private static Outcome outside(Suite suite, Bend tail, Bend mac) {
    return run(
        suite,
        true,
        keys -> {
          byte[] right = {3, 3, 3, 3};
          Bytes body = encrypted(keys, Bytes.of(new byte[12]).plus(Bytes.of(tail.of(right))));
          byte[] over = suite.mac(keys, header(body.length()).plus(body));
          return record(body.plus(Bytes.of(mac.of(over))));
        });
  }

  private static Outcome run(Suite suite, boolean encryptThenMac, Maker record) {
    ScriptedClient12 peer = client(suite.suite);
    if (!encryptThenMac) {
      peer.withoutEncryptThenMac();
    }
    return peer.established(raw(peer, record)).against(serverOf(suite.suite));
  }

  private static Consumer<Conversation> raw(ScriptedPeer12<?> peer, Maker record) {
    return talk -> {
      try {
        talk.raw(record.of(peer.writeKeys()));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static Bytes header(int length) {
    return new ByteWriter()
        .u32(FIRST >>> 32)
        .u32(FIRST)
        .u8(ContentType.APPLICATION_DATA.code())
        .u16(0x0303)
        .u16(length)
        .toBytes();
  }

  private static Bytes record(Bytes body) {
    return new ByteWriter()
        .u8(ContentType.APPLICATION_DATA.code())
        .u16(0x0303)
        .opaque16(body)
        .toBytes();
  }

  private static Bytes encrypted(SideKeys keys, Bytes plain) throws GeneralSecurityException {
    byte[] iv = new byte[BLOCK];
    Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
    SecretKeySpec key = keys.key().expose(bytes -> new SecretKeySpec(bytes, "AES"));
    cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
    return Bytes.of(iv).plus(Bytes.of(cipher.doFinal(plain.toArray())));
  }

  private static int paddingFor(int length) {
    return BLOCK - length % BLOCK;
  }

  private static byte[] flip(byte[] bytes, int at) {
    return set(bytes, at, bytes[at < 0 ? bytes.length + at : at] ^ 1);
  }

  private static byte[] set(byte[] bytes, int at, int value) {
    byte[] changed = bytes.clone();
    changed[at < 0 ? bytes.length + at : at] = (byte) value;
    return changed;
  }

  private static byte[] zeroed(Suite suite, byte[] tail) {
    byte[] changed = tail.clone();
    Arrays.fill(changed, suite.macLength, tail.length - 1, (byte) 0x55);
    return changed;
  }

  // ---- The verdicts

  private static DynamicTest alike(
      Suite suite, String deed, Outcome baseline, int content, int padding, Bend tail) {
    return DynamicTest.dynamicTest(
        suite + ", " + deed, () -> alike(inside(suite, content, padding, tail), baseline));
  }

  private static void alike(Outcome outcome, Outcome baseline) {
    Verdicts.failedFor(outcome, SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
    assertThat(outcome.states()).isEqualTo(baseline.states());
    assertThat(outcome.alertsSeen()).hasSize(1).isEqualTo(baseline.alertsSeen());
    assertThat(outcome.records()).hasSameSizeAs(baseline.records());
    assertThat(outcome.delivered()).isEqualTo(Bytes.EMPTY);
  }

  private static void taken(Outcome outcome) {
    Verdicts.connected(outcome);
    assertThat(outcome.delivered()).isEqualTo(Bytes.of(new byte[12]));
  }
}
