// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import dev.jessel.SslCallbacks;
import dev.jessel.SslReply;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.VerifyResult;
import java.io.PrintStream;
import java.util.List;

/**
 * Tells what was found about the peer's certificates and, as OpenSSL's tools do, goes on whatever
 * it is, unless told otherwise. For one connection.
 */
public final class VerifyReport implements SslCallbacks.PeerVerifier {
  private final PrintStream err;
  private final boolean isQuiet;
  private final boolean isStrict;
  private volatile VerifyResult found = VerifyResult.OK;

  /**
   * A report.
   *
   * @param err gets a few lines, unless quiet
   * @param isStrict whether a peer that cannot be verified is refused
   */
  public VerifyReport(PrintStream err, boolean isQuiet, boolean isStrict) {
    this.err = err;
    this.isQuiet = isQuiet;
    this.isStrict = isStrict;
  }

  /** What was found; OK when there was nothing to look at. */
  public VerifyResult found() {
    return found;
  }

  @Override
  public SslReply<VerifyResult> judge(List<PeerCertificate> chain, PathVerdict verdict) {
    found = verdict.result();
    if (!isQuiet) {
      tell(chain, verdict);
    }
    return SslReply.now(isStrict ? found : VerifyResult.OK);
  }

  private void tell(List<PeerCertificate> chain, PathVerdict verdict) {
    if (!verdict.isTrusted()) {
      int depth = Math.min(verdict.depth(), chain.size() - 1);
      certificate(depth, chain.get(depth));
      err.println("verify error:num=" + found.number() + ":" + found.text());
      err.println("verify return:" + (isStrict ? 0 : 1));
      return;
    }
    List<PeerCertificate> path = verdict.verifiedChain();
    for (int depth = path.size() - 1; depth >= 0; depth--) {
      certificate(depth, path.get(depth));
      err.println("verify return:1");
    }
  }

  private void certificate(int depth, PeerCertificate certificate) {
    err.println("depth=" + depth + " " + certificate.subject());
  }
}
