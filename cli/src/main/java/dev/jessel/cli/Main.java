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
import java.util.List;
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
    return commandLine(new Console(in, out, err), args).execute(OptionStyle.uniform(args));
  }

  private static CommandLine commandLine(Console console, String... args) {
    CommandLine root = new CommandLine(new RootCommand(console));
    commands(console, args.length > 0 ? args[0] : "").forEach(root::addSubcommand);
    // OpenSSL's options are words behind one dash, not bundles of letters.
    root.setPosixClusteredShortOptionsAllowed(false)
        .setUsageHelpWidth(USAGE_WIDTH)
        .setOut(console.writer())
        .setErr(console.errorWriter());
    FailureReport report = new FailureReport(console);
    return root.setParameterExceptionHandler(report).setExecutionExceptionHandler(report);
  }

  /** The command of a name: to read the options of all takes long. All of them for another word. */
  private static List<Object> commands(Console console, String name) {
    return switch (name) {
      case "demo" -> List.of(new DemoCommand(console));
      case "s_client" -> List.of(new SClientCommand(console));
      case "s_server" -> List.of(new SServerCommand(console));
      case "s_time" -> List.of(new STimeCommand(console));
      case "ciphers" -> List.of(new CiphersCommand(console));
      case "verify" -> List.of(new VerifyCommand(console));
      default ->
          List.of(
              new DemoCommand(console),
              new SClientCommand(console),
              new SServerCommand(console),
              new STimeCommand(console),
              new CiphersCommand(console),
              new VerifyCommand(console));
    };
  }
}
