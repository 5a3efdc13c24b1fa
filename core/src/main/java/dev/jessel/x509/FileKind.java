// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.der.DerElement;
import dev.jessel.wire.der.DerException;
import dev.jessel.wire.der.DerReader;
import dev.jessel.wire.der.DerTag;
import dev.jessel.x509.pem.PemBlock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file holds that was given in place of another one, so that the message can say so. A guess
 * for people, nothing else.
 */
final class FileKind {
  private static final String CERTIFICATE = "a certificate";
  private static final String REQUEST = "a certificate request";
  private static final String PUBLIC_KEY = "a public key";
  private static final String PRIVATE_KEY = "a private key";
  private static final String PKCS12 = "a PKCS#12 key store";
  private static final String JAVA_STORE = "a Java key store";

  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("CERTIFICATE", CERTIFICATE),
          Map.entry("X509 CERTIFICATE", CERTIFICATE),
          Map.entry("TRUSTED CERTIFICATE", CERTIFICATE),
          Map.entry("CERTIFICATE REQUEST", REQUEST),
          Map.entry("NEW CERTIFICATE REQUEST", REQUEST),
          Map.entry("PUBLIC KEY", PUBLIC_KEY),
          Map.entry("RSA PUBLIC KEY", PUBLIC_KEY),
          Map.entry("X509 CRL", "a revocation list"),
          Map.entry("PKCS7", "a PKCS#7 bundle"),
          Map.entry("CMS", "a PKCS#7 bundle"),
          Map.entry("EC PARAMETERS", "parameters without a key"),
          Map.entry("DH PARAMETERS", "parameters without a key"),
          Map.entry("OPENSSH PRIVATE KEY", "a key in OpenSSH's own format"));

  private static final byte[] JKS_MAGIC = {(byte) 0xFE, (byte) 0xED, (byte) 0xFE, (byte) 0xED};
  private static final byte[] JCEKS_MAGIC = {(byte) 0xCE, (byte) 0xCE, (byte) 0xCE, (byte) 0xCE};

  private FileKind() {}

  /** The end of a sentence that says what was looked for in vain: {@code , but a public key}. */
  static String insteadOf(byte[] content, List<PemBlock> blocks) {
    return blocks.stream()
        .flatMap(block -> labelled(block.label()).stream())
        .findFirst()
        .or(() -> blocks.isEmpty() ? ofDer(content) : Optional.empty())
        .map(kind -> ", but " + kind)
        .orElse("");
  }

  static boolean isJks(byte[] content) {
    return startsWith(content, JKS_MAGIC);
  }

  static boolean isJceks(byte[] content) {
    return startsWith(content, JCEKS_MAGIC);
  }

  private static Optional<String> labelled(String label) {
    return KeyContainer.labelled(label).isPresent()
        ? Optional.of(PRIVATE_KEY)
        : Optional.ofNullable(LABELS.get(label));
  }

  private static Optional<String> ofDer(byte[] content) {
    if (isJks(content) || isJceks(content)) {
      return Optional.of(JAVA_STORE);
    }
    try {
      DerReader fields = DerReader.of(content).sequence();
      DerElement first = fields.next();
      DerElement second = fields.next();
      if (first.tag() == DerTag.INTEGER) {
        return Optional.of(isPkcs12(second) ? PKCS12 : PRIVATE_KEY);
      }
      if (second.tag() == DerTag.BIT_STRING) {
        return Optional.of(PUBLIC_KEY);
      }
      return second.tag() == DerTag.SEQUENCE ? signed(content, first) : Optional.empty();
    } catch (DerException e) {
      return Optional.empty();
    }
  }

  /** PKCS#12 has an object identifier and data where a private key has its algorithm alone. */
  private static boolean isPkcs12(DerElement second) throws DerException {
    if (second.tag() != DerTag.SEQUENCE) {
      return false;
    }
    DerReader fields = second.content();
    fields.next();
    return fields.nextIs(DerTag.constructed(0));
  }

  /** A structure with a signature behind it: the second field of a request is its subject. */
  private static Optional<String> signed(byte[] content, DerElement body) throws DerException {
    try {
      PeerCertificate ignored = PeerCertificate.read(Bytes.of(content));
      return Optional.of(CERTIFICATE);
    } catch (DerException e) {
      DerReader fields = body.content();
      fields.next(DerTag.INTEGER);
      fields.next(DerTag.SEQUENCE);
      DerElement key = fields.next(DerTag.SEQUENCE);
      key.content().next(DerTag.SEQUENCE);
      return Optional.of(REQUEST);
    }
  }

  private static boolean startsWith(byte[] content, byte[] magic) {
    return content.length >= magic.length
        && Arrays.equals(content, 0, magic.length, magic, 0, magic.length);
  }
}
