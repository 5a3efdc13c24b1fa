// SPDX-License-Identifier: Apache-2.0

/** Jessel against TLS programs that others wrote, in both directions. */
package dev.jessel.interop;
