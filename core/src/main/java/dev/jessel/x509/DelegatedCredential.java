// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.DelegatedKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * A key that signs for some days in place of the key of a certificate (RFC 9345), so that the
 * latter can stay in a safe place. Public; the private key is handed to {@link Credential.Builder}
 * beside it. Immutable.
 */
public final class DelegatedCredential {
  /** The longest time that peers take one for. */
  public static final Duration MAX_VALIDITY = Duration.ofDays(7);

  // RFC 9345 4: 64 spaces, a label, a zero byte; then certificate and key.
  private static final String LABEL = "TLS, server delegated credentials\0";
  private static final int SPACES = 64;

  private final DelegatedKey wire;
  private final PublicKey publicKey;

  private DelegatedCredential(DelegatedKey wire, PublicKey publicKey) {
    this.wire = wire;
    this.publicKey = publicKey;
  }

  /**
   * Reads one, as a peer sent it or a file holds it; whether it is good is another matter.
   *
   * @param encoded the structure {@code DelegatedCredential}
   * @throws TlsException when it is none, or no provider understands the key
   */
  public static DelegatedCredential parse(Bytes encoded) throws TlsException {
    ByteReader in = ByteReader.of(encoded);
    DelegatedKey wire = DelegatedKey.decode(in);
    in.expectEnd();
    return new DelegatedCredential(wire, PeerCertificate.ofRawPublicKey(wire.spki()).publicKey());
  }

  /**
   * Makes one: where the key of the certificate is, at most some days before it is used.
   *
   * @param issuer whose certificate lets it delegate, and whose key is at hand
   * @param key the public half of the key that shall sign handshakes
   * @param scheme what that key signs with
   * @param validity from now on, up to seven days
   * @param now the time
   * @param crypto signs
   * @throws IllegalArgumentException when certificate, key or time are not fit for it
   * @throws GeneralSecurityException when the issuer's key refuses
   */
  public static DelegatedCredential issue(
      Credential issuer,
      PublicKey key,
      SignatureScheme scheme,
      Duration validity,
      Instant now,
      CryptoProvider crypto)
      throws GeneralSecurityException {
    check(issuer.leaf().mayDelegate(), "the certificate does not let its key delegate");
    check(isFitFor(scheme, key, crypto), "the key cannot sign with " + scheme);
    check(validity.compareTo(MAX_VALIDITY) <= 0, "longer than seven days");
    Instant end = now.plus(validity);
    check(!end.isAfter(issuer.leaf().notAfter()), "longer than the certificate");
    SignatureScheme algorithm = crypto.schemesFor(issuer.publicKey()).get(0);
    DelegatedKey unsigned =
        new DelegatedKey(
            Duration.between(issuer.leaf().notBefore(), end).toSeconds(),
            scheme,
            Bytes.of(key.getEncoded()),
            algorithm,
            Bytes.EMPTY);
    Bytes signature =
        crypto
            .signer(issuer.privateKey(), algorithm, ProtocolVersion.TLS_1_3)
            .sign(content(unsigned, issuer.leaf()));
    return new DelegatedCredential(
        new DelegatedKey(unsigned.validTime(), scheme, unsigned.spki(), algorithm, signature), key);
  }

  private static void check(boolean ok, String problem) {
    if (!ok) {
      throw new IllegalArgumentException(problem);
    }
  }

  /** RFC 9345 4: of RSA keys, those alone that say that they are for PSS. */
  private static boolean isFitFor(SignatureScheme scheme, PublicKey key, CryptoProvider crypto) {
    return !key.getAlgorithm().equals("RSA") && crypto.schemesFor(key).contains(scheme);
  }

  private static byte[] content(DelegatedKey wire, PeerCertificate leaf) {
    byte[] spaces = new byte[SPACES];
    Arrays.fill(spaces, (byte) ' ');
    return Bytes.of(spaces)
        .plus(Bytes.of(LABEL.getBytes(StandardCharsets.US_ASCII)))
        .plus(leaf.der())
        .plus(wire.signedPart())
        .toArray();
  }

  /** The bytes that the key of a certificate must have signed. */
  public byte[] signedContent(PeerCertificate leaf) {
    return content(wire, leaf);
  }

  /** Whether a certificate and its key suit it: what may sign, and how. */
  public boolean isFit(CryptoProvider crypto) {
    return isFitFor(scheme(), publicKey, crypto);
  }

  /** When it ends, behind a certificate. */
  public Instant end(PeerCertificate leaf) {
    return leaf.notBefore().plusSeconds(wire.validTime());
  }

  /** Whether a peer takes it at a time: it has not ended, and is not made for too long. */
  public boolean isValidAt(Instant time, PeerCertificate leaf) {
    if (leaf.fields().notBefore().isEmpty()) {
      return false; // there is nothing to count from
    }
    Duration rest = Duration.between(time, end(leaf));
    return !rest.isNegative() && !rest.isZero() && rest.compareTo(MAX_VALIDITY) <= 0;
  }

  /** The key that signs handshakes. */
  public PublicKey publicKey() {
    return publicKey;
  }

  /** What the key signs handshakes with. */
  public SignatureScheme scheme() {
    return wire.scheme();
  }

  /** What the key of the certificate signed it with. */
  public SignatureScheme algorithm() {
    return wire.algorithm();
  }

  /** The signature of the key of the certificate. */
  public Bytes signature() {
    return wire.signature();
  }

  /** The structure {@code DelegatedCredential}, for {@link #parse}. */
  public Bytes encoded() {
    return wire.encoded();
  }
}
