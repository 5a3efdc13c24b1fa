// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.crypto.jca.JcaCryptoProvider;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected values are those of OpenSSL 3.0: openssl kdf ... TLS1-PRF, seed by seed. */
class MainSecret12Test {
  private static final String MAIN =
      "a93d5f2fba11e21cbde8e2519d1669e49fc0562cd70424ddf8d7a5c649f527a1"
          + "6997aa93a3ba746b36fa2234aacfddb1";
  private static final String KEY_BLOCK =
      "3effc285742e0da7904884a1dfdef941101808ea7c98debb6108f2ea64d22e91"
          + "39da3bc0ab556e194c08bb79ead55c7bf153575e59a81b80f645d8d0884d3f53"
          + "6e9ab9d27017f8cf";
  private static final Bytes CLIENT_RANDOM = random(0xc1);
  private static final Bytes SERVER_RANDOM = random(0x5e);
  private static final Bytes MESSAGES = Bytes.ofHex("010000010702000000");

  private final CryptoProvider crypto = JcaCryptoProvider.create();
  private final Prf prf = Prf.tls12(crypto, HashAlgorithm.SHA_256);

  // RFC 5246 8.1: premaster secret and both random values.
  @Test
  void comesFromPremasterAndRandoms() {
    Secret premaster = premaster();

    assertThat(hex(MainSecret12.of(prf, premaster, CLIENT_RANDOM, SERVER_RANDOM).secret()))
        .isEqualTo(MAIN);
    assertThat(premaster.isDestroyed()).isTrue();
  }

  // RFC 7627 3, 4: premaster secret and the hash of the handshake.
  @Test
  void isBoundToTheHandshakeWhenExtended() {
    Secret premaster = premaster();

    MainSecret12 main = MainSecret12.extended(prf, premaster, transcript(HashAlgorithm.SHA_256));

    assertThat(hex(main.secret()))
        .isEqualTo(
            "5a185623936ebe5b9d13138789de904975f1b784a284659336087bb9108aa602"
                + "7def6d19b549c34fe9c75db081ca56f8");
    assertThat(premaster.isDestroyed()).isTrue();
  }

  @Test
  void takesTheHashOfTheSuite() {
    Prf prf384 = Prf.tls12(crypto, HashAlgorithm.SHA_384);
    MainSecret12 main =
        MainSecret12.extended(prf384, premaster(), transcript(HashAlgorithm.SHA_384));

    assertThat(hex(main.secret()))
        .isEqualTo(
            "8e2a0d6589c2bbbaa48ecff17bc0d3a7d82f05ca6f3c100adb479e5909dd432c"
                + "799a8720035bd562ca87aa8026a55b5b");
  }

  @Test
  void finishedMessagesOfTheTwoSidesDiffer() {
    MainSecret12 main = main();
    Transcript transcript = transcript(HashAlgorithm.SHA_256);

    assertThat(main.finishedMac(FinishedSender.CLIENT, transcript))
        .isEqualTo(Bytes.ofHex("35428e44c69ced9be3a81c6b"));
    assertThat(main.finishedMac(FinishedSender.SERVER, transcript))
        .isEqualTo(Bytes.ofHex("5cb800e6e50df28aa8cc5a23"));
  }

  @Test
  void aBlockCipherGetsMacKeysAndKeysButNoIv() {
    KeyBlock keys = keyBlock("TLS_RSA_WITH_AES_128_CBC_SHA");

    assertThat(hex(keys.client().macKey())).isEqualTo(part(0, 20));
    assertThat(hex(keys.server().macKey())).isEqualTo(part(20, 20));
    assertThat(hex(keys.client().key())).isEqualTo(part(40, 16));
    assertThat(hex(keys.server().key())).isEqualTo(part(56, 16));
    assertThat(keys.client().iv().length()).isZero();
  }

  @Test
  void gcmGetsKeysAndFourBytesOfNonce() {
    KeyBlock keys = keyBlock("TLS_RSA_WITH_AES_128_GCM_SHA256");

    assertThat(keys.client().macKey().length()).isZero();
    assertThat(hex(keys.client().key())).isEqualTo(part(0, 16));
    assertThat(hex(keys.server().key())).isEqualTo(part(16, 16));
    assertThat(keys.client().iv().hex()).isEqualTo(part(32, 4));
    assertThat(keys.server().iv().hex()).isEqualTo(part(36, 4));
  }

