// SPDX-License-Identifier: Apache-2.0
/**
 * The handshake messages: a sealed interface with one record each, which decode from and encode to
 * the bytes on the wire and do nothing else. Sizes and encodings are checked here, so that a
 * message that exists is well-formed; whether it may come now is decided further up.
 */
package dev.jessel.wire.message;
