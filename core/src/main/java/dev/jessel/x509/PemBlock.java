// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.util.Map;
import java.util.Optional;

/** One block of a PEM file. The content can be a key, so it is neither printed nor compared. */
final class PemBlock {
  private final String label;
  private final Map<String, String> headers;
  private final byte[] content;

  PemBlock(String label, Map<String, String> headers, byte[] content) {
    this.label = label;
    this.headers = Map.copyOf(headers);
    this.content = content;
  }

  /** What stands in the BEGIN line, for example {@code CERTIFICATE}. */
  String label() {
    return label;
  }

  /** A header in the style of RFC 1421, for example {@code DEK-Info}. */
  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The decoded bytes themselves. */
  byte[] content() {
    return content;
  }
}
