// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import dev.jessel.crypto.Secret;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import java.util.Optional;
import java.util.Set;

/** The exporter of TLS 1.2 and before. */
final class Exporter12 implements Exporter {
  /** RFC 5705 4: with these the PRF makes what must stay inside. */
  private static final Set<String> RESERVED =
      Set.of(
          "client finished",
          "server finished",
          "master secret",
          "extended master secret",
          "key expansion");

  private static final int MAX_CONTEXT = 0xFFFF;

  private final Prf prf;
  private final Secret main;
  private final Bytes randoms;

  /**
   * An exporter.
   *
   * @param main owned from now on
   * @param randoms the client's, then the server's
   */
  Exporter12(Prf prf, Secret main, Bytes randoms) {
    this.prf = prf;
    this.main = main;
    this.randoms = randoms;
  }

  @Override
  public byte[] export(String label, Optional<byte[]> context, int length) {
    checkArguments(label, context, length);
    // RFC 5705 4: PRF(master_secret, label, client_random + server_random
    //             [+ context_value_length + context_value])[length]
    Secret material = prf.derive(main, label, seed(context), length);
    try {
      return material.expose(byte[]::clone);
    } finally {
      material.destroy();
    }
  }

  private static void checkArguments(String label, Optional<byte[]> context, int length) {
    if (!label.chars().allMatch(c -> c > 0 && c < 0x80)) {
      throw new IllegalArgumentException("a label has ASCII characters only");
    }
    if (RESERVED.stream().anyMatch(label::startsWith)) {
      throw new IllegalArgumentException("the label is TLS's own");
    }
    if (length < 0 || context.isPresent() && context.get().length > MAX_CONTEXT) {
      throw new IllegalArgumentException("length below 0, or a context beyond 65535 bytes");
    }
  }

  private Bytes seed(Optional<byte[]> context) {
    if (context.isEmpty()) {
      return randoms;
    }
    return new ByteWriter().bytes(randoms).opaque16(Bytes.of(context.get())).toBytes();
  }

  @Override
  public Secret secret() {
    return main;
  }

  @Override
  public void destroy() {
    main.destroy();
  }
}
