// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.ExtensionType;

/**
 * {@code pre_shared_key} in a ServerHello (RFC 9846 section 4.3.11).
 *
 * @param selectedIdentity index into the client's identities, 0 to 65535; nothing says that it
 *     exists
 */
public record PreSharedKeyServer(int selectedIdentity) implements Extension {
  static PreSharedKeyServer decode(ByteReader in) throws TlsException {
    return new PreSharedKeyServer(in.u16());
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.PRE_SHARED_KEY;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.u16(selectedIdentity);
  }
}
