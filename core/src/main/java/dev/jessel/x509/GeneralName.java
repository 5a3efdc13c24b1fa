// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.der.DerElement;
import dev.jessel.wire.der.DerException;
import dev.jessel.wire.der.DerReader;
import dev.jessel.wire.der.DerTag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A name in one of the nine forms that X.509 has (RFC 5280 4.2.1.6).
 *
 * @param form which of the nine
 * @param value the content of the element; of a directory name the DER of the name
 */
record GeneralName(Form form, Bytes value) {
  /** The forms, in the order of their tags. */
  enum Form {
    OTHER,
    EMAIL,
    DNS,
    X400,
    DIRECTORY,
    EDI_PARTY,
    URI,
    IP,
    REGISTERED_ID
  }

  private static final int TAG_NUMBER = 0x1F;

  /** Reads one name. */
  static GeneralName read(DerElement element) throws DerException {
    int number = element.tag() & TAG_NUMBER;
    if ((element.tag() & 0xC0) != 0x80 || number >= Form.values().length) {
      throw new DerException("no form of name has tag " + element.tag());
    }
    Form form = Form.values()[number];
    // Form 4 is a choice itself, and so its tag stands around another one.
    Bytes value =
        form == Form.DIRECTORY
            ? element.content().next(DerTag.SEQUENCE).encodedBytes()
            : element.valueBytes();
    return new GeneralName(form, value);
  }

  /** Reads a list to its end. */
  static List<GeneralName> readAll(DerReader names) throws DerException {
    List<GeneralName> list = new ArrayList<>();
    while (!names.isEmpty()) {
      list.add(read(names.next()));
    }
    return List.copyOf(list);
  }

  /** The value of a form that is text: an IA5String, read as Latin-1 so that no byte is lost. */
  String text() {
    return new String(value.toArray(), StandardCharsets.ISO_8859_1);
  }
}
