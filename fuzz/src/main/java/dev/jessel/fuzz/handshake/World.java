// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.handshake;

import dev.jessel.SslContext;
import dev.jessel.SslPsk;
import dev.jessel.SslTicketKeys;
import dev.jessel.crypto.Secret;
import dev.jessel.fuzz.Identities;
import dev.jessel.fuzz.open.OpenCrypto;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.x509.TrustAnchors;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;

/** What all connections of the targets have in common. */
final class World {
  /** The name of the pre-shared keys, in every version. */
  static final String PSK = "psk";

  static final OpenCrypto CRYPTO = new OpenCrypto();
  static final Clock CLOCK = Identities.clock();
  private static final TrustAnchors TRUST = Identities.trust();
  private static final int KEY_LENGTH = 32;
  private static final int NAME_LENGTH = 16;
  private static final int MAX_EARLY_DATA = 1000;

  private World() {}

  static SslContext.Builder client(OpenCrypto crypto) {
    return common(SslContext.client(), crypto).peer("localhost");
  }

  static SslContext.Builder server(OpenCrypto crypto) {
    return common(SslContext.server(), crypto)
        .credential(Identities.SERVER)
        .credential(Identities.RSA_SERVER)
        .ticketKeys(
            SslTicketKeys.of(
                new SslTicketKeys.Key(Bytes.of(new byte[NAME_LENGTH]), Secret.zeros(KEY_LENGTH)),
                Optional.empty(),
                Optional.empty()));
  }

  private static SslContext.Builder common(SslContext.Builder builder, OpenCrypto crypto) {
    return builder.crypto(crypto).clock(CLOCK).trust(TRUST).groups("X25519:P-256");
  }

  /** A pre-shared key of TLS 1.3. */
  static SslPsk psk() {
    byte[] name = PSK.getBytes(StandardCharsets.US_ASCII);
    return SslPsk.of(Bytes.of(name), Secret.zeros(KEY_LENGTH), CipherSuite.TLS_AES_128_GCM_SHA256)
        .earlyData(MAX_EARLY_DATA, Optional.of("localhost"), Optional.empty());
  }

  /** A pre-shared key of TLS 1.2. */
  static Secret oldPsk() {
    return Secret.zeros(KEY_LENGTH);
  }
}
