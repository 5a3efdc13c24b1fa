// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.der.DerException;
import dev.jessel.wire.der.DerReader;
import dev.jessel.wire.der.DerTag;
import java.util.Arrays;
import java.util.Optional;

/** The structures that a private key is stored in, each with its PEM label. */
enum KeyContainer {
  PKCS8("PRIVATE KEY"),
  ENCRYPTED_PKCS8("ENCRYPTED PRIVATE KEY"),
  PKCS1_RSA("RSA PRIVATE KEY"),
  SEC1_EC("EC PRIVATE KEY"),
  OTHER("DSA PRIVATE KEY");

  private final String label;

  KeyContainer(String label) {
    this.label = label;
  }

  static Optional<KeyContainer> labelled(String label) {
    return Arrays.stream(values()).filter(container -> container.label.equals(label)).findFirst();
  }

  /** What a DER structure without a label is, told by its first elements. */
  static KeyContainer of(byte[] der) {
    try {
      DerReader fields = DerReader.of(der).sequence();
      int first = fields.next().tag();
      int second = fields.next().tag();
      if (first == DerTag.SEQUENCE) {
        return second == DerTag.OCTET_STRING ? ENCRYPTED_PKCS8 : OTHER;
      }
      boolean isPkcs8 = second == DerTag.SEQUENCE && fields.nextIs(DerTag.OCTET_STRING);
      if (second == DerTag.SEQUENCE && !isPkcs8) {
        return OTHER; // such as PKCS#12
      }
      return first == DerTag.INTEGER ? afterVersion(second) : OTHER;
    } catch (DerException e) {
      return OTHER;
    }
  }

  private static KeyContainer afterVersion(int tag) {
    return switch (tag) {
      case DerTag.SEQUENCE -> PKCS8;
      case DerTag.INTEGER -> PKCS1_RSA;
      case DerTag.OCTET_STRING -> SEC1_EC;
      default -> OTHER;
    };
  }
}
