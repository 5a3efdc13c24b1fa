// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jessel.crypto.Aead;
import dev.jessel.crypto.AeadAlgorithm;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JcaAeadTest {
  private static final byte[] AAD = {23, 3, 3, 0, 99};
  private static final byte[] NONCE = new byte[12];
  private static final byte[] TAIL = {22, 0, 0};

  private final CryptoProvider crypto = JcaCryptoProvider.create();

  @ParameterizedTest
  @EnumSource(AeadAlgorithm.class)
  void whatWasSealedOpens(AeadAlgorithm algorithm) throws Exception {
    byte[] content = counting(1000);
    byte[] sealed = seal(aead(algorithm), content, TAIL);
    assertThat(sealed).hasSize(1000 + 3 + algorithm.tagLength());

    assertThat(open(aead(algorithm), sealed)).isEqualTo(joined(content, TAIL));
  }

  @ParameterizedTest
  @EnumSource(AeadAlgorithm.class)
  void theTailCountsAsContent(AeadAlgorithm algorithm) throws Exception {
    byte[] content = counting(77);

    assertThat(seal(aead(algorithm), content, TAIL))
        .isEqualTo(seal(aead(algorithm), joined(content, TAIL), new byte[0]))
        .isEqualTo(seal(aead(algorithm), new byte[0], joined(content, TAIL)));
  }

  @ParameterizedTest
  @EnumSource(AeadAlgorithm.class)
  void offsetsAreRespected(AeadAlgorithm algorithm) throws Exception {
    byte[] in = counting(50);
    byte[] out = new byte[100];
    byte[] aad = joined(new byte[3], AAD);
    int written = aead(algorithm).seal(NONCE, aad, 3, 5, in, 10, 20, in, 40, 2, out, 7);
    assertThat(Arrays.copyOf(out, 7)).containsOnly(0);
    assertThat(Arrays.copyOfRange(out, 7 + written, 100)).containsOnly(0);

    byte[] plain = new byte[60];
    int length = aead(algorithm).open(NONCE, aad, 3, 5, out, 7, written, plain, 9);
    assertThat(length).isEqualTo(22);
    assertThat(Arrays.copyOfRange(plain, 9, 29)).isEqualTo(Arrays.copyOfRange(in, 10, 30));
    assertThat(Arrays.copyOfRange(plain, 29, 31)).isEqualTo(Arrays.copyOfRange(in, 40, 42));
  }

  @ParameterizedTest
  @EnumSource(AeadAlgorithm.class)
  void oneFlippedBitAnywhereIsRefused(AeadAlgorithm algorithm) throws Exception {
    byte[] sealed = seal(aead(algorithm), counting(20), TAIL);
    Aead opener = aead(algorithm);

    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThatExceptionOfType(AEADBadTagException.class).isThrownBy(() -> open(opener, changed));
    }
    // The same nonce again, after all those failures: a server that skips 0-RTT does just that.
    assertThat(open(opener, sealed)).isEqualTo(joined(counting(20), TAIL));
    assertThat(open(opener, sealed)).isEqualTo(joined(counting(20), TAIL));
  }

  @ParameterizedTest
  @EnumSource(AeadAlgorithm.class)
  void otherAssociatedDataIsRefused(AeadAlgorithm algorithm) throws Exception {
    byte[] sealed = seal(aead(algorithm), counting(20), TAIL);

    assertThatExceptionOfType(AEADBadTagException.class)
        .isThrownBy(
            () ->
                aead(algorithm).open(NONCE, AAD, 0, 4, sealed, 0, sealed.length, new byte[100], 0));
  }

  @ParameterizedTest
  @EnumSource(AeadAlgorithm.class)
  void lessThanATagIsRefused(AeadAlgorithm algorithm) {
    Aead aead = aead(algorithm);

    for (int length = 0; length <= algorithm.tagLength(); length++) {
      byte[] tooShort = new byte[length];
      assertThatExceptionOfType(AEADBadTagException.class).isThrownBy(() -> open(aead, tooShort));
    }
  }

  @ParameterizedTest
  @EnumSource(AeadAlgorithm.class)
  void onlyAKeyOfTheRightSizeIsTaken(AeadAlgorithm algorithm) {
    Secret tooLong = Secret.zeros(algorithm.keyLength() + 8);

    assertThatIllegalArgumentException().isThrownBy(() -> crypto.aead(algorithm, tooLong));
  }

  @ParameterizedTest
  @EnumSource(AeadAlgorithm.class)
  void theKeyMayBeWipedOnceTheAeadIsMade(AeadAlgorithm algorithm) throws Exception {
    Secret key = Secret.take(counting(algorithm.keyLength()));
    Aead aead = crypto.aead(algorithm, key);
    key.destroy();

    assertThat(seal(aead, counting(5), TAIL)).isEqualTo(seal(aead(algorithm), counting(5), TAIL));
  }

  // NIST SP 800-38C, example 3: a nonce of 12 and a tag of 8 bytes, as TLS has them
  @Test
  void ccmMatchesItsKnownAnswer() throws Exception {
    Secret key = Secret.take(hex("404142434445464748494a4b4c4d4e4f"));
    Aead aead = crypto.aead(AeadAlgorithm.AES_128_CCM_8, key);
    byte[] aad = hex("000102030405060708090a0b0c0d0e0f10111213");
    byte[] content = hex("202122232425262728292a2b2c2d2e2f3031323334353637");
    byte[] sealed = new byte[content.length + 8];
    aead.seal(
        hex("101112131415161718191a1b"), aad, 0, 20, content, 0, 20, content, 20, 4, sealed, 0);

    assertThat(sealed)
        .isEqualTo(hex("e3b201a9f5b71a7a9b1ceaeccd97e70b6176aad9a4428aa5484392fbc1b09951"));
  }

  // RFC 8439 2.8.2
  @Test
  void chaCha20Poly1305MatchesItsKnownAnswer() throws Exception {
    Secret key =
        Secret.take(hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"));
    Aead aead = crypto.aead(AeadAlgorithm.CHACHA20_POLY1305, key);
    String text =
        "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the "
            + "future, sunscreen would be it.";
    byte[] content = text.getBytes(StandardCharsets.US_ASCII);
    byte[] sealed = new byte[content.length + 16];
    byte[] aad = hex("50515253c0c1c2c3c4c5c6c7");
    byte[] nonce = hex("070000004041424344454647");
    aead.seal(nonce, aad, 0, 12, content, 0, content.length, content, 0, 0, sealed, 0);

    assertThat(Arrays.copyOfRange(sealed, content.length, sealed.length))
        .isEqualTo(hex("1ae10b594f09e26a7e902ecbd0600691"));
    assertThat(Arrays.copyOf(sealed, 16)).isEqualTo(hex("d31a8d34648e60db7b86afbc53ef7ec2"));
  }

  private Aead aead(AeadAlgorithm algorithm) {
    return crypto.aead(algorithm, Secret.take(counting(algorithm.keyLength())));
  }

  private static byte[] seal(Aead aead, byte[] content, byte[] tail)
      throws GeneralSecurityException {
    byte[] out = new byte[content.length + tail.length + aead.tagLength()];
    int written =
        aead.seal(
            NONCE, AAD, 0, AAD.length, content, 0, content.length, tail, 0, tail.length, out, 0);
    assertThat(written).isEqualTo(out.length);
    return out;
  }

  private static byte[] open(Aead aead, byte[] sealed) throws GeneralSecurityException {
    byte[] out = new byte[Math.max(0, sealed.length - aead.tagLength())];
    int length = aead.open(NONCE, AAD, 0, AAD.length, sealed, 0, sealed.length, out, 0);
    return Arrays.copyOf(out, length);
  }

  private static byte[] counting(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  private static byte[] joined(byte[] left, byte[] right) {
    byte[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
