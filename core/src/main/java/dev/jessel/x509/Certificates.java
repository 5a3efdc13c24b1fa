// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.der.DerException;
import dev.jessel.wire.der.DerReader;
import dev.jessel.wire.der.DerTag;
import dev.jessel.x509.pem.Pem;
import dev.jessel.x509.pem.PemBlock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads certificates from PEM, with anything else in the file passed over, and from DER, one
 * certificate after the other.
 */
public final class Certificates {
  private static final String TRUSTED = "TRUSTED CERTIFICATE";
  private static final Set<String> LABELS = Set.of("CERTIFICATE", "X509 CERTIFICATE", TRUSTED);

  private Certificates() {}

  /**
   * All certificates of a file, in their order.
   *
   * @param file PEM or DER, up to 16 MiB
   * @return at least one
   * @throws PemException if the file cannot be read, holds none, or one is malformed
   */
  public static List<PeerCertificate> read(Path file) throws PemException {
    return parse(file.toString(), SourceFile.read(file));
  }

  /**
   * All certificates in some bytes, in their order.
   *
   * @param source what to call the bytes in an error message
   * @param content PEM or DER
   * @return at least one
   * @throws PemException if there is none, or one is malformed
   */
  public static List<PeerCertificate> parse(String source, byte[] content) throws PemException {
    try {
      return List.copyOf(
          Pem.looksLikePem(content) ? fromPem(source, content) : fromDer(source, content));
    } catch (DerException e) {
      throw new PemException(source, "malformed certificate: " + e.getMessage(), e);
    }
  }

  private static List<PeerCertificate> fromPem(String source, byte[] content)
      throws PemException, DerException {
    List<PemBlock> blocks = Pem.read(source, content);
    List<PeerCertificate> found = new ArrayList<>();
    for (PemBlock block : blocks) {
      if (LABELS.contains(block.label())) {
        found.add(certificate(block));
      }
    }
    if (found.isEmpty()) {
      throw none(source, content, blocks);
    }
    return found;
  }

  private static PemException none(String source, byte[] content, List<PemBlock> blocks) {
    return new PemException(source, "no certificate found" + FileKind.insteadOf(content, blocks));
  }

  private static PeerCertificate certificate(PemBlock block) throws DerException {
    if (block.label().equals(TRUSTED)) {
      // OpenSSL writes its trust settings after the certificate; they are not ours to keep.
      return first(DerReader.of(block.content()));
    }
    return PeerCertificate.read(Bytes.of(block.content()));
  }

  private static List<PeerCertificate> fromDer(String source, byte[] content)
      throws PemException, DerException {
    try {
      List<PeerCertificate> found = new ArrayList<>();
      for (DerReader reader = DerReader.of(content); !reader.isEmpty(); ) {
        found.add(first(reader));
      }
      return found;
    } catch (DerException e) {
      boolean isDer = content.length > 0 && content[0] == DerTag.SEQUENCE;
      if (isDer && FileKind.insteadOf(content, List.of()).isEmpty()) {
        throw e;
      }
      throw none(source, content, List.of());
    }
  }

  private static PeerCertificate first(DerReader reader) throws DerException {
    return PeerCertificate.read(reader.next(DerTag.SEQUENCE).encodedBytes());
  }
}
