// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import dev.jessel.SslContext;
import dev.jessel.SslOption;
import dev.jessel.SslPsk;
import dev.jessel.SslReply;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import java.util.List;
import java.util.Optional;

/** The pre-shared key of TLS 1.3 that scripted peers and their victims have. */
public final class TestPsk {
  /** Its name. */
  public static final Bytes IDENTITY = Bytes.of((byte) 'k', (byte) 'e', (byte) 'y');

  /** Early data that it allows, in bytes. */
  public static final int MAX_EARLY_DATA = 1000;

  private static final byte[] KEY = new byte[32];
  private static final CipherSuite SUITE = CipherSuite.TLS_AES_128_GCM_SHA256;

  private TestPsk() {}

  /** The suite that it is for. */
  static SuiteParameters suite() {
    return SuiteParameters.of(SUITE).orElseThrow();
  }

  /** The key itself. */
  static Secret key() {
    return Secret.copyOf(KEY);
  }

  /** The key as an application has it. */
  public static SslPsk psk() {
    return SslPsk.of(IDENTITY, key(), SUITE);
  }

  private static SslPsk early(Optional<String> serverName) {
    return psk().earlyData(MAX_EARLY_DATA, serverName, Optional.empty());
  }

  /** A client that offers it, with its suite in front. */
  public static SslContext.Builder client(SslContext.Builder settings) {
    return offering(settings, early(Optional.of("localhost")));
  }

  /** A client that offers a key of its own making, with its suite in front. */
  public static SslContext.Builder offering(SslContext.Builder settings, SslPsk... keys) {
    return settings
        .cipherSuites("TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256")
        .externalPskChooser(Optional.of(() -> SslReply.now(List.of(keys))));
  }

  /** A server that takes it, early data included. */
  public static SslContext.Builder server(SslContext.Builder settings) {
    return settings
        .options(SslOption.NO_ANTI_REPLAY)
        .maxEarlyData(MAX_EARLY_DATA)
        .externalPskFinder(
            Optional.of(
                identity ->
                    SslReply.now(
                        Optional.of(early(Optional.empty()))
                            .filter(psk -> identity.equals(IDENTITY)))));
  }
}
