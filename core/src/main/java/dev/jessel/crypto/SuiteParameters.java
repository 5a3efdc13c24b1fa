// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto;

import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import java.util.Optional;

/**
 * What a cipher suite stands for. That a suite has parameters does not mean that it can be used:
 * {@link CryptoProvider#supports(CipherSuite)} tells.
 *
 * @param suite the suite itself
 * @param keyExchange how the secret is agreed upon
 * @param authentication how the server shows who it is
 * @param cipher what encrypts the records
 * @param mac what protects the records from being changed
 * @param hash the hash of the transcript, and of HKDF in TLS 1.3 or the PRF in TLS 1.2
 */
public record SuiteParameters(
    CipherSuite suite,
    KeyExchangeMethod keyExchange,
    Authentication authentication,
    BulkCipher cipher,
    MacAlgorithm mac,
    HashAlgorithm hash) {

  /**
   * The parameters of {@code suite}.
   *
   * @return empty for signals, for codes without a name, and for the suites of GOST and those of
   *     TLS 1.3 without encryption, which have a name and nothing more
   */
  public static Optional<SuiteParameters> of(CipherSuite suite) {
    return SuiteNames.parameters(suite);
  }

  /**
   * The AEAD that protects the records.
   *
   * @throws IllegalStateException if the suite has a MAC instead, or an AEAD that is not there
   */
  public AeadAlgorithm aead() {
    return cipher.aead().orElseThrow(() -> new IllegalStateException(suite + " has no AEAD"));
  }

  /** Whether an AEAD protects the records. */
  public boolean isAead() {
    return mac == MacAlgorithm.AEAD;
  }

  /** Whether this is a suite of TLS 1.3. */
  public boolean isTls13() {
    return keyExchange == KeyExchangeMethod.TLS13;
  }

  /** The oldest version that may have it. */
  public ProtocolVersion minimumVersion() {
    if (suite.isSsl2()) {
      return ProtocolVersion.SSL_2;
    }
    if (isTls13()) {
      return ProtocolVersion.TLS_1_3;
    }
    if (needsTls12()) {
      return ProtocolVersion.TLS_1_2;
    }
    // SSLv3 had neither curves nor hashes other than MD5 and SHA-1.
    return keyExchange.usesCurve() || hasSha2Mac()
        ? ProtocolVersion.TLS_1_0
        : ProtocolVersion.SSL_3_0;
  }

  /** Whether a version may have it. */
  public boolean mayServe(ProtocolVersion version) {
    return version.isAtLeast(minimumVersion())
        && maximumVersion().isAtLeast(version)
        && !(isOutlived() && version.isAtLeast(ProtocolVersion.TLS_1_2));
  }

  // RFC 7465 2 forbids RC4 everywhere, RFC 9325 4.1 triple DES: they stay in the old versions.
  private boolean isOutlived() {
    return cipher == BulkCipher.RC4_128 || cipher == BulkCipher.DES_EDE3_CBC;
  }

  private boolean needsTls12() {
    // RFC 5487 3.1 lets the PSK suites with a MAC of SHA-2 stand in older versions too.
    return isAead() || hasSha2Mac() && !keyExchange.usesPsk();
  }

  private boolean hasSha2Mac() {
    return mac == MacAlgorithm.SHA_256 || mac == MacAlgorithm.SHA_384;
  }

  /** The newest version that may have it. */
  public ProtocolVersion maximumVersion() {
    if (suite.isSsl2()) {
      return ProtocolVersion.SSL_2;
    }
    if (cipher.isBroken()) {
      return ProtocolVersion.SSL_3_0;
    }
    return isTls13() ? ProtocolVersion.TLS_1_3 : ProtocolVersion.TLS_1_2;
  }
}
