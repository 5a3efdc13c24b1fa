// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.ExtensionType;
import java.util.List;

/**
 * {@code psk_key_exchange_modes} (RFC 9846 section 4.3.9).
 *
 * @param modes codes from 0 to 255, not empty; unknown ones survive
 */
public record PskKeyExchangeModes(List<Integer> modes) implements Extension {
  /** {@code psk_ke}: the PSK alone, without forward secrecy. */
  public static final int PSK_KE = 0;

  /** {@code psk_dhe_ke}: the PSK and a key exchange. */
  public static final int PSK_DHE_KE = 1;

  /** Copies the list. */
  public PskKeyExchangeModes {
    modes = List.copyOf(modes);
  }

  static PskKeyExchangeModes decode(ByteReader in) throws TlsException {
    return new PskKeyExchangeModes(in.vector8(1, 0xff).items(ByteReader::u8));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.PSK_KEY_EXCHANGE_MODES;
  }

  @Override
  public void encodeBody(ByteWriter out) {
    out.vector8(list -> modes.forEach(list::u8));
  }
}
