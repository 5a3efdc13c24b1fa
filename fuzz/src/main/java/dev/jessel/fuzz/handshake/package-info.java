// SPDX-License-Identifier: Apache-2.0

/** Clients and servers whose peer is the fuzzer. */
package dev.jessel.fuzz.handshake;
