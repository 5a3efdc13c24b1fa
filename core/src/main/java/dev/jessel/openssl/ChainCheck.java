// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.x509.Credential;
import dev.jessel.x509.PeerCertificate;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a certificate and its chain with what a peer has said that it takes. */
final class ChainCheck {
  /** {@code SSL_CERT_FLAG_TLS_STRICT}. */
  static final int STRICT = 0x1;

  private static final int NEEDED =
      LibSslCertificates.CERT_PKEY_SIGN
          | LibSslCertificates.CERT_PKEY_EE_SIGNATURE
          | LibSslCertificates.CERT_PKEY_EE_PARAM;

  private static final int NEEDED_WHEN_STRICT =
      NEEDED
          | LibSslCertificates.CERT_PKEY_CA_SIGNATURE
          | LibSslCertificates.CERT_PKEY_CA_PARAM
          | LibSslCertificates.CERT_PKEY_ISSUER_NAME
          | LibSslCertificates.CERT_PKEY_CERT_TYPE;

  private final boolean strict;
  private final boolean server;
  private final List<SignatureScheme> ours;
  private final List<SignatureScheme> theirs;
  private final List<NamedGroup> groups;
  private final List<Bytes> issuers;

  ChainCheck(LibSslTypes.SSL ssl) {
    strict = ssl.certificates().isStrict();
    server = ssl.ssl().isServer();
    ours = ssl.ssl().context().toBuilder().signatureSchemes();
    theirs = ssl.notes().peerSchemes(ssl.ssl());
    groups = ssl.notes().clientGroups();
    issuers = server ? List.of() : ssl.notes().peerIssuers(ssl.ssl());
  }

  /** Checks the current certificate of a connection. */
  static int ofCurrent(LibSslTypes.SSL ssl) {
    CredentialSlots slots = ssl.credentials();
    return slots
        .certificate()
        .map(
            leaf ->
                new ChainCheck(ssl).check(leaf, slots.privateKey().orElse(null), slots.issuers()))
        .orElse(0);
  }

  /** The {@code CERT_PKEY_} bits that hold; 0 when certificate and key cannot be used. */
  int check(PeerCertificate leaf, PrivateKey key, List<PeerCertificate> chain) {
    Optional<PublicKey> publicKey = keyOf(leaf);
    if (key == null || publicKey.isEmpty() || !fit(leaf, key)) {
      return 0;
    }
    boolean signs =
        CallbackBridge.CRYPTO.schemesFor(publicKey.get()).stream()
            .anyMatch(scheme -> ours.contains(scheme) && theirs.contains(scheme));
    int found =
        bit(signs, LibSslCertificates.CERT_PKEY_SIGN | LibSslCertificates.CERT_PKEY_EXPLICIT_SIGN)
            | bit(isSignatureTaken(leaf), LibSslCertificates.CERT_PKEY_EE_SIGNATURE)
            | bit(isKeyTaken(leaf), LibSslCertificates.CERT_PKEY_EE_PARAM)
            | bit(
                chain.stream().allMatch(this::isSignatureTaken),
                LibSslCertificates.CERT_PKEY_CA_SIGNATURE)
            | bit(chain.stream().allMatch(this::isKeyTaken), LibSslCertificates.CERT_PKEY_CA_PARAM)
            | bit(isIssuerTaken(leaf, chain), LibSslCertificates.CERT_PKEY_ISSUER_NAME)
            | LibSslCertificates.CERT_PKEY_CERT_TYPE;
    int needed = strict ? NEEDED_WHEN_STRICT : NEEDED;
    return found | bit((found & needed) == needed, LibSslCertificates.CERT_PKEY_VALID);
  }

  /** Whether a credential could serve. */
  boolean isValid(Credential credential) {
    List<PeerCertificate> chain = credential.chain();
    int found = check(credential.leaf(), credential.privateKey(), chain.subList(1, chain.size()));
    return (found & LibSslCertificates.CERT_PKEY_VALID) != 0;
  }

  private static int bit(boolean on, int bits) {
    return on ? bits : 0;
  }

  /** Nobody checks the signature on a root. */
  private boolean isSignatureTaken(PeerCertificate certificate) {
    return certificate.isSelfIssued()
        || certificate.signatureScheme().map(theirs::contains).orElse(false);
  }

  /** A client names the curves that it takes; a server's request does not. */
  private boolean isKeyTaken(PeerCertificate certificate) {
    Optional<PublicKey> key = keyOf(certificate);
    if (server && key.isPresent() && key.get() instanceof ECKey ec) {
      return KnownGroups.curveOf(ec).map(groups::contains).orElse(false);
    }
    return key.isPresent();
  }

  private boolean isIssuerTaken(PeerCertificate leaf, List<PeerCertificate> chain) {
    List<PeerCertificate> all = new ArrayList<>(List.of(leaf));
    all.addAll(chain);
    return issuers.isEmpty()
        || all.stream().map(PeerCertificate::issuerDer).anyMatch(issuers::contains);
  }

  private static boolean fit(PeerCertificate leaf, PrivateKey key) {
    try {
      return Credential.ofRead(key, List.of(leaf)).leaf().equals(leaf);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Optional<PublicKey> keyOf(PeerCertificate certificate) {
    try {
      return Optional.of(certificate.publicKey());
    } catch (TlsException e) {
      return Optional.empty();
    }
  }
}
