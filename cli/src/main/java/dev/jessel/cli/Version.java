// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli;

import picocli.CommandLine;

/** The version of this program and of the Java that runs it. */
public final class Version implements CommandLine.IVersionProvider {
  /** Jessel's version; that of an unpacked build has no number. */
  public static String number() {
    String fromManifest = Version.class.getPackage().getImplementationVersion();
    return fromManifest == null ? "(unpacked)" : fromManifest;
  }

  /** One line: program, version, Java. */
  public static String line() {
    return "Jessel "
        + number()
        + " (Java "
        + Runtime.version()
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ")";
  }

  @Override
  public String[] getVersion() {
    return new String[] {line()};
  }
}
