// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.SignatureScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The lists of suites and signature schemes that settings are given as text, and the defaults. */
final class AlgorithmLists {
  /** As libssl: the strongest first; CCM only for those who ask. */
  private static final List<CipherSuite> SUITES =
      List.of(
          CipherSuite.TLS_AES_256_GCM_SHA384,
          CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
          CipherSuite.TLS_AES_128_GCM_SHA256);

  private static final List<SignatureScheme> SCHEMES =
      List.of(
          SignatureScheme.MLDSA65,
          SignatureScheme.MLDSA87,
          SignatureScheme.MLDSA44,
          SignatureScheme.ECDSA_SECP256R1_SHA256,
          SignatureScheme.ECDSA_SECP384R1_SHA384,
          SignatureScheme.ECDSA_SECP521R1_SHA512,
          SignatureScheme.ED25519,
          SignatureScheme.ED448,
          SignatureScheme.RSA_PSS_PSS_SHA256,
          SignatureScheme.RSA_PSS_PSS_SHA384,
          SignatureScheme.RSA_PSS_PSS_SHA512,
          SignatureScheme.RSA_PSS_RSAE_SHA256,
          SignatureScheme.RSA_PSS_RSAE_SHA384,
          SignatureScheme.RSA_PSS_RSAE_SHA512,
          // RFC 9846 4.3.3: in TLS 1.3 these three sign certificates only, never a handshake.
          SignatureScheme.RSA_PKCS1_SHA256,
          SignatureScheme.RSA_PKCS1_SHA384,
          SignatureScheme.RSA_PKCS1_SHA512);

  private AlgorithmLists() {}

  static List<CipherSuite> defaultSuites(CryptoProvider crypto) {
    return SUITES.stream().filter(crypto::supports).toList();
  }

  static List<SignatureScheme> defaultSchemes(CryptoProvider crypto) {
    return SCHEMES.stream().filter(crypto::supports).toList();
  }

  static List<CipherSuite> suites(String text, CryptoProvider crypto) {
    return parse(text, "cipher suite", CipherSuite::named, s -> s.isTls13() && crypto.supports(s));
  }

  static List<SignatureScheme> schemes(String text, CryptoProvider crypto) {
    return parse(text, "signature scheme", SignatureScheme::named, crypto::supports);
  }

  /** Names between colons; a question mark before a name ignores it when it cannot be had. */
  private static <T> List<T> parse(
      String text, String what, Function<String, Optional<T>> named, Predicate<T> supported) {
    List<T> list = new ArrayList<>();
    for (String element : text.split(":", -1)) {
      boolean optional = element.startsWith("?");
      String name = optional ? element.substring(1) : element;
      Optional<T> found = named.apply(name.strip()).filter(supported);
      if (found.isEmpty() && !optional) {
        throw new IllegalArgumentException("unknown or unsupported " + what + " \"" + name + "\"");
      }
      found.filter(value -> !list.contains(value)).ifPresent(list::add);
    }
    if (list.isEmpty()) {
      throw new IllegalArgumentException("no " + what + " is left of the list \"" + text + "\"");
    }
    return List.copyOf(list);
  }
}
