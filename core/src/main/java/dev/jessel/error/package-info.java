// SPDX-License-Identifier: Apache-2.0
/**
 * The vocabulary of failure, and the floor that everything else stands on: {@link
 * dev.jessel.error.SslReason} names what went wrong with OpenSSL's number and text and knows the
 * alert to send, {@link dev.jessel.error.AlertDescription} is that alert, and {@link
 * dev.jessel.error.TlsException} carries both from where a fault is found to where the connection
 * ends.
 */
package dev.jessel.error;