  @Test
  void chaChaGetsTheWholeNonce() {
    KeyBlock keys = keyBlock("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    assertThat(hex(keys.server().key())).isEqualTo(part(32, 32));
    assertThat(keys.client().iv().length()).isEqualTo(12);
  }

  @Test
  void destroyedKeysAreGone() {
    KeyBlock keys = keyBlock("TLS_RSA_WITH_AES_128_CBC_SHA");

    keys.destroy();

    assertThat(keys.client().key().isDestroyed()).isTrue();
    assertThat(keys.client().macKey().isDestroyed()).isTrue();
    assertThat(keys.server().key().isDestroyed()).isTrue();
    assertThat(keys.server().macKey().isDestroyed()).isTrue();
  }

  // RFC 5705 4: a context of no bytes has a length, none has not.
  @Test
  void exporterTellsNoContextFromAnEmptyOne() {
    Exporter exporter = main().exporter(CLIENT_RANDOM, SERVER_RANDOM);
    byte[] context = "context".getBytes(StandardCharsets.US_ASCII);

    assertThat(export(exporter, Optional.empty()))
        .isEqualTo("ce126263b99312cf9ff0fb11046558f8810fa12d");
    assertThat(export(exporter, Optional.of(context)))
        .isEqualTo("b20fd3d50f478c1997b9bbcbadac87b049dd76a7");
    assertThat(export(exporter, Optional.of(new byte[0])))
        .isEqualTo("04d4f3034a2337262e0e10134ac2547883a20a1d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client finished",
        "server finished",
        "master secret",
        "extended master secret",
        "key expansion",
        "key expansion and more"
      })
  void exporterRefusesTheLabelsOfTlsItself(String label) {
    Exporter exporter = main().exporter(CLIENT_RANDOM, SERVER_RANDOM);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> exporter.export(label, Optional.empty(), 20));
  }

  @Test
  void exporterRefusesWhatItsFieldsCannotHold() {
    Exporter exporter = main().exporter(CLIENT_RANDOM, SERVER_RANDOM);
    Optional<byte[]> tooLong = Optional.of(new byte[65_536]);

    assertThatIllegalArgumentException().isThrownBy(() -> exporter.export("x", tooLong, 20));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> exporter.export("x", Optional.empty(), -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> exporter.export("\u00fc", Optional.empty(), 20));
  }

  @Test
  void exporterLivesOnWhenTheMainSecretIsWiped() {
    MainSecret12 main = main();
    Exporter exporter = main.exporter(CLIENT_RANDOM, SERVER_RANDOM);

    main.destroy();

    assertThat(export(exporter, Optional.empty())).startsWith("ce126263");
    exporter.destroy();
    assertThatIllegalStateException().isThrownBy(() -> export(exporter, Optional.empty()));
  }

  @Test
  void aResumedSecretIsACopy() {
    Secret stored = Secret.take(HexFormat.of().parseHex(MAIN));

    MainSecret12 main = MainSecret12.resumed(prf, stored);

    assertThat(main.secret().equalTo(stored)).isTrue();
    main.destroy();
    assertThat(stored.isDestroyed()).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MainSecret12.resumed(prf, Secret.zeros(47)));
  }

  private MainSecret12 main() {
    return MainSecret12.of(prf, premaster(), CLIENT_RANDOM, SERVER_RANDOM);
  }

  private KeyBlock keyBlock(String suite) {
    SuiteParameters parameters =
        SuiteParameters.of(CipherSuite.named(suite).orElseThrow()).orElseThrow();
    return main().keyBlock(parameters, CLIENT_RANDOM, SERVER_RANDOM);
  }

  private Transcript transcript(HashAlgorithm hash) {
    Transcript transcript = new Transcript(crypto);
    transcript.selectHash(hash);
    transcript.add(MESSAGES);
    return transcript;
  }

  private static Secret premaster() {
    byte[] bytes = new byte[48];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return Secret.take(bytes);
  }

  private static Bytes random(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return Bytes.of(bytes);
  }

  private static String export(Exporter exporter, Optional<byte[]> context) {
    return HexFormat.of().formatHex(exporter.export("EXPERIMENTAL label", context, 20));
  }

  private static String part(int offset, int length) {
    return KEY_BLOCK.substring(2 * offset, 2 * (offset + length));
  }

  private static String hex(Secret secret) {
    return secret.expose(HexFormat.of()::formatHex);
  }
}
