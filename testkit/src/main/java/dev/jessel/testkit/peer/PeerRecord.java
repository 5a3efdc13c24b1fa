// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.ContentType;

/**
 * A record that the victim sent.
 *
 * @param epoch the keys that it came under
 * @param type its real content type
 * @param content without type byte and padding
 * @param padding zero bytes behind the type
 * @param length of the whole record on the wire, header included
 */
public record PeerRecord(Epoch epoch, ContentType type, Bytes content, int padding, int length) {}
