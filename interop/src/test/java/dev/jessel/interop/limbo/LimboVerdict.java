// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.limbo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.jessel.x509.Certificates;
import dev.jessel.x509.PathValidator;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PeerEvidence;
import dev.jessel.x509.PeerName;
import dev.jessel.x509.PemException;
import dev.jessel.x509.Purpose;
import dev.jessel.x509.RevocationLists;
import dev.jessel.x509.TrustAnchors;
import dev.jessel.x509.TrustStore;
import dev.jessel.x509.VerifyFlag;
import dev.jessel.x509.VerifyParameters;
import dev.jessel.x509.VerifyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What Jessel says of a case: partial chains allowed and RFC 5280 insisted on, as the suite asks.
 *
 * @param passed whether all was well
 * @param reason what was not
 */
record LimboVerdict(boolean passed, String reason) {
  /** Judges; a certificate that cannot be read is a failure as any other. */
  static LimboVerdict of(LimboCase limbo, Path scratch) {
    try {
      List<PeerCertificate> presented = new ArrayList<>(certificates(limbo.leaf()));
      if (!limbo.intermediates().isEmpty()) {
        presented.addAll(certificates(String.join("\n", limbo.intermediates())));
      }
      TrustAnchors anchors = TrustAnchors.ofPemFile(write(limbo.trusted(), scratch));
      PathVerdict verdict =
          PathValidator.create()
              .with(parameters(limbo))
              .withoutKeyUsageOfLeaf()
              .withoutCountingSelfIssued()
              .validate(
                  PeerEvidence.of(presented),
                  store(limbo, anchors, scratch),
                  purpose(limbo),
                  time(limbo));
      VerifyResult result = verdict.result();
      return new LimboVerdict(result == VerifyResult.OK, result + " at " + verdict.depth());
    } catch (IOException e) {
      return new LimboVerdict(false, "unreadable: " + e.getMessage());
    }
  }

  private static VerifyParameters parameters(LimboCase limbo) {
    VerifyParameters parameters =
        VerifyParameters.defaults()
            .with(VerifyFlag.PARTIAL_CHAIN, VerifyFlag.X509_STRICT)
            .withDepth(depth(limbo))
            .withHosts(names(limbo));
    return limbo.crls().isEmpty() ? parameters : parameters.with(VerifyFlag.CRL_CHECK);
  }

  private static TrustStore store(LimboCase limbo, TrustAnchors anchors, Path scratch)
      throws IOException {
    TrustStore store = TrustStore.of(anchors);
    return limbo.crls().isEmpty()
        ? store
        : store.plus(RevocationLists.ofPemFile(write(limbo.crls(), scratch)));
  }

  private static List<PeerName> names(LimboCase limbo) {
    LimboCase.Name name = limbo.peerName();
    return name == null ? List.of() : List.of(PeerName.parse(name.value()));
  }

  private static Purpose purpose(LimboCase limbo) {
    return limbo.isClient() ? Purpose.CLIENT : Purpose.SERVER;
  }

  private static Instant time(LimboCase limbo) {
    return limbo.time() == null ? Instant.now() : OffsetDateTime.parse(limbo.time()).toInstant();
  }

  private static OptionalInt depth(LimboCase limbo) {
    return limbo.maxChainDepth() == null
        ? OptionalInt.empty()
        : OptionalInt.of(limbo.maxChainDepth());
  }

  private static List<PeerCertificate> certificates(String pem) throws PemException {
    return Certificates.parse("the case", pem.getBytes(US_ASCII));
  }

  private static Path write(List<String> blocks, Path scratch) throws IOException {
    return Files.writeString(scratch, String.join("\n", blocks));
  }
}
