// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.crypto.DhParameters;
import dev.jessel.x509.pem.Pem;
import dev.jessel.x509.pem.PemBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import javax.crypto.spec.DHParameterSpec;

/** Reads groups for Diffie-Hellman from PEM, with anything else in the file passed over. */
public final class DhParameterFiles {
  private static final String LABEL = "DH PARAMETERS";

  private DhParameterFiles() {}

  /**
   * The first group of a file.
   *
   * @param file PEM with a block {@code DH PARAMETERS} (PKCS #3), up to 16 MiB
   * @throws PemException if the file cannot be read, holds none, or it is malformed
   */
  public static DhParameters read(Path file) throws PemException {
    String source = file.toString();
    for (PemBlock block : Pem.read(source, SourceFile.read(file))) {
      if (block.label().equals(LABEL)) {
        return parse(source, block.content());
      }
    }
    throw new PemException(source, "no DH parameters found");
  }

  private static DhParameters parse(String source, byte[] der) throws PemException {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("DH");
      parameters.init(der);
      DHParameterSpec group = parameters.getParameterSpec(DHParameterSpec.class);
      return DhParameters.of(group.getP(), group.getG());
    } catch (GeneralSecurityException | IOException e) {
      throw new PemException(source, "malformed DH parameters", e);
    }
  }
}
