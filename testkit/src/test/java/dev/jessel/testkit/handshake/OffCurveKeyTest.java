// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.testkit.peer.Rewritten;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.x509.PeerCertificate;
import java.security.PublicKey;
import org.junit.jupiter.api.Test;

/**
 * A peer's key that is no point of its curve. JDKs read it; some providers refuse it when they are
 * to use it, checked or unchecked, and others find that nothing was signed with it.
 */
class OffCurveKeyTest {
  private static final Bytes MESSAGE = Bytes.of(new byte[10]);

  @Test
  void aKeyThatIsNoPointIsThePeersFault() throws Exception {
    Bytes spki = Identities.SERVER.spki();
    assertThat(verifies(spki)).isTrue();
    assertThat(verifies(Rewritten.flipped(spki, spki.length() - 1))).isFalse();
  }

  private static boolean verifies(Bytes spki) throws Exception {
    SignatureScheme scheme = SignatureScheme.ECDSA_SECP256R1_SHA256;
    Bytes signature =
        Identities.CRYPTO.signer(Identities.SERVER.privateKey(), scheme).sign(MESSAGE.toArray());
    PublicKey key = PeerCertificate.ofRawPublicKey(spki).publicKey();
    try {
      return Identities.CRYPTO.verifier(key, scheme).verify(MESSAGE.toArray(), signature);
    } catch (TlsException refused) {
      assertThat(refused.reason()).isEqualTo(SslReason.WRONG_SIGNATURE_TYPE);
      return false;
    }
  }
}
