// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;
import java.util.List;

/**
 * {@code certificate_authorities} (RFC 9846 section 4.3.4).
 *
 * @param names distinguished names in DER, not empty
 */
public record CertificateAuthorities(List<Bytes> names) implements Extension {
  /** Copies the list. */
  public CertificateAuthorities {
    names = List.copyOf(names);
  }

  static CertificateAuthorities decode(ByteReader in) throws TlsException {
    ByteReader list = in.vector16(3, 0xffff);
    return new CertificateAuthorities(list.items(item -> item.opaque16(1, 0xffff)));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.CERTIFICATE_AUTHORITIES;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.vector16(list -> names.forEach(list::opaque16));
  }
}
