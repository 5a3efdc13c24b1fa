// SPDX-License-Identifier: Apache-2.0
/** Floor 4: the states of a TLS 1.3 server (RFC 9846 A.2), one file each. */
package dev.jessel.handshake.server13;
