// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.crypto.DhParameters;
import dev.jessel.openssl.LibSslEphemeral.SSL_tmp_dh_cb;
import java.util.Optional;
import javax.crypto.spec.DHParameterSpec;

/**
 * Where the group of a server's DHE suites comes from.
 *
 * @param automatic whether the groups of RFC 7919 serve, whatever else was given
 * @param given what was given
 * @param callback who is asked when nothing was given
 */
record DhSettings(
    boolean automatic, Optional<DhParameters> given, Optional<SSL_tmp_dh_cb> callback) {
  static final DhSettings NONE = new DhSettings(false, Optional.empty(), Optional.empty());

  /** What a callback is told: bits that have not meant anything since export suites. */
  private static final int KEY_LENGTH = 1024;

  DhSettings automatic(boolean on) {
    return new DhSettings(on, given, callback);
  }

  DhSettings given(Optional<DhParameters> parameters) {
    return new DhSettings(automatic, parameters, callback);
  }

  DhSettings callback(Optional<SSL_tmp_dh_cb> asked) {
    return new DhSettings(automatic, given, asked);
  }

  /** What is to be used; empty for the groups of RFC 7919. */
  Optional<DhParameters> parameters() {
    return automatic ? Optional.empty() : given;
  }

  /** What the callback says for a connection, if it is to be asked. */
  Optional<DhParameters> ask(LibSslTypes.SSL ssl) {
    return callback
        .filter(any -> !automatic && given.isEmpty())
        .map(asked -> asked.parameters(ssl, 0, KEY_LENGTH))
        .map(DhSettings::of);
  }

  static DhParameters of(DHParameterSpec spec) {
    return DhParameters.of(spec.getP(), spec.getG());
  }
}
