// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.jca.JcaCryptoProvider;
import dev.jessel.wire.Bytes;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values come of HMAC alone, by a script of a few lines written from RFC 9258. */
class ImportedPskTest {
  private static final Bytes ID = Bytes.ofHex("6964");
  private static final Bytes CONTEXT = Bytes.ofHex("637478");

  private final CryptoProvider crypto = JcaCryptoProvider.create();

  // RFC 9258 5.1 and 5.2: the identity, the key, and the binder with a label of its own.
  @ParameterizedTest
  @CsvSource({
    "SHA_256, SHA_256, 00026964000363747803040001, "
        + "b5550a8b0ea25b660ea6fc6ceb555026aa2ce0d64c7dec67b06243d57c210940, "
        + "d14864758a374e8d2b14480f30487c411903def6223d3736a3869005013b00e0",
    "SHA_256, SHA_384, 00026964000363747803040002, "
        + "f15189ccaaefee1a79e20a7502faccbb6edc1b77e5e0997e14c4d4948d1cbcfa32eadac84b68294a"
        + "22cfc32ef67f1bd2, "
        + "961b6349696dd18f92b00781a2045ba8b8e9b1423ff4b159b46aa1dfa7b7f418c518a9e7355394f1"
        + "426a23b84882c5e0",
    "SHA_384, SHA_256, 00026964000363747803040001, "
        + "199c8e63bdc9b1c8e05d2dc4496a97be81fdb640ac657197c71fdc4af6068783, "
        + "4539b2e5b2d6934285ed634c6c6615b440e7568a8fbb2fd60eaaf0c307f7370c",
    "SHA_384, SHA_384, 00026964000363747803040002, "
        + "d05f91a8f1ef39b90f96e7e5799c96e2ee247512ad6e0abcbdc698adde76cb0bd9d72e5be327a69b"
        + "9ce1639cf3a7efd4, "
        + "8ec3acd1518a0faf514f51b8ec245b7b020145b2ccdcfe77cd52241a1a30d408981bb439d3b1cb62"
        + "265aa3e7661ef481"
  })
  void isAsTheImporterSays(
      HashAlgorithm own, HashAlgorithm target, String identity, String key, String binder) {
    Bytes imported = ImportedPsk.identity(ID, CONTEXT, target);
    assertThat(imported).isEqualTo(Bytes.ofHex(identity));
    Secret external = Secret.take(filled(20, 0x2a));
    Secret psk = ImportedPsk.key(crypto, external, own, imported, target);
    assertThat(psk.<Bytes>expose(Bytes::of)).isEqualTo(Bytes.ofHex(key));
    EarlySecrets early = EarlySecrets.withPsk(crypto, target, psk);
    assertThat(early.importedBinder(filled(target.length(), 7))).isEqualTo(Bytes.ofHex(binder));
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
