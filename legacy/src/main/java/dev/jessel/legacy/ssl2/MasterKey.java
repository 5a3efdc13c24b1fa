// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import dev.jessel.session.Session;
import dev.jessel.wire.Bytes;
import java.util.Arrays;

/**
 * What the keys of all connections of a session come from.
 *
 * @param secret the MASTER-KEY
 * @param keyArg the first IV; empty where there are no blocks
 */
record MasterKey(Secret secret, Bytes keyArg) {
  /** A new one. */
  static MasterKey random(CryptoProvider crypto, CipherKind kind) {
    byte[] key = new byte[kind.keyLength()];
    crypto.randomBytes(key);
    byte[] keyArg = new byte[kind.keyArgLength()];
    crypto.randomBytes(keyArg);
    return new MasterKey(Secret.take(key), Bytes.of(keyArg));
  }

  /** The one of a session, which has both parts in its secret. */
  static MasterKey of(Session session, CipherKind kind) {
    int length = kind.keyLength();
    return session
        .secret()
        .expose(
            both ->
                new MasterKey(
                    Secret.take(Arrays.copyOf(both, length)),
                    Bytes.copyOf(both, length, both.length - length)));
  }

  /** Both parts, as a session keeps them. */
  Secret forSession() {
    Secret arg = Secret.take(keyArg.toArray());
    return secret.concat(arg);
  }
}
