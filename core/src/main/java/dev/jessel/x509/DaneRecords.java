// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.x509.TlsaRecord.Usage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The TLSA records of one service (RFC 6698, RFC 7671): where there are any, one of them must match
 * what the peer shows. The names that its certificate may have, the base domain of the records
 * among them, are asked for as always. Immutable; each change makes another one.
 *
 * <pre>{@code
 * DaneRecords records = DaneRecords.of(TlsaRecord.ofText("3 1 1 " + digest));
 * Ssl ssl = context.newSsl(bio, "mail.example").dane(records);
 * }</pre>
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_dane_enable/">
 *     SSL_CTX_dane_enable(3)</a>
 */
public final class DaneRecords {
  // OpenSSL's order: what decides alone comes first, and strong digests before weak ones.
  private static final Comparator<TlsaRecord> ORDER =
      Comparator.comparing(TlsaRecord::usage)
          .thenComparing(TlsaRecord::selector)
          .thenComparing(one -> one.matching().strength())
          .reversed();

  private static final DaneRecords NONE = new DaneRecords(List.of(), true);

  private final List<TlsaRecord> records;
  private final List<TlsaRecord> counting;
  private final boolean checksNames;

  private DaneRecords(List<TlsaRecord> records, boolean checksNames) {
    this.records = records.stream().sorted(ORDER).toList();
    this.counting = this.records.stream().filter(this::counts).toList();
    this.checksNames = checksNames;
  }

  /**
   * No records: the peer is judged without DANE.
   *
   * @return the empty set
   */
  public static DaneRecords none() {
    return NONE;
  }

  /**
   * Some records. Who has asked DNS and got nothing but records that cannot be used must decide
   * what that means: here, no records are no DANE.
   *
   * @param records all that there are for the service
   * @return the set
   */
  public static DaneRecords of(TlsaRecord... records) {
    return new DaneRecords(Arrays.asList(records), true);
  }

  /**
   * These records and one more.
   *
   * @param record added
   * @return another set
   */
  public DaneRecords plus(TlsaRecord record) {
    List<TlsaRecord> more = new ArrayList<>(records);
    more.add(record);
    return new DaneRecords(more, checksNames);
  }

  /**
   * These records; the names of a leaf that a DANE-EE(3) record matches do not count (RFC 7671
   * 5.1). As in OpenSSL, they do unless this says so. Only for protocols which cannot be harmed by
   * one server standing in for another: see OpenSSL's {@code DANE_FLAG_NO_DANE_EE_NAMECHECKS}.
   *
   * @return another set
   */
  public DaneRecords withoutNameChecks() {
    return new DaneRecords(records, false);
  }

  // RFC 7671 9: for one usage and selector, only the strongest digest, and whole values.
  private boolean counts(TlsaRecord record) {
    return record.matching().isFull()
        || records.stream()
            .filter(one -> one.usage() == record.usage() && one.selector() == record.selector())
            .allMatch(one -> one.matching().strength() <= record.matching().strength());
  }

  /**
   * All records.
   *
   * @return in the order in which they are tried
   */
  public List<TlsaRecord> records() {
    return records;
  }

  /**
   * Whether there are none.
   *
   * @return true for no DANE
   */
  public boolean isEmpty() {
    return records.isEmpty();
  }

  /**
   * Whether the names of a leaf that a DANE-EE(3) record matches count.
   *
   * @return true unless {@link #withoutNameChecks} was called
   */
  public boolean checksNames() {
    return checksNames;
  }

  /**
   * Whether no name of the peer can ever count.
   *
   * @return true if all records are DANE-EE(3) and names do not count with them
   */
  public boolean needsNoName() {
    return !isEmpty()
        && !checksNames
        && records.stream().allMatch(one -> one.usage() == Usage.DANE_EE);
  }

  /**
   * Whether local trust has a say.
   *
   * @return false if there are records and all are DANE-TA(2) or DANE-EE(3)
   */
  public boolean needsTrust() {
    return isEmpty() || records.stream().anyMatch(one -> one.usage().isPkix());
  }

  /** Those that are tried: weaker digests do not count beside stronger ones. */
  List<TlsaRecord> counting() {
    return counting;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DaneRecords that
        && records.equals(that.records)
        && checksNames == that.checksNames;
  }

  @Override
  public int hashCode() {
    return Objects.hash(records, checksNames);
  }

  /** All records, for messages. */
  @Override
  public String toString() {
    return "DaneRecords" + records;
  }
}
