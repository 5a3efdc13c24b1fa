// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the owner of a domain says in DNS about the certificate of a server (RFC 6698): one TLSA
 * record, well-formed. Whoever hands it in has got it from DNS and checked it by DNSSEC; nothing is
 * looked up here. Immutable; equal when all its fields are.
 */
public final class TlsaRecord {
  // RFC 6698 2.2: three numbers, then the data in hexadecimal digits, perhaps with white space.
  private static final Pattern TEXT =
      Pattern.compile("\\s*(\\d{1,3})\\s+(\\d{1,3})\\s+(\\d{1,3})\\s+([\\p{XDigit}\\s]+)");

  private static final int HEADER = 3;

  /** What a record is about (RFC 6698 2.1.1, RFC 7218). */
  public enum Usage {
    /** PKIX-TA(0): an issuer that the path must pass through, beside local trust. */
    PKIX_TA(0),
    /** PKIX-EE(1): the leaf, beside local trust. */
    PKIX_EE(1),
    /** DANE-TA(2): where the path ends; local trust does not count. */
    DANE_TA(2),
    /** DANE-EE(3): the leaf, and nothing else counts. */
    DANE_EE(3);

    private final int code;

    Usage(int code) {
      this.code = code;
    }

    /** The number in a record, 0 to 3. */
    public int code() {
      return code;
    }

    /** Whether it goes with local trust. */
    boolean isPkix() {
      return this == PKIX_TA || this == PKIX_EE;
    }

    /** Whether it is about an issuer. */
    boolean isOfIssuer() {
      return this == PKIX_TA || this == DANE_TA;
    }
  }

  /** What of a certificate is compared (RFC 6698 2.1.2, RFC 7218). */
  public enum Selector {
    /** Cert(0): the whole certificate. */
    CERT(0),
    /** SPKI(1): its SubjectPublicKeyInfo. */
    SPKI(1);

    private final int code;

    Selector(int code) {
      this.code = code;
    }

    /** The number in a record, 0 or 1. */
    public int code() {
      return code;
    }

    Bytes of(PeerCertificate certificate) {
      return this == CERT ? certificate.der() : certificate.spki();
    }
  }

  private final Usage usage;
  private final Selector selector;
  private final TlsaMatching matching;
  private final Bytes data;
  private final Optional<PeerCertificate> whole;
  private final Optional<PublicKey> key;

  private TlsaRecord(Usage usage, Selector selector, TlsaMatching matching, Bytes data)
      throws TlsException {
    this.usage = usage;
    this.selector = selector;
    this.matching = matching;
    this.data = data;
    this.whole = matching.isFull() ? Optional.of(read(selector, data)) : Optional.empty();
    Optional<PeerCertificate> anchor = anchorKey();
    this.key = anchor.isPresent() ? Optional.of(anchor.get().publicKey()) : Optional.empty();
  }

  /**
   * Makes a record.
   *
   * @param usage 0 to 3
   * @param selector 0 or 1
   * @param matchingType 0 to 2
   * @param data what must match
   * @return the record
   * @throws TlsException a {@code DANE_TLSA_BAD_} reason if it is of no use: such a record counts
   *     as none (RFC 7671 4)
   */
  public static TlsaRecord of(int usage, int selector, int matchingType, Bytes data)
      throws TlsException {
    Optional<TlsaMatching> matching =
        Stream.of(TlsaMatching.FULL, TlsaMatching.SHA2_256, TlsaMatching.SHA2_512)
            .filter(known -> known.type() == matchingType)
            .findFirst();
    return of(usage, selector, matching, data);
  }

  /**
   * Makes a record whose digest may be another one than those that RFC 6698 has.
   *
   * @param usage 0 to 3
   * @param selector 0 or 1
   * @param matching empty for one that is not known
   * @param data what must match
   * @return the record
   * @throws TlsException a {@code DANE_TLSA_BAD_} reason if it is of no use
   */
  public static TlsaRecord of(int usage, int selector, Optional<TlsaMatching> matching, Bytes data)
      throws TlsException {
    Usage known =
        Arrays.stream(Usage.values())
            .filter(one -> one.code() == usage)
            .findFirst()
            .orElseThrow(() -> bad(SslReason.DANE_TLSA_BAD_CERTIFICATE_USAGE, "usage " + usage));
    Selector selects =
        Arrays.stream(Selector.values())
            .filter(one -> one.code() == selector)
            .findFirst()
            .orElseThrow(() -> bad(SslReason.DANE_TLSA_BAD_SELECTOR, "selector " + selector));
    if (matching.isEmpty()) {
      throw new TlsException(SslReason.DANE_TLSA_BAD_MATCHING_TYPE, "no such digest is known");
    }
    if (!matching.get().fits(data.length())) {
      throw new TlsException(
          SslReason.DANE_TLSA_BAD_DIGEST_LENGTH, "a digest of " + data.length() + " bytes");
    }
    return new TlsaRecord(known, selects, matching.get(), data);
  }

