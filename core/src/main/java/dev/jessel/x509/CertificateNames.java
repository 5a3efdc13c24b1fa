// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.der.DerException;
import dev.jessel.wire.der.DerReader;
import dev.jessel.wire.der.DerTag;
import dev.jessel.wire.der.DerWriter;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/** When two X.501 names are the same: letter case and runs of spaces do not count. */
final class CertificateNames {
  private CertificateNames() {}

  static boolean same(Bytes oneDer, Bytes otherDer) {
    return oneDer.equals(otherDer) || canonical(oneDer).equals(canonical(otherDer));
  }

  /**
   * A text for each relative name, the most significant first; equal for those that are the same.
   */
  static List<String> canonicalParts(Bytes nameDer) {
    List<String> parts = new ArrayList<>();
    try {
      for (DerReader sets = DerReader.of(nameDer).sequence(); !sets.isEmpty(); ) {
        byte[] one = DerWriter.element(DerTag.SEQUENCE, sets.next(DerTag.SET).encoded());
        parts.add(canonical(Bytes.of(one)));
      }
      return parts;
    } catch (DerException e) {
      return List.of(canonical(nameDer));
    }
  }

  /** A text that is equal for names that are the same. */
  static String canonical(Bytes nameDer) {
    try {
      return new X500Principal(nameDer.toArray()).getName(X500Principal.CANONICAL);
    } catch (IllegalArgumentException e) {
      return "#" + nameDer.hex(); // not a name for the JDK: the same only as itself
    }
  }

  /**
   * A host name in lower case, letters of ASCII alone: U+212A, the sign for kelvin, is no k, though
   * Unicode makes one of it.
   */
  static String lowerCase(String host) {
    StringBuilder lower = new StringBuilder(host.length());
    host.chars().forEach(c -> lower.append((char) (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c)));
    return lower.toString();
  }
}
