// SPDX-License-Identifier: Apache-2.0
/** Floor 4: the states before the version is known; client and server begin here. */
package dev.jessel.handshake.hello;
