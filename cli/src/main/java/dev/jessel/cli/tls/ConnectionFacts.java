// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import dev.jessel.Ssl;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.PeerCertificate;
import java.security.Key;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.Locale;
import java.util.Optional;

/** What is known about a connection, in the words of OpenSSL's tools. */
public final class ConnectionFacts {
  private static final int X25519_BITS = 253;
  private static final int X448_BITS = 448;
  private static final int EDWARDS_25519_BITS = 256;
  private static final int EDWARDS_448_BITS = 456;

  private final Ssl ssl;

  /** Facts about a connection whose handshake is over. */
  public ConnectionFacts(Ssl ssl) {
    this.ssl = ssl;
  }

  /** Such as TLSv1.3. */
  public String version() {
    return ssl.version().map(ProtocolVersion::name).orElse("(NONE)");
  }

  /** Such as TLS_AES_128_GCM_SHA256. */
  public String suite() {
    return ssl.cipherSuite().map(CipherSuite::openSslName).orElse("(NONE)");
  }

  /** Such as {@code Reused, TLSv1.3, Cipher is TLS_AES_128_GCM_SHA256}. */
  public String terms() {
    return (ssl.isResumed() ? "Reused, " : "New, ") + version() + ", Cipher is " + suite();
  }

  /** What became of early data; empty up to TLS 1.2, which has none. */
  public Optional<String> earlyData() {
    String outcome = ssl.earlyData().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return speaksTls13() ? Optional.of("Early data was " + outcome) : Optional.empty();
  }

  /** Such as X25519MLKEM768; empty up to TLS 1.2, where a group is one part of a suite. */
  public Optional<String> group() {
    return speaksTls13()
        ? Optional.of(ssl.group().map(NamedGroup::name).orElse("<NULL>"))
        : Optional.empty();
  }

  /** Whether the peer knows RFC 5746; empty in TLS 1.3, which has no renegotiation. */
  public Optional<Boolean> knowsSafeRenegotiation() {
    return speaksTls13() ? Optional.empty() : Optional.of(ssl.isRenegotiationSecure());
  }

  /** Whether it is TLS 1.3. */
  public boolean speaksTls13() {
    return ssl.version().filter(ProtocolVersion.TLS_1_3::equals).isPresent();
  }

  /** The peer's share in the key exchange, such as "X25519, 253 bits"; empty for hybrids. */
  public Optional<String> peerTemporaryKey() {
    return ssl.group().flatMap(ConnectionFacts::temporaryKey);
  }

  private static Optional<String> temporaryKey(NamedGroup group) {
    if (group.isFfdhe()) {
      return Optional.of("DH, " + group.name().substring("ffdhe".length()) + " bits");
    }
    return switch (group.name()) {
      case "x25519" -> Optional.of("X25519, " + X25519_BITS + " bits");
      case "x448" -> Optional.of("X448, " + X448_BITS + " bits");
      case "secp256r1" -> Optional.of("ECDH, prime256v1, 256 bits");
      case "secp384r1" -> Optional.of("ECDH, secp384r1, 384 bits");
      case "secp521r1" -> Optional.of("ECDH, secp521r1, 521 bits");
      default -> Optional.empty();
    };
  }

  /** How the peer signed. */
  public Optional<SignatureNames> peerSignature() {
    return ssl.peerSignatureScheme().map(SignatureNames::of);
  }

  /** The peer's own certificate. */
  public Optional<PeerCertificate> peerCertificate() {
    return ssl.peerCertificates().stream().findFirst();
  }

  /** The size of a certificate's key in bits, where its kind has such a thing. */
  public static Optional<Integer> keyBits(PeerCertificate certificate) {
    try {
      Key key = certificate.publicKey();
      if (key instanceof RSAKey rsa) {
        return Optional.of(rsa.getModulus().bitLength());
      }
      if (key instanceof ECKey ec) {
        return Optional.of(ec.getParams().getOrder().bitLength());
      }
      return switch (key.getAlgorithm()) {
        case "EdDSA", "Ed25519", "Ed448" ->
            Optional.of(
                certificate.spki().length() > EDWARDS_448_BITS / Byte.SIZE
                    ? EDWARDS_448_BITS
                    : EDWARDS_25519_BITS);
        default -> Optional.empty();
      };
    } catch (dev.jessel.error.TlsException e) {
      return Optional.empty();
    }
  }
}
