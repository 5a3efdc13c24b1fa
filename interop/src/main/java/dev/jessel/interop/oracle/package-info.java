// SPDX-License-Identifier: Apache-2.0

/**
 * The differential oracle: the same calls on the system's libssl and on Jessel, answer by answer.
 */
package dev.jessel.interop.oracle;
