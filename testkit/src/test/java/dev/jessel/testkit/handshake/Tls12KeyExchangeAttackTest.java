// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.SslReply;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.DhParameters;
import dev.jessel.crypto.Encapsulation;
import dev.jessel.crypto.Secret;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.x509.Credential;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an end that lies in its half of a key exchange of TLS 1.2 gets out of it: an alert. */
class Tls12KeyExchangeAttackTest {
  private static final String DHE = "DHE-RSA-AES128-GCM-SHA256";
  private static final String ECDHE = "ECDHE-RSA-AES128-GCM-SHA256";
  private static final int PREMASTER = 48;

  /** RFC 2409 6.2: the second Oakley group, of 1024 bits. */
  private static final DhParameters SHORT =
      DhParameters.of(
          new BigInteger(
              "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD1"
                  + "29024E088A67CC74020BBEA63B139B22514A08798E3404DD"
                  + "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245"
                  + "E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
                  + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381"
                  + "FFFFFFFFFFFFFFFF",
              16),
          BigInteger.TWO);

  // ---- Points and numbers

  @TestFactory
  Stream<DynamicTest> aPointThatIsNoneOfTheCurveIsRefusedByBoth() {
    Map<String, UnaryOperator<Bytes>> bad = new LinkedHashMap<>();
    bad.put("infinity", p -> Bytes.of((byte) 0));
    bad.put("compressed", p -> Bytes.of((byte) 2).plus(p.slice(1, 32)));
    bad.put("said to be compressed", p -> Bytes.of((byte) 3).plus(p.slice(1, 64)));
    bad.put("hybrid", p -> Bytes.of((byte) 6).plus(p.slice(1, 64)));
    bad.put("beside the curve", p -> flipped(p));
    bad.put("nothing but zeros", p -> Bytes.of((byte) 4).plus(Bytes.of(new byte[64])));
    bad.put("too large", p -> Bytes.of((byte) 4).plus(ones(32)).plus(p.slice(33, 32)));
    bad.put("too long", p -> p.plus(Bytes.of((byte) 0)));
    bad.put("too short", p -> p.slice(0, 64));
    bad.put("of X25519", p -> p.slice(1, 32));
    return refusedByBoth(bad, ECDHE, "P-256", SslReason.BAD_ECPOINT);
  }

  @TestFactory
  Stream<DynamicTest> aMontgomeryPointOfSmallOrderIsRefusedByBoth() {
    Map<String, UnaryOperator<Bytes>> bad = new LinkedHashMap<>();
    bad.put("zero", p -> Bytes.of(new byte[32]));
    bad.put("one", p -> Bytes.of((byte) 1).plus(Bytes.of(new byte[31])));
    bad.put(
        "order 8",
        p -> Bytes.ofHex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"));
    bad.put(
        "p", p -> Bytes.ofHex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"));
    bad.put("too long", p -> p.plus(Bytes.of((byte) 0)));
    return refusedByBoth(bad, ECDHE, "X25519", SslReason.BAD_ECPOINT);
  }

  @TestFactory
  Stream<DynamicTest> aNumberThatGivesTheSecretAwayIsRefusedByBoth() {
    BigInteger prime = prime(NamedGroup.FFDHE2048);
    Map<String, UnaryOperator<Bytes>> bad = new LinkedHashMap<>();
    bad.put("zero", y -> Bytes.of((byte) 0));
    bad.put("one", y -> Bytes.of((byte) 1));
    bad.put("one with zeros", y -> Bytes.of(new byte[255]).plus(Bytes.of((byte) 1)));
    bad.put("p - 1", y -> number(prime.subtract(BigInteger.ONE)));
    bad.put("p", y -> number(prime));
    bad.put("p + 2", y -> number(prime.add(BigInteger.TWO)));
    bad.put("twice as long", y -> y.plus(y));
    return refusedByBoth(bad, DHE, "ffdhe2048", SslReason.BAD_DH_VALUE);
  }

  @Test
  void aCurveThatTheClientDidNotNameIsRefused() {
    SslContext.Builder server =
        server(ECDHE, "P-256")
            .crypto(
                HostileCrypto.sharing(Optional.of(NamedGroup.SECP384R1), UnaryOperator.identity()));
    assertThat(reason(client(ECDHE, "P-256"), server)).isEqualTo(SslReason.WRONG_CURVE);
  }

  @Test
  void aShortPrimeIsRefusedUnlessTheSecurityLevelAllowsForIt() throws SslException {
    SslContext.Builder server =
        server(DHE + ":@SECLEVEL=0", "X25519").dhParameters(Optional.of(SHORT));
    assertThat(reason(client(DHE, "X25519"), server)).isEqualTo(SslReason.DH_KEY_TOO_SMALL);
    connect(client(DHE + ":@SECLEVEL=1", "X25519"), server).close();
  }

  @Test
  void aServerDoesNotUseAShortPrimeAboveItsSecurityLevel() {
    SslContext.Builder server = server(DHE, "X25519").dhParameters(Optional.of(SHORT));
    assertThat(reason(client(DHE + ":@SECLEVEL=0", "X25519"), server))
        .isEqualTo(SslReason.DH_KEY_TOO_SMALL);
  }

  // ---- Signatures

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 32, 63, 64, 70})
  void aSignatureOverOtherRandomsOrAnotherShareIsRefused(int position) {
    SslContext.Builder server =
        server(ECDHE, "P-256")
            .signer(
                (credential, scheme, content) ->
                    SslReply.now(sign(credential, scheme, changed(content, position))));
    assertThat(reason(client(ECDHE, "P-256"), server)).isEqualTo(SslReason.BAD_SIGNATURE);
  }

