// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;
import java.util.List;

/**
 * {@code status_request} in a ClientHello (RFC 6066 section 8): the client would like an OCSP
 * response with the certificate.
 *
 * @param responderIds DER of the responders that the client trusts; mostly empty
 * @param requestExtensions DER of extensions for the OCSP request; mostly empty
 */
public record StatusRequest(List<Bytes> responderIds, Bytes requestExtensions)
    implements Extension {
  /** Asks for any response. */
  public static final StatusRequest PLAIN = new StatusRequest(List.of(), Bytes.EMPTY);

  /** {@code CertificateStatusType.ocsp}, the only type there is. */
  static final int OCSP = 1;

  /** Copies the list. */
  public StatusRequest {
    responderIds = List.copyOf(responderIds);
  }

  static Extension decode(ByteReader in) throws TlsException {
    Bytes body = in.rest();
    ByteReader request = ByteReader.of(body);
    if (request.u8() != OCSP) {
      return new UnknownExtension(ExtensionType.STATUS_REQUEST, body);
    }
    List<Bytes> responderIds = request.vector16().items(item -> item.opaque16(1, 0xffff));
    StatusRequest decoded = new StatusRequest(responderIds, request.opaque16());
    request.expectEnd();
    return decoded;
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.STATUS_REQUEST;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.u8(OCSP);
    out.vector16(list -> responderIds.forEach(list::opaque16));
    out.opaque16(requestExtensions);
  }
}
