// SPDX-License-Identifier: Apache-2.0

/** An echo server on one selector thread, and a thousand visitors of all manners. */
package dev.jessel.interop.echo;