  /**
   * Makes the record that a certificate's owner would publish.
   *
   * @param certificate what it is about
   * @param usage what is said of it
   * @param selector what of it is compared
   * @param matching how
   * @return the record
   * @throws TlsException if the certificate has no key that can be read, and shall be in it whole
   */
  public static TlsaRecord about(
      PeerCertificate certificate, Usage usage, Selector selector, TlsaMatching matching)
      throws TlsException {
    return new TlsaRecord(usage, selector, matching, matching.of(selector.of(certificate)));
  }

  /**
   * Reads a record as it is in DNS messages.
   *
   * @param rdata three bytes and the data
   * @return the record
   * @throws TlsException a {@code DANE_TLSA_BAD_} reason if it is of no use
   */
  public static TlsaRecord ofRdata(Bytes rdata) throws TlsException {
    if (rdata.length() < HEADER) {
      throw new TlsException(SslReason.DANE_TLSA_BAD_DATA_LENGTH, rdata.length() + " bytes");
    }
    Bytes data = rdata.slice(HEADER, rdata.length() - HEADER);
    return of(rdata.at(0) & 0xff, rdata.at(1) & 0xff, rdata.at(2) & 0xff, data);
  }

  /**
   * Reads a record as it is in zone files: {@code 3 1 1 0123abcd...}.
   *
   * @param text the fields after the type
   * @return the record
   * @throws TlsException a {@code DANE_TLSA_BAD_} reason if it is of no use
   */
  public static TlsaRecord ofText(String text) throws TlsException {
    Matcher fields = TEXT.matcher(text);
    String digits = fields.matches() ? fields.group(4).replaceAll("\\s", "") : "";
    if (digits.isEmpty() || digits.length() % 2 != 0) {
      throw new TlsException(SslReason.DANE_TLSA_BAD_DATA_LENGTH, "not a TLSA record");
    }
    return of(
        Integer.parseInt(fields.group(1)),
        Integer.parseInt(fields.group(2)),
        Integer.parseInt(fields.group(3)),
        Bytes.ofHex(digits));
  }

  private static TlsException bad(SslReason reason, String what) {
    return new TlsException(reason, what);
  }

  private static PeerCertificate read(Selector selector, Bytes data) throws TlsException {
    SslReason problem =
        selector == Selector.CERT
            ? SslReason.DANE_TLSA_BAD_CERTIFICATE
            : SslReason.DANE_TLSA_BAD_PUBLIC_KEY;
    try {
      PeerCertificate whole =
          selector == Selector.CERT
              ? PeerCertificate.parse(data)
              : PeerCertificate.ofRawPublicKey(data);
      whole.publicKey();
      return whole;
    } catch (TlsException e) {
      throw new TlsException(problem, e.getMessage(), e);
    }
  }

  /**
   * What it is about.
   *
   * @return the usage
   */
  public Usage usage() {
    return usage;
  }

  /**
   * What is compared.
   *
   * @return the selector
   */
  public Selector selector() {
    return selector;
  }

  /**
   * How it is compared.
   *
   * @return the matching type
   */
  public TlsaMatching matching() {
    return matching;
  }

  /**
   * What must match.
   *
   * @return a digest, or a whole certificate or SubjectPublicKeyInfo in DER
   */
  public Bytes data() {
    return data;
  }

  /**
   * The key of an anchor that a DANE-TA(2) record has.
   *
   * @return empty for any other record
   */
  public Optional<PublicKey> key() {
    return key;
  }

  /** Whether it is about this certificate, wherever that stands. */
  boolean matches(PeerCertificate certificate) {
    return matching.of(selector.of(certificate)).equals(data);
  }

  /** An issuer's certificate that need not be presented, as it is here. */
  Optional<PeerCertificate> issuer() {
    return whole.filter(any -> usage.isOfIssuer() && selector == Selector.CERT);
  }

  /** The key of an anchor that need not be presented, as it is here. */
  Optional<PeerCertificate> anchorKey() {
    return whole.filter(any -> usage == Usage.DANE_TA && selector == Selector.SPKI);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TlsaRecord that
        && usage == that.usage
        && selector == that.selector
        && matching.equals(that.matching)
        && data.equals(that.data);
  }

  @Override
  public int hashCode() {
    return Objects.hash(usage, selector, matching, data);
  }

  /** As in zone files. */
  @Override
  public String toString() {
    return usage.code() + " " + selector.code() + " " + matching.type() + " " + data.hex();
  }
}
