// SPDX-License-Identifier: Apache-2.0
/**
 * Those who are measured, each behind the same few methods, and each tuned as its guide advises.
 */
package dev.jessel.bench.peer;
