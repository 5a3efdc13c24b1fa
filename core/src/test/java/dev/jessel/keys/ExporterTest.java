// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.jca.JcaCryptoProvider;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExporterTest {
  private static final String LABEL = "EXPERIMENTAL label";

  private final Exporter exporter =
      new Exporter13(
          new Hkdf(JcaCryptoProvider.create(), HashAlgorithm.SHA_256),
          Rfc8448.simple().secret("exporterSecret"));

  // RFC 9846 7.5: a secret of its own for each label and context.
  // The values are those of OpenSSL 3.0: openssl kdf ... TLS13-KDF, label by label
  @Test
  void exportsWithAContext() {
    Optional<byte[]> context = Optional.of("context".getBytes(StandardCharsets.US_ASCII));

    assertThat(HexFormat.of().formatHex(exporter.export(LABEL, context, 48)))
        .isEqualTo(
            "7fdeec3464595f72ecfaa009bd58e40574484e5064d6899550bece4be3ac654b"
                + "02cdc92a9b1c321b9ccd42d07a2fb8b7");
  }

  @Test
  void noContextIsTheSameAsAnEmptyOne() {
    byte[] without = exporter.export(LABEL, Optional.empty(), 48);

    assertThat(HexFormat.of().formatHex(without))
        .isEqualTo(
            "71a2af7f2f1221e52a945af7ee73407753bc37a2ae19a5d72f209c30b1b9b9d1"
                + "78cc2e85b7fe2c7f341f1aee6311cd52");
    assertThat(exporter.export(LABEL, Optional.of(new byte[0]), 48)).isEqualTo(without);
  }

  @Test
  void refusesWhatTheProtocolCannotDo() {
    assertThat(exporter.export(LABEL, Optional.empty(), 0)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> exporter.export(LABEL, Optional.empty(), 255 * 32 + 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> exporter.export("x".repeat(250), Optional.empty(), 1));
  }

  @Test
  void exportsNothingOnceDestroyed() {
    exporter.destroy();

    assertThatIllegalStateException().isThrownBy(() -> exporter.export(LABEL, Optional.empty(), 1));
  }
}
