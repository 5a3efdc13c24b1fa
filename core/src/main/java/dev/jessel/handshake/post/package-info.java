// SPDX-License-Identifier: Apache-2.0
/** Floor 4: what may come when the handshake is over (RFC 9846 4.7). */
package dev.jessel.handshake.post;
