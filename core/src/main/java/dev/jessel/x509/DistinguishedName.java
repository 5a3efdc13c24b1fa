// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.der.DerElement;
import dev.jessel.wire.der.DerException;
import dev.jessel.wire.der.DerReader;
import dev.jessel.wire.der.DerTag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An X.501 name, printed as OpenSSL prints it with {@code -nameopt oneline}. */
final class DistinguishedName {
  private static final String COMMON_NAME = "2.5.4.3";
  private static final String EMAIL_ADDRESS = "1.2.840.113549.1.9.1";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  // The short names of OpenSSL's object table.
  private static final Map<String, String> SHORT_NAMES =
      Map.ofEntries(
          Map.entry(COMMON_NAME, "CN"),
          Map.entry("2.5.4.4", "SN"),
          Map.entry("2.5.4.5", "serialNumber"),
          Map.entry("2.5.4.6", "C"),
          Map.entry("2.5.4.7", "L"),
          Map.entry("2.5.4.8", "ST"),
          Map.entry("2.5.4.9", "street"),
          Map.entry("2.5.4.10", "O"),
          Map.entry("2.5.4.11", "OU"),
          Map.entry("2.5.4.12", "title"),
          Map.entry("2.5.4.13", "description"),
          Map.entry("2.5.4.15", "businessCategory"),
          Map.entry("2.5.4.17", "postalCode"),
          Map.entry("2.5.4.41", "name"),
          Map.entry("2.5.4.42", "GN"),
          Map.entry("2.5.4.43", "initials"),
          Map.entry("2.5.4.44", "generationQualifier"),
          Map.entry("2.5.4.45", "x500UniqueIdentifier"),
          Map.entry("2.5.4.46", "dnQualifier"),
          Map.entry("2.5.4.65", "pseudonym"),
          Map.entry("2.5.4.97", "organizationIdentifier"),
          Map.entry("0.9.2342.19200300.100.1.1", "UID"),
          Map.entry("0.9.2342.19200300.100.1.25", "DC"),
          Map.entry(EMAIL_ADDRESS, "emailAddress"),
          Map.entry("1.2.840.113549.1.9.2", "unstructuredName"),
          Map.entry("1.3.6.1.4.1.311.60.2.1.1", "jurisdictionL"),
          Map.entry("1.3.6.1.4.1.311.60.2.1.2", "jurisdictionST"),
          Map.entry("1.3.6.1.4.1.311.60.2.1.3", "jurisdictionC"));

  private final List<List<Attribute>> relativeNames;

  private DistinguishedName(List<List<Attribute>> relativeNames) {
    this.relativeNames = relativeNames;
  }

  static DistinguishedName read(DerElement name) throws DerException {
    List<List<Attribute>> relativeNames = new ArrayList<>();
    for (DerReader sets = name.content(); !sets.isEmpty(); ) {
      List<Attribute> attributes = new ArrayList<>();
      for (DerReader set = sets.next(DerTag.SET).content(); !set.isEmpty(); ) {
        DerReader attribute = set.sequence();
        attributes.add(new Attribute(attribute.next().oid(), attribute.next()));
      }
      relativeNames.add(List.copyOf(attributes));
    }
    return new DistinguishedName(List.copyOf(relativeNames));
  }

  boolean isEmpty() {
    return relativeNames.isEmpty();
  }

  /** The first common name. */
  Optional<String> commonName() {
    return texts(COMMON_NAME).findFirst();
  }

  /** The e-mail addresses, which old certificates have here and not among the other names. */
  List<String> emailAddresses() {
    return texts(EMAIL_ADDRESS).toList();
  }

  int attributeCount() {
    return relativeNames.stream().mapToInt(List::size).sum();
  }

  private Stream<String> texts(String oid) {
    return relativeNames.stream()
        .flatMap(List::stream)
        .filter(attribute -> attribute.oid.equals(oid) && attribute.value.isText())
        .map(attribute -> attribute.value.text());
  }

  String oneLine() {
    List<String> parts = new ArrayList<>();
    for (List<Attribute> attributes : relativeNames) {
      parts.add(String.join(" + ", attributes.stream().map(Attribute::print).toList()));
    }
    return String.join(", ", parts);
  }

  private record Attribute(String oid, DerElement value) {
    String print() {
      String printed = value.isText() ? escape(value.text()) : "#" + HEX.formatHex(value.encoded());
      return SHORT_NAMES.getOrDefault(oid, oid) + " = " + printed;
    }
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b == '"' || b == '\\') {
        escaped.append('\\').append((char) b);
      } else if (b < ' ' || b == 0x7F) { // control characters, and all bytes above 127
        escaped.append('\\').append(HEX.toHexDigits(b));
      } else {
        escaped.append((char) b);
      }
    }
    return needsQuotes(text) ? "\"" + escaped + "\"" : escaped.toString();
  }

  private static boolean needsQuotes(String text) {
    return text.startsWith("#")
        || text.startsWith(" ")
        || text.endsWith(" ")
        || text.chars().anyMatch(c -> ",+;<>".indexOf(c) >= 0);
  }
}
