// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli;

import dev.jessel.cli.client.SClientCommand;
import dev.jessel.cli.client.STimeCommand;
import dev.jessel.cli.demo.DemoCommand;
import dev.jessel.cli.server.SServerCommand;
import dev.jessel.cli.tls.CiphersCommand;
import dev.jessel.cli.tls.VerifyCommand;
import java.io.InputStream;
import java.io.PrintStream;
import picocli.CommandLine;

/** The {@code jessel} command. */
public final class Main {
  private static final int USAGE_WIDTH = 100;

  private Main() {}

  /** Runs the command of a process and ends the process with its status. */
  public static void main(String... args) {
    int status = run(System.in, System.out, System.err, args);
    System.out.flush();
    System.exit(status);
  }

  /**
   * Runs one command.
   *
   * @param in what the user types, or a program sends
   * @param out gets results
   * @param err gets one line when something is wrong
   * @param args command, options and operands
   * @return 0 when all went well, 1 when the command failed, 2 when it was not understood
   */
  public static int run(InputStream in, PrintStream out, PrintStream err, String... args) {
    return commandLine(new Console(in, out, err)).execute(OptionStyle.uniform(args));
  }

  private static CommandLine commandLine(Console console) {
    CommandLine root =
        new CommandLine(new RootCommand(console))
            .addSubcommand(new DemoCommand(console))
            .addSubcommand(new SClientCommand(console))
            .addSubcommand(new SServerCommand(console))
            .addSubcommand(new STimeCommand(console))
            .addSubcommand(new CiphersCommand(console))
            .addSubcommand(new VerifyCommand(console))
            // OpenSSL's options are words behind one dash, not bundles of letters.
            .setPosixClusteredShortOptionsAllowed(false)
            .setUsageHelpWidth(USAGE_WIDTH)
            .setOut(console.writer())
            .setErr(console.errorWriter());
    FailureReport report = new FailureReport(console);
    return root.setParameterExceptionHandler(report).setExecutionExceptionHandler(report);
  }
}
