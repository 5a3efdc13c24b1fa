// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.der.DerTag;
import dev.jessel.wire.der.DerWriter;
import java.net.URI;
import java.util.List;

/** The question to an OCSP responder about one certificate (RFC 6960 4.1.1), without a nonce. */
public final class OcspRequest {
  private OcspRequest() {}

  /**
   * Asks about a certificate.
   *
   * @param certificate whether it is revoked
   * @param issuer who signed it
   * @return an OCSPRequest in DER
   */
  public static Bytes of(PeerCertificate certificate, PeerCertificate issuer) {
    byte[] one = DerWriter.element(DerTag.SEQUENCE, OcspCertId.encode(certificate, issuer));
    byte[] list = DerWriter.element(DerTag.SEQUENCE, one);
    return Bytes.of(DerWriter.element(DerTag.SEQUENCE, DerWriter.element(DerTag.SEQUENCE, list)));
  }

  /**
   * Who can be asked, by what the certificate says (RFC 5280 4.2.2.1).
   *
   * @param certificate whether it is revoked
   * @return in the certificate's order; perhaps none
   */
  public static List<URI> responders(PeerCertificate certificate) {
    return DistributionPoints.responders(certificate);
  }
}
