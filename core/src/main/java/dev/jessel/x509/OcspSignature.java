// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.der.DerElement;
import dev.jessel.wire.der.DerException;
import dev.jessel.wire.der.DerReader;
import dev.jessel.wire.der.DerTag;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.PSSParameterSpec;

/**
 * The signature on an OCSP response.
 *
 * @param algorithm how it was made
 * @param identifier the algorithm in DER, with its parameters
 * @param value the signature itself
 */
record OcspSignature(SignatureAlgorithm algorithm, Bytes identifier, Bytes value) {
  private static final String PSS = "RSASSA-PSS";

  static OcspSignature read(DerReader fields) throws DerException {
    DerElement identifier = fields.next(DerTag.SEQUENCE);
    return new OcspSignature(
        SignatureAlgorithm.read(identifier),
        identifier.encodedBytes(),
        Bytes.of(fields.next(DerTag.BIT_STRING).bits()));
  }

  /** Whether the holder of a certificate made it over some bytes. */
  boolean isOf(PeerCertificate signer, Bytes signed) {
    if (!algorithm.matchesKey(signer.fields().keyAlgorithm())) {
      return false;
    }
    try {
      Signature verifier = verifier();
      verifier.initVerify(signer.publicKey());
      verifier.update(signed.toArray());
      return verifier.verify(value.toArray());
    } catch (TlsException | GeneralSecurityException | IOException | DerException e) {
      return false;
    }
  }

  private Signature verifier() throws GeneralSecurityException, IOException, DerException {
    if (!algorithm.isPss()) {
      return Signature.getInstance(algorithm.oid());
    }
    DerReader fields = DerReader.of(identifier).sequence();
    fields.next(DerTag.OBJECT_IDENTIFIER);
    AlgorithmParameters parameters = AlgorithmParameters.getInstance(PSS);
    parameters.init(fields.next(DerTag.SEQUENCE).encoded());
    Signature verifier = Signature.getInstance(PSS);
    verifier.setParameter(parameters.getParameterSpec(PSSParameterSpec.class));
    return verifier;
  }
}
