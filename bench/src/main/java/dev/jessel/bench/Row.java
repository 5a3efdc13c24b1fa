// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of the table.
 *
 * @param title what is measured
 * @param benchmark name of the JMH benchmark
 * @param parameter name of the benchmark's parameter beside the stack
 * @param value the parameter's value
 * @param own the stack that is compared with SunJSSE
 */
record Row(String title, String benchmark, String parameter, String value, Stack own) {
  private static final String WRITE = "RecordBenchmark.write";
  private static final String WRITE_AND_READ = "RecordBenchmark.writeAndRead";
  private static final String HANDSHAKE = "HandshakeBenchmark.handshake";

  /** 16000: what both stacks put into one record. Of 16384 bytes SunJSSE makes two. */
  private static final List<String> SIZES = List.of("64", "1024", "16000", "16384");

  static List<Row> all() {
    List<Row> rows = new ArrayList<>();
    for (String size : SIZES) {
      rows.add(new Row("write " + size + " B", WRITE, "size", size, Stack.JESSEL));
    }
    for (String size : SIZES) {
      String title = "write and read " + size + " B";
      rows.add(new Row(title, WRITE_AND_READ, "size", size, Stack.JESSEL));
    }
    for (String group : List.of("x25519", "secp256r1")) {
      String title = "handshake " + group;
      rows.add(new Row(title, HANDSHAKE, "group", group, Stack.JESSEL));
      rows.add(new Row(title + ", BC", HANDSHAKE, "group", group, Stack.JESSEL_BC));
    }
    return rows;
  }

  boolean isHandshake() {
    return benchmark.equals(HANDSHAKE);
  }

  /** What a stack's part in this row shares with other rows: measured once, shown in each. */
  String keyOf(Stack stack) {
    return benchmark + " " + value + " " + stack;
  }
}
