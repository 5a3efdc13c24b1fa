// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds12.client;
import static dev.jessel.testkit.peer.Misdeeds12.serverOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslContext;
import dev.jessel.error.SslReason;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * RFC 5246 7.4.7.1: whatever is wrong with an encrypted premaster secret, a server goes on with a
 * random one, and the client learns no more than that the keys do not fit.
 */
class RsaPremasterTest {
  private static final Map<String, UnaryOperator<ScriptedClient12>> VARIANTS = variants();

  @TestFactory
  Stream<DynamicTest> whateverIsWrongWithThePremasterSecretEndsAlike() {
    return Stream.of(
            Misdeeds12.RSA, Misdeeds12.RSA_CBC, Misdeeds12.RSA_PSK, new CipherSuite(0x009D))
        .flatMap(suite -> Stream.of(true, false).flatMap(extended -> all(suite, extended)));
  }

  private static Stream<DynamicTest> all(CipherSuite suite, boolean extended) {
    // A premaster secret in good order, which is not the one that the client goes on with.
    Outcome baseline = run(suite, extended, c -> c.block(b -> b.with(-1, ~b.bytes().at(255))));
    return VARIANTS.entrySet().stream()
        .map(
            variant ->
                DynamicTest.dynamicTest(
                    suite.openSslName() + (extended ? ", " : ", not extended, ") + variant.getKey(),
                    () -> alike(run(suite, extended, variant.getValue()), baseline)));
  }

  private static void alike(Outcome outcome, Outcome baseline) {
    Verdicts.failedFor(outcome, SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC);
    assertThat(outcome.states())
        .isEqualTo(baseline.states())
        .endsWith("ExpectClientChangeCipherSpec", "ExpectClientFinished12");
    assertThat(outcome.alertsSeen()).isEqualTo(baseline.alertsSeen());
    assertThat(outcome.alertsSeen()).hasSize(1);
    assertThat(outcome.records()).hasSameSizeAs(baseline.records());
  }

  private static Outcome run(
      CipherSuite suite, boolean extended, UnaryOperator<ScriptedClient12> bend) {
    ScriptedClient12 client = client(suite);
    SslContext.Builder server = serverOf(suite);
    return bend.apply(extended ? client : client.withoutExtendedMainSecret()).against(server);
  }

  private static Map<String, UnaryOperator<ScriptedClient12>> variants() {
    Map<String, UnaryOperator<ScriptedClient12>> all = new LinkedHashMap<>();
    all.put("another secret", c -> c.wrongKeys());
    all.put("a first byte that is not zero", c -> c.block(b -> b.with(0, 1)));
    all.put("block type 1", c -> c.block(b -> b.with(1, 1)));
    all.put("block type 0", c -> c.block(b -> b.with(1, 0)));
    all.put("block type 3", c -> c.block(b -> b.with(1, 3)));
    all.put("a zero in the first byte of the padding", c -> c.block(b -> b.with(2, 0)));
    all.put("a zero among the first eight bytes of the padding", c -> c.block(b -> b.with(9, 0)));
    all.put("a zero in the middle of the padding", c -> c.block(b -> b.with(100, 0)));
    all.put("a secret of 49 bytes", c -> c.block(b -> b.with(-50, 0).with(-49, 1)));
    all.put("a zero and a secret of 49 bytes", c -> c.block(b -> b.with(-50, 0)));
    all.put("a secret of 47 bytes", c -> c.block(b -> b.with(-49, 1).with(-48, 0)));
    all.put("an empty secret", c -> c.block(b -> filled(b).with(-1, 0)));
    all.put("a padding without end", c -> c.block(RsaPremasterTest::filled));
    all.put("zeros alone", c -> c.block(b -> new RsaBlock(b.key(), Bytes.of(new byte[256]))));
    all.put("the version TLS 1.1", c -> c.block(b -> b.with(-47, 2)));
    all.put("the version SSL 3.0", c -> c.block(b -> b.with(-47, 0)));
    all.put("the version TLS 1.3", c -> c.block(b -> b.with(-47, 4)));
    all.put("a major version of 2", c -> c.block(b -> b.with(-48, 2)));
    all.put("a message of no bytes", c -> c.encrypted(b -> Bytes.EMPTY));
    all.put("a message of one byte", c -> c.encrypted(b -> Bytes.of((byte) 5)));
    all.put("a message cut by a byte", c -> c.encrypted(b -> b.slice(0, b.length() - 1)));
    all.put("a message longer by a byte", c -> c.encrypted(b -> b.plus(Bytes.of((byte) 0))));
    all.put(
        "a message longer by a zero in front", c -> c.encrypted(b -> Bytes.of((byte) 0).plus(b)));
    all.put("the number zero", c -> c.encrypted(b -> Bytes.of(new byte[b.length()])));
    all.put("a number above the modulus", c -> c.encrypted(b -> ones(b.length())));
    all.put("a message of 2000 bytes", c -> c.encrypted(b -> ones(2000)));
    return all;
  }

  private static RsaBlock filled(RsaBlock block) {
    byte[] bytes = block.bytes().toArray();
    for (int i = bytes.length - 49; i < bytes.length; i++) {
      bytes[i] = bytes[i] == 0 ? 9 : bytes[i];
    }
    return new RsaBlock(block.key(), Bytes.of(bytes));
  }

  private static Bytes ones(int length) {
    byte[] ones = new byte[length];
    Arrays.fill(ones, (byte) 0xFF);
    return Bytes.of(ones);
  }
}
