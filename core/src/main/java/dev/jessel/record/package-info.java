// SPDX-License-Identifier: Apache-2.0
/**
 * Floor 3: records. {@code RecordSealer} and {@code RecordOpener} turn content into protected
 * records and back over plain buffers; they know no transport, no handshake and no connection. All
 * bounds stand in {@code RecordLimits}.
 */
package dev.jessel.record;
