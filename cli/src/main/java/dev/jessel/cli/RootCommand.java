// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code jessel} without a command: says what there is. */
@Command(
    name = "jessel",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Jessel: TLS 1.3 as OpenSSL's libssl does it, in Java.",
    synopsisHeading = "%nUsage: ",
    customSynopsis = "jessel COMMAND [OPTION...]",
    commandListHeading = "%nCommands:%n",
    footer = {"", "jessel COMMAND --help tells the options of a command."})
final class RootCommand implements Runnable {
  private final Console console;

  @Spec private CommandSpec spec;

  RootCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    spec.commandLine().usage(console.out());
  }
}
