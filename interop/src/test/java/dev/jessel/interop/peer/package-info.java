// SPDX-License-Identifier: Apache-2.0

/** Finds the programs that others wrote, and runs them. */
package dev.jessel.interop.peer;
