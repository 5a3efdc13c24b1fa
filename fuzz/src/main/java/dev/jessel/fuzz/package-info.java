// SPDX-License-Identifier: Apache-2.0

/**
 * Fuzz targets: classes with a {@code fuzzerTestOneInput}, which need no fuzzer to be called, and
 * the program that writes their seeds. See docs/fuzzing.md.
 */
package dev.jessel.fuzz;
