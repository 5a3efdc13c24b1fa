// SPDX-License-Identifier: Apache-2.0
/**
 * Benchmarks: Jessel beside the JDK's own TLS, in the same run. {@code bench/run} builds and runs
 * them; {@link dev.jessel.bench.Compare} makes the table.
 */
package dev.jessel.bench;
