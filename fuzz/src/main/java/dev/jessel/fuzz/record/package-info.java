// SPDX-License-Identifier: Apache-2.0

/** The record layer as the fuzzer meets it. */
package dev.jessel.fuzz.record;
