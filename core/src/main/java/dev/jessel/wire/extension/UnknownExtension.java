// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;

/**
 * An extension that Jessel knows no form for in the message where it stands: either nobody does, or
 * it is in the wrong place. It survives as it came.
 *
 * @param type its type
 * @param body its content
 */
public record UnknownExtension(ExtensionType type, Bytes body) implements Extension {
  @Override
  public void encodeBody(ByteWriter out) {
    out.bytes(body);
  }
}
