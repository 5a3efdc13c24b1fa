// SPDX-License-Identifier: Apache-2.0
/** Floor 4: the states of a TLS 1.2 client (RFC 5246 7.3), one file each. */
package dev.jessel.handshake.client12;
