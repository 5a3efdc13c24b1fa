// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.util.Set;

/**
 * What OpenSSL asks of a certificate that is used for TLS. The extended key usage binds every
 * certificate of the chain; {@code anyExtendedKeyUsage} alone is not enough.
 */
enum PurposeRules {
  SERVER(
      Set.of("1.3.6.1.5.5.7.3.1", "1.3.6.1.4.1.311.10.3.3", "2.16.840.1.113730.4.1"),
      1,
      KeyUsageBit.DIGITAL_SIGNATURE,
      KeyUsageBit.KEY_ENCIPHERMENT,
      KeyUsageBit.KEY_AGREEMENT),
  CLIENT(Set.of("1.3.6.1.5.5.7.3.2"), 0, KeyUsageBit.DIGITAL_SIGNATURE, KeyUsageBit.KEY_AGREEMENT);

  private final Set<String> extendedUsages;
  private final int netscapeType;
  private final int[] usages;

  /**
   * @param extendedUsages one of which an extended key usage must name; for servers also the two
   *     old ones for "server gated" cryptography
   * @param netscapeType the bit that a Netscape certificate type must have
   * @param usages one of which a key usage must name
   */
  PurposeRules(Set<String> extendedUsages, int netscapeType, int... usages) {
    this.extendedUsages = extendedUsages;
    this.netscapeType = netscapeType;
    this.usages = usages;
  }

  static PurposeRules of(Purpose purpose) {
    return purpose == Purpose.SERVER ? SERVER : CLIENT;
  }

  /** Whether the purpose is among those of an issuer, by its extended key usage alone. */
  boolean allowIssuer(PeerCertificate issuer) {
    return issuer.extensions().allowsAnyExtendedUsage(extendedUsages);
  }

  /** Whether the purpose is among those of a leaf; its key usage counts if that is asked for. */
  boolean allowLeaf(PeerCertificate leaf, boolean keyUsageCounts) {
    CertificateExtensions extensions = leaf.extensions();
    return extensions.allowsAnyExtendedUsage(extendedUsages)
        && extensions.allowsNetscapeType(netscapeType)
        && (!keyUsageCounts || extensions.allowsAnyUsage(usages));
  }
}
