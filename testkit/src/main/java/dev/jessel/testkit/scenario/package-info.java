// SPDX-License-Identifier: Apache-2.0

/** Handshakes that text files describe: settings of both ends, and what must come of them. */
package dev.jessel.testkit.scenario;
