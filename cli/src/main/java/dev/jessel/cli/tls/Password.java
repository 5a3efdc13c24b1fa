// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import dev.jessel.cli.CommandFailure;
import dev.jessel.x509.PasswordSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads the argument of {@code -pass}: {@code pass:TEXT}, {@code env:NAME} or {@code file:PATH}.
 */
final class Password {
  private Password() {}

  static PasswordSource parse(String argument) throws CommandFailure {
    int colon = argument.indexOf(':');
    String value = argument.substring(colon + 1);
    return switch (colon < 0 ? "" : argument.substring(0, colon)) {
      case "pass" -> PasswordSource.of(value.toCharArray());
      case "env" -> PasswordSource.of(fromEnvironment(value).toCharArray());
      case "file" -> PasswordSource.of(firstLine(Path.of(value)).toCharArray());
      // Not quoted: it may be the password itself.
      default -> throw new CommandFailure("-pass takes pass:TEXT, env:NAME or file:PATH");
    };
  }

  private static String fromEnvironment(String name) throws CommandFailure {
    String value = System.getenv(name);
    if (value == null) {
      throw new CommandFailure("-pass: there is no environment variable " + name);
    }
    return value;
  }

  private static String firstLine(Path file) throws CommandFailure {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.isEmpty() ? "" : lines.get(0);
    } catch (IOException e) {
      throw new CommandFailure("-pass: cannot read " + file, e);
    }
  }
}
