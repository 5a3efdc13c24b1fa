// SPDX-License-Identifier: Apache-2.0
/**
 * The comparison that {@code bench/run} makes: {@link dev.jessel.bench.run.Compare} plans, a {@link
 * dev.jessel.bench.run.Worker} in a JVM of its own measures, and {@link
 * dev.jessel.bench.run.Report} shows.
 */
package dev.jessel.bench.run;
