// SPDX-License-Identifier: Apache-2.0
package dev.jessel.compress;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateCompression;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The libraries that compress certificates, as they are on the class path of the tests. */
public enum RealLibrary {
  /** {@code com.github.luben:zstd-jni}. */
  ZSTD_JNI(CertificateCompression.ZSTD, true),
  /** {@code com.aayushatharva.brotli4j:brotli4j}. */
  BROTLI4J(CertificateCompression.BROTLI, true),
  /** {@code org.brotli:dec}. */
  BROTLI_DEC(CertificateCompression.BROTLI, false);

  private static final List<CertificateCodec> FOUND = Libraries.codecs();

  private final CertificateCompression algorithm;
  private final boolean compresses;

  RealLibrary(CertificateCompression algorithm, boolean compresses) {
    this.algorithm = algorithm;
    this.compresses = compresses;
  }

  /** Which algorithm it has. */
  public CertificateCompression algorithm() {
    return algorithm;
  }

  /** The codec. Ends the test, as skipped, where the native part does not load. */
  public CertificateCodec codec() {
    return FOUND.stream()
        .filter(codec -> codec.algorithm().equals(algorithm) && codec.compresses() == compresses)
        .findFirst()
        .orElseGet(
            () -> Assumptions.abort(this + " does not load on this machine: nothing was tested"));
  }

  /** A message, compressed by this library or by the one that has the algorithm and compresses. */
  public Bytes compressed(Bytes message) {
    RealLibrary by = compresses ? this : BROTLI4J;
    return Bytes.of(by.codec().compress(message.toArray()));
  }
}
