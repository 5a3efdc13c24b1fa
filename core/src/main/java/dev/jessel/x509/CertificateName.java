// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;

/**
 * An X.501 name in a certificate. Its canonical form is made once: a peer can send a hundred
 * certificates with long names that are compared with each other again and again. Equal when the
 * DER is; see {@link #isSame} for names that differ in how they are written alone. Safe for use by
 * several threads.
 */
final class CertificateName {
  private final Bytes der;
  private volatile String canonical;

  CertificateName(Bytes der) {
    this.der = der;
  }

  Bytes der() {
    return der;
  }

  /** Whether this is the same name as another one. */
  boolean isSame(CertificateName other) {
    return der.equals(other.der) || canonical().equals(other.canonical());
  }

  /** A text that is equal for names that are the same. */
  String canonical() {
    String known = canonical;
    if (known == null) {
      known = CertificateNames.canonical(der);
      canonical = known; // whoever comes second makes the same
    }
    return known;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CertificateName that && der.equals(that.der);
  }

  @Override
  public int hashCode() {
    return der.hashCode();
  }
}
