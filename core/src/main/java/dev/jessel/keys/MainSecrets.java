// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import dev.jessel.crypto.Secret;

/**
 * The third stage of the TLS 1.3 key schedule (RFC 9846 7.1): where application keys come from. Not
 * thread-safe.
 */
public final class MainSecrets {
  private final Hkdf hkdf;
  private final Secret main;

  MainSecrets(Hkdf hkdf, Secret main) {
    this.hkdf = hkdf;
    this.main = main;
  }

  /**
   * The secrets of application data. This stage stays: {@link #resumptionMain} is still to come.
   *
   * @param transcriptHash of ClientHello to the server's Finished
   */
  public TrafficSecrets traffic(byte[] transcriptHash) {
    return new TrafficSecrets(
        new TrafficSecret(hkdf, hkdf.deriveSecret(main, "c ap traffic", transcriptHash)),
        new TrafficSecret(hkdf, hkdf.deriveSecret(main, "s ap traffic", transcriptHash)),
        new Exporter13(hkdf, hkdf.deriveSecret(main, "exp master", transcriptHash)));
  }

  /**
   * The secret that tickets' PSKs come from ({@link Hkdf#resumptionPsk}), and the schedule's last:
   * destroys this stage.
   *
   * @param transcriptHash of ClientHello to the client's Finished
   */
  public Secret resumptionMain(byte[] transcriptHash) {
    Secret resumption = hkdf.deriveSecret(main, "res master", transcriptHash);
    destroy();
    return resumption;
  }

  /** What the schedule runs on, for the tickets behind it. */
  public Hkdf hkdf() {
    return hkdf;
  }

  /** Wipes the stage, for a connection that issues and keeps no tickets. */
  public void destroy() {
    main.destroy();
  }
}
