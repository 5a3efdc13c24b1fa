// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.oracle;

/** A library under comparison: two ends of a connection in one process, moved by commands. */
interface Subject extends AutoCloseable {
  /** Obeys one command and tells what came of it. */
  Answer answer(String command);

  @Override
  void close();
}
