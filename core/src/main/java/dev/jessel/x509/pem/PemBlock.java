// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509.pem;

import java.util.Map;
import java.util.Optional;

/** One block of a PEM file. The content can be a key, so it is neither printed nor compared. */
public final class PemBlock {
  private final String label;
  private final Map<String, String> headers;
  private final byte[] content;

  PemBlock(String label, Map<String, String> headers, byte[] content) {
    this.label = label;
    this.headers = Map.copyOf(headers);
    this.content = content;
  }

  /** What stands in the BEGIN line, for example {@code CERTIFICATE}. */
  public String label() {
    return label;
  }

  /** A header in the style of RFC 1421, for example {@code DEK-Info}. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The decoded bytes themselves. */
  public byte[] content() {
    return content;
  }
}
