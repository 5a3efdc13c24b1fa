// SPDX-License-Identifier: Apache-2.0
/**
 * Floor 5: the engine without I/O. {@code TlsConnection} turns transport bytes into application
 * data and back; whoever owns a transport moves the bytes. Two halves, one lock each; what crosses
 * goes through {@code Mailbox}.
 */
package dev.jessel.connection;
