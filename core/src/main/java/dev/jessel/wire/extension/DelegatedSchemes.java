// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.SignatureScheme;
import java.util.List;
import java.util.Optional;

/**
 * {@code delegated_credential} of who takes one (RFC 9345 section 4.1): the signatures that the
 * delegated key may make.
 *
 * @param schemes most wanted first, not empty
 */
public record DelegatedSchemes(List<SignatureScheme> schemes) implements Extension {
  /** Copies the list. */
  public DelegatedSchemes {
    schemes = List.copyOf(schemes);
  }

  /** The schemes, if the extension is among some. */
  public static Optional<List<SignatureScheme>> in(Extensions extensions) {
    return extensions.find(DelegatedSchemes.class).map(DelegatedSchemes::schemes);
  }

  static DelegatedSchemes decode(ByteReader in) throws TlsException {
    return new DelegatedSchemes(
        in.vector16(2, 0xfffe).items(item -> new SignatureScheme(item.u16())));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.DELEGATED_CREDENTIAL;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.vector16(list -> schemes.forEach(item -> list.u16(item.code())));
  }
}
