// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.crypto.BulkCipher;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.wire.CipherSuite;

/**
 * How long things are with a cipher kind (draft-hickman-netscape-ssl-00 5.5.2).
 *
 * @param suite its parameters
 */
record CipherKind(SuiteParameters suite) {
  /** All but 40 bits of an export cipher's key go in the clear. */
  private static final int EXPORT_SECRET = 5;

  private static final int KEY_ARG = 8;

  static CipherKind of(CipherSuite kind) {
    return new CipherKind(SuiteParameters.of(kind).orElseThrow());
  }

  BulkCipher cipher() {
    return suite.cipher();
  }

  boolean hasBlocks() {
    return cipher().kind() == BulkCipher.Kind.BLOCK;
  }

  /** Bytes of the master key, and of the key of each side. */
  int keyLength() {
    return cipher().keyLength();
  }

  /** Bytes of the master key that are encrypted to the server. */
  int secretLength() {
    return cipher().isExport() ? EXPORT_SECRET : keyLength();
  }

  /** Bytes of the master key that everybody can read. */
  int clearLength() {
    return keyLength() - secretLength();
  }

  /** Bytes of KEY-ARG, which is the IV. */
  int keyArgLength() {
    return hasBlocks() ? KEY_ARG : 0;
  }

  int blockLength() {
    return cipher().blockLength();
  }
}
