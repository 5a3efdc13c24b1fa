// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.error.SslReason;
import dev.jessel.x509.PathValidator;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.Purpose;
import dev.jessel.x509.TrustAnchors;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Completes the chain behind one's own certificate: {@code SSL_CTX_build_cert_chain}. */
final class ChainBuilder {
  private static final int BUILT = 1;
  private static final int NOT_BUILT_BUT_IGNORED = 2;

  private final int flags;

  ChainBuilder(int flags) {
    this.flags = flags;
  }

  int build(Configured settings) {
    Optional<PeerCertificate> leaf = settings.credentials().certificate();
    if (leaf.isEmpty()) {
      Configured.refuseReason(SslReason.NO_CERTIFICATE_SET);
      return 0;
    }
    PathVerdict verdict = path(leaf.get(), settings);
    if (verdict.isTrusted()) {
      settings.issuers(issuersIn(verdict.verifiedChain()));
      return BUILT;
    }
    boolean ignored = has(LibSslCertificates.SSL_BUILD_CHAIN_FLAG_IGNORE_ERROR);
    if (!ignored || !has(LibSslCertificates.SSL_BUILD_CHAIN_FLAG_CLEAR_ERROR)) {
      Configured.refuse(
          ErrorCode.LIB_SSL,
          SslReason.CERTIFICATE_VERIFY_FAILED.number(),
          "Verify error:" + verdict.result().text());
    }
    return ignored ? NOT_BUILT_BUT_IGNORED : 0;
  }

  private PathVerdict path(PeerCertificate leaf, Configured settings) {
    boolean check = has(LibSslCertificates.SSL_BUILD_CHAIN_FLAG_CHECK);
    List<PeerCertificate> issuers = settings.credentials().issuers();
    List<PeerCertificate> presented = new ArrayList<>(List.of(leaf));
    if (check || has(LibSslCertificates.SSL_BUILD_CHAIN_FLAG_UNTRUSTED)) {
      presented.addAll(issuers);
    }
    TrustAnchors anchors = check ? anchors(issuers) : settings.chainStore();
    PathVerdict asServer = validate(presented, anchors, Purpose.SERVER);
    return asServer.isTrusted() ? asServer : validate(presented, anchors, Purpose.CLIENT);
  }

  private static PathVerdict validate(
      List<PeerCertificate> presented, TrustAnchors anchors, Purpose purpose) {
    return PathValidator.create()
        .validate(
            presented,
            anchors,
            purpose,
            Clock.systemUTC().instant(),
            PathValidator.DEFAULT_MAX_DEPTH);
  }

  private List<PeerCertificate> issuersIn(List<PeerCertificate> path) {
    int last = path.size() - 1;
    boolean dropsRoot =
        has(LibSslCertificates.SSL_BUILD_CHAIN_FLAG_NO_ROOT) && path.get(last).isSelfIssued();
    return path.subList(Math.min(1, path.size()), Math.max(1, dropsRoot ? last : path.size()));
  }

  private static TrustAnchors anchors(List<PeerCertificate> certificates) {
    List<X509Certificate> readable = new ArrayList<>();
    for (PeerCertificate certificate : certificates) {
      try {
        readable.add(certificate.toX509());
      } catch (CertificateException e) {
        // One that the JDK cannot read ends no path.
      }
    }
    return TrustAnchors.of(readable);
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
