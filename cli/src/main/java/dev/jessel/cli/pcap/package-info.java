// SPDX-License-Identifier: Apache-2.0

/**
 * Captures of a program's own connections in pcapng form, with the secrets that decrypt them. The
 * packets are made up; the records in them are real.
 */
package dev.jessel.cli.pcap;
