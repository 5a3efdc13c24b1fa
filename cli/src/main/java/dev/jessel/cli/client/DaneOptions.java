// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.client;

import dev.jessel.cli.CommandFailure;
import dev.jessel.error.TlsException;
import dev.jessel.x509.DaneRecords;
import dev.jessel.x509.TlsaRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** TLSA records on the command line, with the names that OpenSSL has for them. */
final class DaneOptions {
  private static final int SHOWN_BYTES = 12;

  @Option(
      names = "-dane_tlsa_domain",
      paramLabel = "NAME",
      description = "Name that the TLSA records are for: asked for, and checked.")
  private String domain;

  @Option(
      names = "-dane_tlsa_rrdata",
      paramLabel = "RECORD",
      description = "A TLSA record that may match, such as \"3 1 1 0123...\"; several times.")
  private List<String> records = new ArrayList<>();

  @Option(
      names = "-dane_ee_no_namechecks",
      description = "Check no name where a DANE-EE(3) record matches.")
  private boolean noNameChecks;

  /** The name that the records are for. */
  Optional<String> domain() {
    return Optional.ofNullable(domain);
  }

  /** The records; none where no name is given. */
  DaneRecords records() throws CommandFailure {
    if ((domain == null) != records.isEmpty()) {
      throw new CommandFailure("-dane_tlsa_domain and -dane_tlsa_rrdata go together");
    }
    DaneRecords all = DaneRecords.none();
    for (String text : records) {
      try {
        all = all.plus(TlsaRecord.ofText(text));
      } catch (TlsException e) {
        throw new CommandFailure("-dane_tlsa_rrdata " + text + ": " + e.getMessage(), e);
      }
    }
    return noNameChecks ? all.withoutNameChecks() : all;
  }

  /** The numbers of a record, and where its data ends. */
  static String shortText(TlsaRecord record) {
    int from = Math.max(0, record.data().length() - SHOWN_BYTES);
    String end = record.data().slice(from, record.data().length() - from).hex();
    String numbers = record.toString().split(" " + record.data().hex(), -1)[0];
    return numbers + " " + (from > 0 ? "..." : "") + end;
  }
}
