// SPDX-License-Identifier: Apache-2.0
/** Floor 4: the states of a TLS 1.3 client (RFC 9846 A.1), one file each. */
package dev.jessel.handshake.client13;