  @Test
  void aClientsSignatureOverOtherMessagesIsRefused() {
    SslContext.Builder client =
        client("ALL", "P-256")
            .credential(Identities.CLIENT)
            .signer(
                (credential, scheme, content) ->
                    SslReply.now(sign(credential, scheme, changed(content, 100))));
    SslContext.Builder server = Identities.askingServer().maxVersion(ProtocolVersion.TLS_1_2);
    assertThat(reason(client, server)).isEqualTo(SslReason.BAD_SIGNATURE);
  }

  // ---- RSA: Bleichenbacher, Manger, Klima-Pokorny-Rosa

  @ParameterizedTest
  @ValueSource(strings = {"AES128-GCM-SHA256", "AES128-SHA", "AES256-SHA256"})
  void aServerTellsNoWrongPremasterFromAnother(String suite) {
    Story wrong = story(suite, (block, n) -> flip(block, block.length - 1));
    assertThat(wrong.alerts()).containsExactly(AlertDescription.BAD_RECORD_MAC);
    for (Map.Entry<String, Forgery> forgery : forgeries().entrySet()) {
      assertThat(story(suite, forgery.getValue())).as(forgery.getKey()).isEqualTo(wrong);
    }
  }

  @Test
  void aPremasterThatIsRightIsTaken() {
    assertThat(story("AES128-GCM-SHA256", (block, n) -> block).alerts()).isEmpty();
  }

  /** What goes through the bare RSA operation in the place of a padded premaster secret. */
  private interface Forgery {
    byte[] of(byte[] block, BigInteger modulus);
  }

  /** What a server shows of itself. */
  private record Story(
      List<String> states, List<AlertDescription> alerts, Optional<SslReason> why) {}

  private static Map<String, Forgery> forgeries() {
    Map<String, Forgery> all = new LinkedHashMap<>();
    all.put("first byte", (block, n) -> flip(block, 0));
    all.put("block type 1", (block, n) -> set(block, 1, 1));
    all.put("block type 0", (block, n) -> set(block, 1, 0));
    all.put("zero in the first padding", (block, n) -> set(block, 2, 0));
    all.put("zero in the eighth byte", (block, n) -> set(block, 9, 0));
    all.put("zero late in the padding", (block, n) -> set(block, start(block) - 2, 0));
    all.put("no zero", (block, n) -> set(block, start(block) - 1, 7));
    all.put(
        "one byte more", (block, n) -> set(set(block, start(block) - 2, 0), start(block) - 1, 3));
    all.put("one byte less", (block, n) -> set(set(block, start(block) - 1, 9), start(block), 0));
    all.put("SSL 3.0", (block, n) -> set(block, start(block) + 1, 0));
    all.put("TLS 1.1", (block, n) -> set(block, start(block) + 1, 2));
    all.put("TLS 1.3", (block, n) -> set(block, start(block) + 1, 4));
    all.put("major version", (block, n) -> set(block, start(block), 2));
    all.put("nothing", (block, n) -> new byte[block.length]);
    all.put("one", (block, n) -> set(new byte[block.length], block.length - 1, 1));
    all.put("n - 1", (block, n) -> fixed(n.subtract(BigInteger.ONE), block.length));
    return all;
  }

  private static Story story(String suite, Forgery forgery) {
    List<String> states = new ArrayList<>();
    List<AlertDescription> alerts = new ArrayList<>();
    SslContext.Builder client =
        client(suite, "X25519")
            .crypto(
                HostileCrypto.transporting(
                    (key, honest) -> forged((RSAPublicKey) key, honest, forgery)));
    SslContext.Builder server = server(suite, "X25519").listener(new Witness(states, alerts));
    try {
      connect(client, server).close();
      return new Story(states, List.of(), Optional.empty());
    } catch (SslException e) {
      return new Story(states, alerts, e.reason());
    }
  }

