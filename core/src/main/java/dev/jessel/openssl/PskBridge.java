// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslCallbacks.PskIdentity;
import dev.jessel.SslRefusal;
import dev.jessel.SslReply;
import dev.jessel.crypto.Secret;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Asks C's callbacks for pre-shared keys. */
record PskBridge(LibSslTypes.SSL handle) {
  private static final int MAX_IDENTITY = LibSslPsk.PSK_MAX_IDENTITY_LEN;

  SslReply<Optional<PskIdentity>> choose(Optional<String> hint) {
    String[] identity = new String[1];
    Optional<Secret> key =
        key(
            psk ->
                handle
                    .pskClient
                    .orElseThrow()
                    .psk(handle, hint.orElse(null), identity, MAX_IDENTITY, psk, psk.length));
    if (key.isEmpty()) {
      throw new SslRefusal(SslReason.PSK_IDENTITY_NOT_FOUND, AlertDescription.HANDSHAKE_FAILURE);
    }
    if (!fits(identity[0])) {
      key.get().destroy();
      throw new SslRefusal(SslReason.BAD_DATA_RETURNED_BY_CALLBACK);
    }
    return SslReply.now(key.map(secret -> new PskIdentity(identity[0], secret)));
  }

  SslReply<Optional<Secret>> find(String identity) {
    return SslReply.now(
        key(psk -> handle.pskServer.orElseThrow().psk(handle, identity, psk, psk.length)));
  }

  private static boolean fits(String identity) {
    return identity != null && identity.getBytes(StandardCharsets.UTF_8).length <= MAX_IDENTITY;
  }

  private interface Question {
    /** Fills in the key and tells its length. */
    int ask(byte[] psk);
  }

  private static Optional<Secret> key(Question question) {
    byte[] room = new byte[LibSslPsk.PSK_MAX_PSK_LEN];
    try {
      int length = question.ask(room);
      if (length < 0 || length > room.length) {
        throw new SslRefusal(SslReason.BAD_DATA_RETURNED_BY_CALLBACK);
      }
      return length == 0 ? Optional.empty() : Optional.of(Secret.take(Arrays.copyOf(room, length)));
    } finally {
      Arrays.fill(room, (byte) 0);
    }
  }
}
