// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import dev.jessel.bench.peer.Setup;

/**
 * One line of a table.
 *
 * @param id names it on the command line and in results
 * @param section the table that it stands in
 * @param title what is measured
 * @param work what is done
 * @param setup what both ends agree upon
 * @param size length of a message in bytes, 0 for handshakes
 * @param quick whether a quick run has it
 */
record Row(
    String id, Section section, String title, Work work, Setup setup, int size, boolean quick) {

  /** The tables. */
  enum Section {
    RECORDS("Records"),
    HANDSHAKES("Handshakes"),
    CONNECTIONS("Many connections, two threads"),
    PROGRAMS("Programs");

    private final String title;

    Section(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }
}
