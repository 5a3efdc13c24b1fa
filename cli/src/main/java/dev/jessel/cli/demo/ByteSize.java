// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.demo;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads sizes such as 1G, 64M, 100k and 12345; the letters are powers of 1024. */
final class ByteSize implements ITypeConverter<Long> {
  private static final String UNITS = "kmg";
  private static final int SHIFT = 10;

  @Override
  public Long convert(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    int unit = lower.isEmpty() ? -1 : UNITS.indexOf(lower.charAt(lower.length() - 1));
    String digits = unit < 0 ? lower : lower.substring(0, lower.length() - 1);
    if (!digits.matches("[0-9]{1,6}") && !(unit < 0 && digits.matches("[0-9]{1,15}"))) {
      throw new TypeConversionException("'" + text + "' is not a size such as 64M");
    }
    return Long.parseLong(digits) << SHIFT * (unit + 1);
  }
}
