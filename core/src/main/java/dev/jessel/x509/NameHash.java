// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.der.DerElement;
import dev.jessel.wire.der.DerException;
import dev.jessel.wire.der.DerReader;
import dev.jessel.wire.der.DerTag;
import dev.jessel.wire.der.DerWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The hash by which files in a directory are named: {@code X509_NAME_hash(3)}, which is the
 * beginning of the SHA-1 of a name in OpenSSL's canonical form. It finds files; nothing is proven
 * by it.
 */
final class NameHash {
  private NameHash() {}

  /** Eight hexadecimal digits. */
  static String of(Bytes nameDer) {
    byte[] digest = sha1(canonical(nameDer));
    return String.format(
        Locale.ROOT, "%02x%02x%02x%02x", digest[3], digest[2], digest[1], digest[0]);
  }

  /** A name whose texts are in UTF-8, lower case and without superfluous spaces. */
  private static byte[] canonical(Bytes nameDer) {
    try {
      List<byte[]> sets = new ArrayList<>();
      for (DerReader names = DerReader.of(nameDer).sequence(); !names.isEmpty(); ) {
        sets.add(set(names.next(DerTag.SET).content()));
      }
      return joined(sets);
    } catch (DerException e) {
      return nameDer.toArray();
    }
  }

  private static byte[] set(DerReader attributes) throws DerException {
    List<byte[]> encoded = new ArrayList<>();
    while (!attributes.isEmpty()) {
      DerReader attribute = attributes.sequence();
      byte[] type = attribute.next(DerTag.OBJECT_IDENTIFIER).encoded();
      DerElement value = attribute.next();
      encoded.add(
          DerWriter.element(DerTag.SEQUENCE, type, value.isText() ? text(value) : value.encoded()));
    }
    encoded.sort(Arrays::compareUnsigned); // X.690 11.6: the order of a SET OF
    return DerWriter.element(DerTag.SET, encoded.toArray(byte[][]::new));
  }

  private static byte[] text(DerElement value) {
    StringBuilder folded = new StringBuilder();
    for (char c : value.text().toCharArray()) {
      boolean isSpace = c == ' ' || c >= '\t' && c <= '\r';
      if (!isSpace) {
        folded.append(c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
      } else if (folded.length() > 0 && folded.charAt(folded.length() - 1) != ' ') {
        folded.append(' ');
      }
    }
    byte[] utf8 = folded.toString().stripTrailing().getBytes(StandardCharsets.UTF_8);
    return DerWriter.element(DerTag.UTF8_STRING, utf8);
  }

  private static byte[] joined(List<byte[]> parts) {
    byte[] inOne = DerWriter.element(DerTag.SEQUENCE, parts.toArray(byte[][]::new));
    int length = parts.stream().mapToInt(part -> part.length).sum();
    return Arrays.copyOfRange(inOne, inOne.length - length, inOne.length);
  }

  private static byte[] sha1(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
