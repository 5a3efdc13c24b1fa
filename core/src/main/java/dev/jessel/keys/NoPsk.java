// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Secret;
import dev.jessel.wire.Bytes;
import java.util.Map;
import java.util.Optional;

/**
 * What the key schedule has in the place of a PSK where there is none: it comes of zeros alone, so
 * that it is the same in all handshakes, and no secret.
 *
 * @param early the Early Secret
 * @param derived the salt of the stage that follows
 */
record NoPsk(Bytes early, Bytes derived) {
  private static final Map<HashAlgorithm, NoPsk> ALL =
      Map.of(
          HashAlgorithm.SHA_256,
          of(
              "33ad0a1c607ec03b09e6cd9893680ce210adf300aa1f2660e1b22e10f170f92a",
              "6f2615a108c702c5678f54fc9dbab69716c076189c48250cebeac3576c3611ba"),
          HashAlgorithm.SHA_384,
          of(
              "7ee8206f5570023e6dc7519eb1073bc4e791ad37b5c382aa10ba18e2357e7169"
                  + "71f9362f2c2fe2a76bfd78dfec4ea9b5",
              "1591dac5cbbf0330a4a84de9c753330e92d01f0a88214b4464972fd668049e93"
                  + "e52f2b16fad922fdc0584478428f282b"));

  /** As it is with a hash; empty for a hash that no suite of TLS 1.3 has. */
  static Optional<NoPsk> with(HashAlgorithm hash) {
    return Optional.ofNullable(ALL.get(hash));
  }

  /** The Early Secret, to be destroyed like any other. */
  Secret earlySecret() {
    return Secret.take(early.toArray());
  }

  /** The salt, to be destroyed like any other. */
  Secret salt() {
    return Secret.take(derived.toArray());
  }

  private static NoPsk of(String early, String derived) {
    return new NoPsk(Bytes.ofHex(early), Bytes.ofHex(derived));
  }
}
