// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.der;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * UTCTime and GeneralizedTime, with what older encoders wrote: no seconds, fractions of a second,
 * offsets from UTC.
 */
public final class DerTime {
  private static final Pattern AFTER_YEAR =
      Pattern.compile("(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)?(?:\\.\\d+)?(Z|[+-]\\d{4})");

  private DerTime() {}

  /** The instant, in whole seconds; empty if nobody can tell what the element means. */
  public static Optional<Instant> read(DerElement element) {
    String text = element.text();
    int yearDigits = element.tag() == DerTag.UTC_TIME ? 2 : 4;
    boolean isTime = yearDigits == 2 || element.tag() == DerTag.GENERALIZED_TIME;
    if (!isTime || text.length() < yearDigits) {
      return Optional.empty();
    }
    Matcher parts = AFTER_YEAR.matcher(text.substring(yearDigits));
    try {
      int year = Integer.parseUnsignedInt(text.substring(0, yearDigits));
      return parts.matches() ? Optional.of(instant(year, yearDigits, parts)) : Optional.empty();
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Instant instant(int year, int yearDigits, Matcher parts) {
    int second = parts.group(5) == null ? 0 : Integer.parseInt(parts.group(5));
    return LocalDateTime.of(
            yearDigits == 4 ? year : inFull(year),
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)),
            Integer.parseInt(parts.group(4)),
            second)
        .toInstant(ZoneOffset.of(parts.group(6)));
  }

  // RFC 5280 4.1.2.5.1: two digits stand for 1950 to 2049.
  private static int inFull(int year) {
    return year < 50 ? 2000 + year : 1900 + year;
  }
}
