// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;
import java.util.List;

/**
 * {@code pre_shared_key} in a ClientHello (RFC 9846 section 4.3.11): PSKs and, for each, a binder.
 *
 * @param identities most wanted first, not empty
 * @param binders one for each identity, 32 to 255 bytes
 */
public record PreSharedKeyClient(List<OfferedPsk> identities, List<Bytes> binders)
    implements Extension {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if they differ in size
   */
  public PreSharedKeyClient {
    identities = List.copyOf(identities);
    binders = List.copyOf(binders);
    if (identities.size() != binders.size()) {
      throw new IllegalArgumentException("as many binders as identities");
    }
  }

  static PreSharedKeyClient decode(ByteReader in) throws TlsException {
    List<OfferedPsk> identities = in.vector16(7, 0xffff).items(OfferedPsk::decode);
    List<Bytes> binders = in.vector16(33, 0xffff).items(item -> item.opaque8(32, 0xff));
    if (identities.size() != binders.size()) {
      // RFC 9846 4.3.11: one binder for each identity, in the same order.
      throw new TlsException(
          SslReason.BAD_PSK, identities.size() + " identities and " + binders.size() + " binders");
    }
    return new PreSharedKeyClient(identities, binders);
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.PRE_SHARED_KEY;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.vector16(list -> identities.forEach(identity -> identity.encode(list)));
    out.vector16(list -> binders.forEach(list::opaque8));
  }

  /**
   * The encoded size of the binders: what a truncated ClientHello leaves out at its end (RFC 9846
   * section 4.3.11.2).
   *
   * @return bytes, with the length prefixes
   */
  public int bindersSize() {
    return 2 + binders.stream().mapToInt(binder -> 1 + binder.length()).sum();
  }
}
