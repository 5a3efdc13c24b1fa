// SPDX-License-Identifier: Apache-2.0

/** {@code jessel demo}: both ends of a connection in one process, and a story to watch. */
package dev.jessel.cli.demo;
