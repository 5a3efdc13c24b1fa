// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.Cipher;

/**
 * Where the ciphers of one AEAD come from. Thread-safe.
 *
 * @param name what {@code provider} is asked for
 */
record AeadCiphers(CipherForm form, Provider provider, String name) {
  private static final String TYPE = "Cipher";

  /**
   * The ciphers of {@code form} at {@code provider}: by their object identifier where it knows
   * that, since JCA takes a name of three parts to pieces for each cipher anew.
   */
  static AeadCiphers of(CipherForm form, Provider provider) {
    String name =
        form.oid()
            .filter(oid -> provider.getService(TYPE, oid) != null)
            .orElse(form.transformation());
    return new AeadCiphers(form, provider, name);
  }

  /** A cipher without a key. */
  Cipher newCipher() throws GeneralSecurityException {
    return Cipher.getInstance(name, provider);
  }
}
