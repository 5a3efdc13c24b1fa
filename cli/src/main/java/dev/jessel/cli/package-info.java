// SPDX-License-Identifier: Apache-2.0

/** The {@code jessel} command: entry point, console, and how failures are told. */
package dev.jessel.cli;
