// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Turns failures into one line and a status. */
final class FailureReport
    implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {
  private static final int FAILED = 1;
  private static final int NOT_UNDERSTOOD = 2;

  private final Console console;

  FailureReport(Console console) {
    this.console = console;
  }

  @Override
  public int handleParseException(CommandLine.ParameterException e, String[] args) {
    say(e.getCommandLine(), problem(e));
    return NOT_UNDERSTOOD;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed)
      throws Exception {
    if (e instanceof CommandFailure || e instanceof IOException) {
      say(command, firstLine(e.getMessage()));
      return FAILED;
    }
    // A bug of ours: whoever reports it needs the trace.
    throw e;
  }

  private static String problem(CommandLine.ParameterException e) {
    boolean isRoot = e.getCommandLine().getParent() == null;
    if (isRoot && e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      String found = unmatched.getUnmatched().get(0);
      String what = found.startsWith("-") ? "unknown option '" : "there is no command '";
      return what + found + "'; see jessel --help";
    }
    return firstLine(e.getMessage());
  }

  private void say(CommandLine command, String problem) {
    console.err().println(command.getCommandSpec().qualifiedName() + ": " + problem);
  }

  private static String firstLine(String message) {
    return message == null ? "failed" : message.lines().findFirst().orElse("failed");
  }
}