  private static Encapsulation forged(RSAPublicKey key, Encapsulation honest, Forgery forgery) {
    BigInteger modulus = key.getModulus();
    int length = (modulus.bitLength() + 7) / 8;
    byte[] block = new byte[length];
    Arrays.fill(block, 2, length - PREMASTER - 1, (byte) 0x55);
    block[1] = 2;
    byte[] premaster = honest.secret().expose(byte[]::clone);
    System.arraycopy(premaster, 0, block, start(block), PREMASTER);
    BigInteger encrypted =
        new BigInteger(1, forgery.of(block.clone(), modulus))
            .modPow(key.getPublicExponent(), modulus);
    return new Encapsulation(Bytes.of(fixed(encrypted, length)), Secret.copyOf(premaster));
  }

  private static int start(byte[] block) {
    return block.length - PREMASTER;
  }

  private static byte[] flip(byte[] block, int at) {
    return set(block, at, block[at] ^ 1);
  }

  private static byte[] set(byte[] block, int at, int value) {
    block[at] = (byte) value;
    return block;
  }

  private static byte[] fixed(BigInteger number, int length) {
    byte[] bytes = number.toByteArray();
    byte[] out = new byte[length];
    int count = Math.min(bytes.length, length);
    System.arraycopy(bytes, bytes.length - count, out, length - count, count);
    return out;
  }

  // ---- The ends

  private static Stream<DynamicTest> refusedByBoth(
      Map<String, UnaryOperator<Bytes>> bad, String suite, String group, SslReason reason) {
    return bad.entrySet().stream()
        .flatMap(
            one ->
                Stream.of(
                    DynamicTest.dynamicTest(
                        one.getKey() + " from the client",
                        () ->
                            assertThat(
                                    reason(
                                        client(suite, group).crypto(lying(one)),
                                        server(suite, group)))
                                .isEqualTo(reason)),
                    DynamicTest.dynamicTest(
                        one.getKey() + " from the server",
                        () ->
                            assertThat(
                                    reason(
                                        client(suite, group),
                                        server(suite, group).crypto(lying(one))))
                                .isEqualTo(reason))));
  }

  private static CryptoProvider lying(Map.Entry<String, UnaryOperator<Bytes>> how) {
    return HostileCrypto.sharing(how.getValue());
  }

  private static SslReason reason(SslContext.Builder client, SslContext.Builder server) {
    List<SslReason> found = new ArrayList<>();
    assertThatThrownBy(() -> connect(client, server))
        .isInstanceOfSatisfying(SslException.class, e -> e.reason().ifPresent(found::add));
    return found.get(0);
  }

  private static Pair connect(SslContext.Builder client, SslContext.Builder server)
      throws SslException {
    return Pair.of(client.build(), server.build()).connect();
  }

  private static SslContext.Builder client(String suites, String groups) {
    return Identities.client()
        .maxVersion(ProtocolVersion.TLS_1_2)
        .cipherList(suites)
        .groups(groups);
  }

  private static SslContext.Builder server(String suites, String groups) {
    return SslContext.server()
        .crypto(Identities.CRYPTO)
        .credential(Identities.RSA_SERVER)
        .cipherList(suites)
        .groups(groups);
  }

  private static Bytes sign(Credential credential, SignatureScheme scheme, Bytes content) {
    try {
      return Identities.CRYPTO
          .signer(credential.privateKey(), scheme, ProtocolVersion.TLS_1_2)
          .sign(content.toArray());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BigInteger prime(NamedGroup group) {
    return new BigInteger(1, Identities.CRYPTO.dhParameters(group).orElseThrow().prime().toArray());
  }

  private static Bytes number(BigInteger value) {
    return Bytes.of(fixed(value, 256));
  }

  private static Bytes ones(int count) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) 0xff);
    return Bytes.of(bytes);
  }

  private static Bytes flipped(Bytes bytes) {
    return changed(bytes, bytes.length() - 1);
  }

  private static Bytes changed(Bytes bytes, int at) {
    byte[] copy = bytes.toArray();
    copy[at] ^= 1;
    return Bytes.of(copy);
  }

  private record Witness(List<String> states, List<AlertDescription> alerts)
      implements SslListener {
    @Override
    public void state(Ssl ssl, String state) {
      states.add(state);
    }

    @Override
    public void alert(Ssl ssl, boolean sent, int level, AlertDescription alert) {
      if (sent) {
        alerts.add(alert);
      }
    }
  }
}
