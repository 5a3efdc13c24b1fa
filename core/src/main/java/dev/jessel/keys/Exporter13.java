// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Secret;
import java.util.Optional;

/** The exporter of TLS 1.3: used by any thread, long after the handshake. */
final class Exporter13 implements Exporter {
  private static final byte[] NO_CONTEXT = {};

  // Not the HKDF itself: it would keep a MAC, and with that a key.
  private final CryptoProvider crypto;
  private final HashAlgorithm hash;
  private final Secret exporterSecret;

  Exporter13(Hkdf hkdf, Secret exporterSecret) {
    this.crypto = hkdf.crypto();
    this.hash = hkdf.hash();
    this.exporterSecret = exporterSecret;
  }

  @Override
  public byte[] export(String label, Optional<byte[]> context, int length) {
    if (!label.chars().allMatch(c -> c > 0 && c < 0x80)) {
      // Two labels that ASCII cannot tell apart would yield the same material.
      throw new IllegalArgumentException("a label has ASCII characters only");
    }
    // RFC 9846 7.5: HKDF-Expand-Label(Derive-Secret(Secret, label, ""), "exporter",
    //               Hash(context_value), key_length)
    Hkdf hkdf = new Hkdf(crypto, hash);
    byte[] contextHash = hkdf.hashOf(context.orElse(NO_CONTEXT));
    Secret perLabel = hkdf.deriveSecret(exporterSecret, label, hkdf.emptyHash());
    Secret material = hkdf.expandLabel(perLabel, "exporter", contextHash, length);
    perLabel.destroy();
    try {
      return material.expose(byte[]::clone);
    } finally {
      material.destroy();
    }
  }

  @Override
  public Secret secret() {
    return exporterSecret;
  }

  @Override
  public void destroy() {
    exporterSecret.destroy();
  }
}
