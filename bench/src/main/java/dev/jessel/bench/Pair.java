// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench;

import dev.jessel.crypto.jca.JcaCryptoProvider;

/** A client and a server in one thread, joined in memory. TLS 1.3 with AES-128-GCM. */
interface Pair {
  /** Makes both ends afresh and performs a full handshake, one session ticket included. */
  void connect() throws Exception;

  /**
   * The client writes all of {@code content}; what comes out is dropped.
   *
   * @return bytes that would have gone to the transport
   */
  int write(byte[] content) throws Exception;

  /**
   * The client writes all of {@code content} and the server reads it.
   *
   * @return bytes that the server read
   */
  int writeAndRead(byte[] content) throws Exception;

  /** The pair of a stack, with its key exchange in {@code group}. */
  static Pair of(Stack stack, String group) throws Exception {
    return switch (stack) {
      case JESSEL -> new JesselPair(JcaCryptoProvider.ofInstalled(), group);
      case JESSEL_BC -> new JesselPair(JcaCryptoProvider.create(), group);
      case JSSE -> new JssePair(group);
      case LIMIT -> new BareHandshake(group);
    };
  }
}
