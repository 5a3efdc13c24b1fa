// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.der.DerElement;
import dev.jessel.wire.der.DerException;
import dev.jessel.wire.der.DerReader;
import dev.jessel.wire.der.DerTag;
import dev.jessel.wire.der.DerTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An OCSP response that says something (RFC 6960 4.2.1).
 *
 * @param responder who says it
 * @param producedAt when
 * @param answers about which certificates
 * @param signed what the signature is over
 * @param signature by whom, and how
 * @param certificates that come with it
 */
record OcspResponse(
    Responder responder,
    Instant producedAt,
    List<Answer> answers,
    Bytes signed,
    OcspSignature signature,
    List<PeerCertificate> certificates) {
  private static final int SUCCESSFUL = 0;
  private static final int ENUMERATED = 0x0A;
  private static final String BASIC = "1.3.6.1.5.5.7.48.1.1";

  /** What may be critical: a nonce, which nobody asked for. */
  private static final Set<String> UNDERSTOOD = Set.of("1.3.6.1.5.5.7.48.1.2");

  /** More answers, or certificates, than this in one response are not read. */
  private static final int MAX_PARTS = 64;

  /** Who says it, by name or by the hash of a key; one of the two. */
  record Responder(Optional<Bytes> name, Optional<Bytes> keyHash) {
    boolean is(PeerCertificate certificate) {
      return name.map(n -> CertificateNames.same(n, certificate.subjectDer()))
          .orElseGet(() -> keyHash.equals(Optional.of(OcspCertId.keyHash(certificate))));
    }
  }

  /** What is said. */
  enum Status {
    GOOD,
    REVOKED,
    UNKNOWN
  }

  /**
   * What is said about one certificate.
   *
   * @param nextUpdate empty when newer information is always to be had
   */
  record Answer(OcspCertId id, Status status, Instant thisUpdate, Optional<Instant> nextUpdate) {}

  /** Reads one; empty when it is none, or the responder has nothing to say. */
  static Optional<OcspResponse> parse(Bytes der) {
    try {
      DerReader outer = DerReader.of(der);
      DerReader response = outer.sequence();
      outer.expectEnd();
      if (response.next(ENUMERATED).smallInteger() != SUCCESSFUL) {
        return Optional.empty();
      }
      DerReader bytes = response.next(DerTag.constructed(0)).content().sequence();
      if (!bytes.next().oid().equals(BASIC)) {
        return Optional.empty();
      }
      return Optional.of(basic(bytes.next(DerTag.OCTET_STRING).content().sequence()));
    } catch (DerException e) {
      return Optional.empty();
    }
  }

  private static OcspResponse basic(DerReader response) throws DerException {
    DerElement data = response.next(DerTag.SEQUENCE);
    OcspSignature signature = OcspSignature.read(response);
    List<PeerCertificate> certificates = new ArrayList<>();
    if (response.nextIs(DerTag.constructed(0))) {
      for (DerReader list = response.next().content().sequence(); !list.isEmpty(); ) {
        certificates.add(PeerCertificate.read(list.next(DerTag.SEQUENCE).encodedBytes()));
        bound(certificates);
      }
    }
    return read(data.content(), data.encodedBytes(), signature, certificates);
  }

  private static OcspResponse read(
      DerReader data, Bytes signed, OcspSignature signature, List<PeerCertificate> certificates)
      throws DerException {
    if (data.nextIs(DerTag.constructed(0))) {
      data.next(); // the version, of which there is one
    }
    Responder responder = responder(data.next());
    Instant producedAt = time(data.next());
    List<Answer> answers = new ArrayList<>();
    for (DerReader list = data.sequence(); !list.isEmpty(); ) {
      answers.add(answer(list.sequence()));
      bound(answers);
    }
    refuseCritical(data);
    return new OcspResponse(
        responder, producedAt, List.copyOf(answers), signed, signature, List.copyOf(certificates));
  }

  private static Responder responder(DerElement choice) throws DerException {
    if (choice.tag() == DerTag.constructed(1)) {
      Bytes name = choice.content().next(DerTag.SEQUENCE).encodedBytes();
      return new Responder(Optional.of(name), Optional.empty());
    }
    if (choice.tag() == DerTag.constructed(2)) {
      Bytes hash = choice.content().next(DerTag.OCTET_STRING).valueBytes();
      return new Responder(Optional.empty(), Optional.of(hash));
    }
    throw new DerException("a responder without a name");
  }

  private static Answer answer(DerReader fields) throws DerException {
    OcspCertId id = OcspCertId.read(fields.sequence());
    Status status = status(fields.next().tag());
    Instant thisUpdate = time(fields.next());
    Optional<Instant> nextUpdate = Optional.empty();
    if (fields.nextIs(DerTag.constructed(0))) {
      nextUpdate = Optional.of(time(fields.next().content().next()));
    }
    refuseCritical(fields);
    return new Answer(id, status, thisUpdate, nextUpdate);
  }

  private static Status status(int tag) throws DerException {
    return switch (tag) {
      case 0x80 -> Status.GOOD;
      case 0xA1 -> Status.REVOKED;
      case 0x82 -> Status.UNKNOWN;
      default -> throw new DerException("no such status");
    };
  }

  private static Instant time(DerElement element) throws DerException {
    return DerTime.read(element).orElseThrow(() -> new DerException("not a time"));
  }

  private static void refuseCritical(DerReader rest) throws DerException {
    if (rest.nextIs(DerTag.constructed(1))
        && !CertificateExtensions.read(rest.next().content().sequence())
            .criticalOnesAreAmong(UNDERSTOOD)) {
      throw new DerException("an unknown critical extension");
    }
  }

  private static void bound(List<?> parts) throws DerException {
    if (parts.size() > MAX_PARTS) {
      throw new DerException("more than " + MAX_PARTS + " parts");
    }
  }
}
