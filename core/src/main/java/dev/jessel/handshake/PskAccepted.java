// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.hello.PskOffers;
import dev.jessel.wire.extension.PreSharedKeyServer;

/**
 * Proof that a server took a pre-shared key that this client offered. It shows that it has the key
 * with its Finished: in such a handshake this stands in the place of certificate and signature.
 */
public final class PskAccepted {
  private final int index;
  private final PskOffers.Offered offered;

  private PskAccepted(int index, PskOffers.Offered offered) {
    this.index = index;
    this.offered = offered;
  }

  /**
   * Takes a server's choice.
   *
   * @param offers what was offered
   * @param suite the suite that the server chose
   * @param answer what it said
   * @throws TlsException illegal_parameter for a key that was not offered, or another one's hash
   */
  public static PskAccepted check(
      PskOffers offers, SuiteParameters suite, PreSharedKeyServer answer) throws TlsException {
    int index = answer.selectedIdentity();
    // RFC 9846 4.3.11: an identity that was offered, and a suite with its hash.
    if (index >= offers.size()) {
      throw new TlsException(
          SslReason.BAD_PSK_IDENTITY, "number " + index + " of " + offers.size());
    }
    PskOffers.Offered offered = offers.at(index);
    if (offered.psk().hash() != suite.hash()) {
      throw new TlsException(
          SslReason.CIPHERSUITE_DIGEST_HAS_CHANGED, "a pre-shared key and " + suite.suite());
    }
    return new PskAccepted(index, offered);
  }

  /** True for the first key that was offered: the one that early data was sent with. */
  public boolean isFirst() {
    return index == 0;
  }

  /** The key and what comes of it. */
  public PskOffers.Offered offered() {
    return offered;
  }
}
