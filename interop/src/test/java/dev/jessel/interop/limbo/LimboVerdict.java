// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.limbo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.jessel.x509.Certificates;
import dev.jessel.x509.PathValidator;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PeerName;
import dev.jessel.x509.PemException;
import dev.jessel.x509.Purpose;
import dev.jessel.x509.RevocationLists;
import dev.jessel.x509.TrustAnchors;
import dev.jessel.x509.VerifyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

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
          validator(limbo, scratch)
              .validate(presented, anchors, purpose(limbo), time(limbo), depth(limbo));
      VerifyResult result = verdict.isTrusted() ? name(limbo, presented) : verdict.result();
      return new LimboVerdict(result == VerifyResult.OK, result + " at " + verdict.depth());
    } catch (IOException e) {
      return new LimboVerdict(false, "unreadable: " + e.getMessage());
    }
  }

  private static PathValidator validator(LimboCase limbo, Path scratch) throws IOException {
    PathValidator validator =
        PathValidator.create()
            .acceptingPartialChains()
            .strict()
            .withoutKeyUsageOfLeaf()
            .withoutCountingSelfIssued();
    return limbo.crls().isEmpty()
        ? validator
        : validator.withRevocationLists(
            RevocationLists.ofPemFile(write(limbo.crls(), scratch)), false);
  }

  private static VerifyResult name(LimboCase limbo, List<PeerCertificate> presented) {
    LimboCase.Name name = limbo.peerName();
    return name == null ? VerifyResult.OK : PeerName.parse(name.value()).verify(presented.get(0));
  }

  private static Purpose purpose(LimboCase limbo) {
    return limbo.isClient() ? Purpose.CLIENT : Purpose.SERVER;
  }

  private static Instant time(LimboCase limbo) {
    return limbo.time() == null ? Instant.now() : OffsetDateTime.parse(limbo.time()).toInstant();
  }

  private static int depth(LimboCase limbo) {
    return limbo.maxChainDepth() == null ? PathValidator.DEFAULT_MAX_DEPTH : limbo.maxChainDepth();
  }

  private static List<PeerCertificate> certificates(String pem) throws PemException {
    return Certificates.parse("the case", pem.getBytes(US_ASCII));
  }

  private static Path write(List<String> blocks, Path scratch) throws IOException {
    return Files.writeString(scratch, String.join("\n", blocks));
  }
}
