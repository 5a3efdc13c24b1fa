// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.keys.EarlySecrets;
import dev.jessel.session.PreSharedKey;
import dev.jessel.wire.Bytes;

/**
 * Proof that a client has the pre-shared key that it offers, and that nobody changed its
 * ClientHello (RFC 9846 4.3.11.2): in a handshake with such a key this stands in the place of
 * certificate and signature.
 */
public final class BinderChecked {
  private final PreSharedKey psk;
  private final EarlySecrets early;

  private BinderChecked(PreSharedKey psk, EarlySecrets early) {
    this.psk = psk;
    this.early = early;
  }

  /**
   * Checks a binder, in constant time.
   *
   * @param psk the key that the client means
   * @param binder what the client sent
   * @param truncatedHelloHash over all messages up to the binders, by the key's hash
   * @throws TlsException decrypt_error when it does not fit
   */
  public static BinderChecked check(
      PreSharedKey psk, Bytes binder, byte[] truncatedHelloHash, HandshakeIo io)
      throws TlsException {
    EarlySecrets early = psk.earlySecrets(io.crypto());
    Bytes expected = PskBinder.of(psk.kind(), early, truncatedHelloHash);
    if (!expected.equals(binder)) {
      early.destroy();
      // RFC 9846 4.3.11: whoever cannot prove the key that is about to be used goes no further.
      throw new TlsException(SslReason.BINDER_DOES_NOT_VERIFY);
    }
    return new BinderChecked(psk, early);
  }

  /** The key whose owner the client is. */
  public PreSharedKey psk() {
    return psk;
  }

  /** The first stage of the key schedule, which the handshake uses up. */
  public EarlySecrets early() {
    return early;
  }
}
