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
 * {@code signature_algorithms_cert} (RFC 9846 section 4.3.3): the signatures that its sender can
 * check in certificates.
 *
 * @param schemes most wanted first, not empty
 */
public record SignatureAlgorithmsCert(List<SignatureScheme> schemes) implements Extension {
  /** Copies the list. */
  public SignatureAlgorithmsCert {
    schemes = List.copyOf(schemes);
  }

  /** The schemes, if the extension is among some. */
  public static Optional<List<SignatureScheme>> in(Extensions extensions) {
    return extensions.find(SignatureAlgorithmsCert.class).map(SignatureAlgorithmsCert::schemes);
  }

  static SignatureAlgorithmsCert decode(ByteReader in) throws TlsException {
    return new SignatureAlgorithmsCert(
        in.vector16(2, 0xfffe).items(item -> new SignatureScheme(item.u16())));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.SIGNATURE_ALGORITHMS_CERT;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.vector16(list -> schemes.forEach(item -> list.u16(item.code())));
  }
}
