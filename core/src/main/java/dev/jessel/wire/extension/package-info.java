// SPDX-License-Identifier: Apache-2.0
/**
 * The extensions of handshake messages: a sealed interface with one record for each form, and
 * {@link dev.jessel.wire.extension.Extensions}, the ordered block of them that a message carries.
 * {@link dev.jessel.wire.extension.MessageContext} has the table of which form is read where. Which
 * extension may stand in which message, and what must come with what, is decided further up.
 */
package dev.jessel.wire.extension;
