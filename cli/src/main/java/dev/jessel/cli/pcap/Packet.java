// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.pcap;

import java.time.Instant;

/**
 * A packet as it stands in the file.
 *
 * @param time when its bytes passed
 * @param frame from the Ethernet header on; not changed by anybody
 * @param sent whether this program sent it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Packet(Instant time, byte[] frame, boolean sent) {}
