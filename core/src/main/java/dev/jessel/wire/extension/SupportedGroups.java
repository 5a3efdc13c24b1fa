// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.NamedGroup;
import java.util.List;

/**
 * {@code supported_groups} (RFC 9846 section 4.3.7): the groups that a client offers, or, in
 * EncryptedExtensions, those that a server would like better next time.
 *
 * @param groups most wanted first, not empty
 */
public record SupportedGroups(List<NamedGroup> groups) implements Extension {
  /** Copies the list. */
  public SupportedGroups {
    groups = List.copyOf(groups);
  }

  static SupportedGroups decode(ByteReader in) throws TlsException {
    return new SupportedGroups(in.vector16(2, 0xffff).items(item -> new NamedGroup(item.u16())));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.SUPPORTED_GROUPS;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.vector16(list -> groups.forEach(item -> list.u16(item.code())));
  }
}
