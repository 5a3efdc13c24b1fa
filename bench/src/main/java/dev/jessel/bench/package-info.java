// SPDX-License-Identifier: Apache-2.0
/**
 * Microbenchmarks with JMH. The comparison with other implementations is in {@code
 * dev.jessel.bench.run}.
 */
package dev.jessel.bench;
