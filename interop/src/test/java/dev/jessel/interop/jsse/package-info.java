// SPDX-License-Identifier: Apache-2.0

/** SunJSSE as a peer, in a process whose security properties are its own. */
package dev.jessel.interop.jsse;
