// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.SignatureScheme;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** Digests for those who sign nothing else. */
final class DigestOf {
  private DigestOf() {}

  /** The digest that a scheme signs; the content itself where it signs that. */
  static Bytes scheme(SignatureScheme scheme, Bytes content) {
    Optional<String> algorithm = scheme.digest();
    if (algorithm.isEmpty()) {
      return content;
    }
    try {
      return Bytes.of(MessageDigest.getInstance(algorithm.get()).digest(content.toArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm.get(), e);
    }
  }
}
