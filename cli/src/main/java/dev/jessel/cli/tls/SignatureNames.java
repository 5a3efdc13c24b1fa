// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import dev.jessel.wire.SignatureScheme;
import java.util.Locale;
import java.util.Optional;

/**
 * What OpenSSL's tools call the parts of a signature scheme.
 *
 * @param type such as ECDSA
 * @param digest such as SHA256; empty for schemes that hash inside
 */
public record SignatureNames(String type, Optional<String> digest) {

  /** The names of a scheme's parts. */
  public static SignatureNames of(SignatureScheme scheme) {
    String name = scheme.name();
    if (scheme.equals(SignatureScheme.RSA_PKCS1_MD5_SHA1)) {
      return new SignatureNames("RSA", Optional.of("MD5-SHA1"));
    }
    int sha = name.lastIndexOf("sha");
    Optional<String> digest =
        sha < 0 ? Optional.empty() : Optional.of(name.substring(sha).toUpperCase(Locale.ROOT));
    return new SignatureNames(type(name), digest);
  }

  private static String type(String name) {
    if (name.startsWith("ecdsa")) {
      return "ECDSA";
    }
    if (name.startsWith("rsa_pss")) {
      return "RSA-PSS";
    }
    if (name.startsWith("rsa_pkcs1")) {
      return "RSA";
    }
    return switch (name) {
      case "ed25519" -> "Ed25519";
      case "ed448" -> "Ed448";
      default -> name;
    };
  }
}
