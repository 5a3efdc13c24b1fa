// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.der.DerException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Who one is: a certificate chain with the private key of its first certificate, or a raw public
 * key (RFC 7250) with its private one, and what goes with it. That the two keys belong together has
 * been checked. Immutable, safe for use by several threads.
 *
 * <pre>{@code
 * Credential credential =
 *     Credential.builder().chain(chain).key(key).ocspResponse(staple).scts(scts).build();
 * }</pre>
 */
public final class Credential {
  private final List<PeerCertificate> chain;
  private final PublicKey publicKey;
  private final PrivateKey privateKey;
  private final Terms terms;

  private Credential(
      List<PeerCertificate> chain, PublicKey publicKey, PrivateKey privateKey, Terms terms) {
    this.chain = List.copyOf(chain);
    this.publicKey = publicKey;
    this.privateKey = privateKey;
    this.terms = terms;
  }

  /**
   * What goes with chain and key.
   *
   * @param ocspResponse to staple; empty for none
   * @param scts signed certificate timestamps
   * @param schemes what the key shall sign with, the best first; empty for whatever it can
   * @param mustMatchIssuer whether peers that name issuers must name one of this chain
   * @param delegation the key that signs in place of the certificate's
   */
  private record Terms(
      Optional<Bytes> ocspResponse,
      List<Bytes> scts,
      List<SignatureScheme> schemes,
      boolean mustMatchIssuer,
      Optional<DelegatedCredential> delegation) {
    static final Terms PLAIN =
        new Terms(Optional.empty(), List.of(), List.of(), false, Optional.empty());
  }

  /** Starts a credential. */
  public static Builder builder() {
    return new Builder();
  }

  /** Starts another credential from this one. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.chain = chain;
    builder.publicKey = Optional.of(publicKey);
    builder.privateKey = Optional.of(privateKey);
    builder.ocspResponse = terms.ocspResponse();
    builder.scts = terms.scts();
    builder.schemes = terms.schemes();
    builder.mustMatchIssuer = terms.mustMatchIssuer();
    builder.delegation = terms.delegation();
    return builder;
  }

  /**
   * A key and its chain.
   *
   * @param privateKey any key that the installed providers can sign with, also one in hardware
   * @param chain the certificate of the key first, then its issuers; at least one
   * @return the credential
   * @throws IllegalArgumentException if there is no certificate, or the first one is for another
   *     key
   */
  public static Credential of(PrivateKey privateKey, List<X509Certificate> chain) {
    try {
      return checked("certificate chain", privateKey, certificates(chain));
    } catch (PemException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * A key and its chain as it was read, which may hold what the JDK cannot parse.
   *
   * @param privateKey any key that the installed providers can sign with
   * @param chain the certificate of the key first, then its issuers; at least one
   * @return the credential
   * @throws IllegalArgumentException if there is no certificate, or the first one is for another
   *     key
   */
  public static Credential ofRead(PrivateKey privateKey, List<PeerCertificate> chain) {
    try {
      return checked("certificate chain", privateKey, chain);
    } catch (PemException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * A chain and a plain key from PEM or DER files, as {@code SSL_CTX_use_certificate_chain_file(3)}
   * and {@code SSL_CTX_use_PrivateKey_file(3)} read them.
   *
   * @param chain certificates, the one of the key first; anything else in the file is passed over
   * @param key the private key; may be the same file
   * @return the credential
   * @throws PemException if a file cannot be used, or the key is for another certificate
   */
  public static Credential ofPem(Path chain, Path key) throws PemException {
    return ofPem(chain, key, PasswordSource.none());
  }

  /**
   * A chain and a key, which may be encrypted, from PEM or DER files.
   *
   * @param chain certificates, the one of the key first; anything else in the file is passed over
   * @param key the private key; may be the same file
   * @param password asked if the key is encrypted
   * @return the credential
   * @throws PemException if a file cannot be used, the password is wrong, or the key is for another
   *     certificate
   */
  public static Credential ofPem(Path chain, Path key, PasswordSource password)
      throws PemException {
    List<PeerCertificate> certificates = Certificates.read(chain);
    return checked(key.toString(), PrivateKeys.read(key, password), certificates);
  }

  /**
   * The first key of a PKCS#12 file with its chain.
   *
   * @param file up to 16 MiB
   * @param password of the file and of the key in it
   * @return the credential
   * @throws PemException if the file cannot be used, holds no key, or the password is wrong
   */
  public static Credential ofPkcs12(Path file, char[] password) throws PemException {
    return ofKeyStore(file, password);
  }

  /**
   * The first key of a key store with its chain: PKCS#12, JKS or JCEKS, whichever it is.
   *
   * @param file up to 16 MiB
   * @param password of the file and of the key in it
   * @return the credential
   * @throws PemException if the file cannot be used, holds no key, or the password is wrong
   */
  public static Credential ofKeyStore(Path file, char[] password) throws PemException {
    return of(file.toString(), KeyStoreFile.read(file, password));
  }

  /**
   * A key of a key store with its chain. The store may be a token: its keys stay there.
   *
   * @param store loaded
   * @param alias of the key
   * @param password of the key; null where there is none
   * @return the credential
   * @throws PemException if there is no such key, or the password is wrong
   */
  public static Credential ofKeyStore(KeyStore store, String alias, char[] password)
      throws PemException {
    String source = store.getType() + " key store";
    return of(source, KeyStoreFile.in(source, store, Optional.of(alias), password));
  }

  private static Credential of(String source, KeyStoreFile contents) throws PemException {
    return checked(source, contents.privateKey(), certificates(contents.chain()));
  }

  private static Credential checked(
      String source, PrivateKey privateKey, List<PeerCertificate> chain) throws PemException {
    return checked(source, privateKey, chain, Terms.PLAIN);
  }

  private static Credential checked(
      String source, PrivateKey privateKey, List<PeerCertificate> chain, Terms terms)
      throws PemException {
    if (chain.isEmpty()) {
      throw new PemException(source, "no certificate found");
    }
    PublicKey publicKey = publicKey(source, chain.get(0));
    Optional<String> problem = KeyPairCheck.problem(privateKey, publicKey);
    if (problem.isPresent()) {
      throw new PemException(source, problem.get() + KeyPairCheck.otherOwner(privateKey, chain));
    }
    return new Credential(chain, publicKey, privateKey, terms);
  }

  private static PublicKey publicKey(String source, PeerCertificate leaf) throws PemException {
    try {
      return leaf.publicKey();
    } catch (TlsException e) {
      throw new PemException(source, "the public key of the certificate cannot be used", e);
    }
  }

  private static List<PeerCertificate> certificates(List<X509Certificate> chain)
      throws PemException {
    List<PeerCertificate> certificates = new ArrayList<>();
    for (X509Certificate certificate : chain) {
      try {
        certificates.add(PeerCertificate.read(Bytes.of(certificate.getEncoded())));
      } catch (DerException | CertificateEncodingException e) {
        throw new PemException("certificate chain", "malformed certificate", e);
      }
    }
    return certificates;
  }

  /**
   * The certificates to send.
   *
   * @return that of the key first; none for a raw public key
   */
  public List<PeerCertificate> chain() {
    return chain;
  }

  /**
   * The certificate of the key.
   *
   * @return the first of the chain
   * @throws IllegalStateException for a raw public key
   */
  public PeerCertificate leaf() {
    if (chain.isEmpty()) {
      throw new IllegalStateException("a raw public key has no certificate");
    }
    return chain.get(0);
  }

  /** Whether there is no certificate, so that only the key itself can be shown (RFC 7250). */
  public boolean isRawPublicKey() {
    return chain.isEmpty();
  }

  /**
   * The key that peers will verify signatures with.
   *
   * @return the public key of the leaf, the raw one, or the delegated one
   */
  public PublicKey publicKey() {
    return publicKey;
  }

  /**
   * The public key with its algorithm: what is shown as a raw public key.
   *
   * @return a DER SubjectPublicKeyInfo
   */
  public Bytes spki() {
    return chain.isEmpty() ? Bytes.of(publicKey.getEncoded()) : leaf().spki();
  }

  /**
   * The key to sign with.
   *
   * @return the private key of the leaf; one that cannot sign when it was said to be elsewhere
   */
  public PrivateKey privateKey() {
    return privateKey;
  }

  /** The OCSP response that is stapled to the chain, in DER; empty for none. */
  public Optional<Bytes> ocspResponse() {
    return terms.ocspResponse();
  }

  /** The signed certificate timestamps that go with the chain, one {@code SerializedSCT} each. */
  public List<Bytes> scts() {
    return terms.scts();
  }

  /** What the key shall sign with, the best first; empty for whatever it can. */
  public List<SignatureScheme> schemes() {
    return terms.schemes();
  }

  /** Whether it is shown only to peers that name an issuer of its chain, or none at all. */
  public boolean mustMatchIssuer() {
    return terms.mustMatchIssuer();
  }

  /**
   * Whether one of the chain was issued under one of some names.
   *
   * @param names DER names
   */
  public boolean isIssuedByOneOf(List<Bytes> names) {
    return chain.stream()
        .map(PeerCertificate::issuerDer)
        .anyMatch(issuer -> names.stream().anyMatch(name -> CertificateNames.same(issuer, name)));
  }

  /** Whether the private key is not at hand: the application is asked for each signature. */
  public boolean isKeyElsewhere() {
    return privateKey instanceof KeyElsewhere;
  }

  /** The key that signs in place of the certificate's (RFC 9345); empty for the latter. */
  public Optional<DelegatedCredential> delegation() {
    return terms.delegation();
  }

  /** The same with another OCSP response: a fresh one, or none. */
  public Credential withOcspResponse(Optional<Bytes> response) {
    Terms fresh =
        new Terms(
            response, terms.scts(), terms.schemes(), terms.mustMatchIssuer(), terms.delegation());
    return new Credential(chain, publicKey, privateKey, fresh);
  }

  /** The subject alone, or the kind of a raw public key. */
  @Override
  public String toString() {
    String who =
        chain.isEmpty() ? "raw " + publicKey.getAlgorithm() + " key" : chain.get(0).subject();
    return "Credential[" + who + "]";
  }

  /** Gathers the parts of a credential. Not thread-safe. */
  public static final class Builder {
    private List<PeerCertificate> chain = List.of();
    private Optional<PublicKey> publicKey = Optional.empty();
    private Optional<PrivateKey> privateKey = Optional.empty();
    private boolean keyIsElsewhere;
    private Optional<Bytes> ocspResponse = Optional.empty();
    private List<Bytes> scts = List.of();
    private List<SignatureScheme> schemes = List.of();
    private boolean mustMatchIssuer;
    private Optional<DelegatedCredential> delegation = Optional.empty();
    private Optional<ChainCompletion> pool = Optional.empty();

    private Builder() {}

    /**
     * Sets the certificate of the key and its issuers.
     *
     * @param certificates the certificate of the key first; the root may be left out
     * @throws IllegalArgumentException if one is malformed
     */
    public Builder chain(List<X509Certificate> certificates) {
      try {
        return certificates(Credential.certificates(certificates));
      } catch (PemException e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    }

    /** As {@link #chain}, of certificates as they were read; the JDK need not understand them. */
    public Builder certificates(List<PeerCertificate> certificates) {
      chain = List.copyOf(certificates);
      return this;
    }

    /**
     * Has the chain put in order and completed when it is built: with the issuers that it lacks, as
     * far as they are among some, and without the root.
     *
     * @param intermediates issuers that may be of use, in any order
     */
    public Builder completeFrom(Collection<PeerCertificate> intermediates) {
      pool = Optional.of(new ChainCompletion(intermediates, Instant.now()));
      return this;
    }

    /** Sets the private key: any that the installed providers can sign with, also in hardware. */
    public Builder key(PrivateKey key) {
      privateKey = Optional.of(key);
      keyIsElsewhere = false;
      return this;
    }

    /**
     * Says that the private key is not at hand. {@code SslContext.Builder.signer} must be set: it
     * is asked for each signature.
     */
    public Builder keyElsewhere() {
      privateKey = Optional.empty();
      keyIsElsewhere = true;
      return this;
    }

    /**
     * Sets the public key of a credential that has no certificate (RFC 7250). Where there is a
     * chain, its key counts.
     */
    public Builder rawPublicKey(PublicKey key) {
      publicKey = Optional.of(key);
      return this;
    }

    /** Sets the OCSP response to staple, in DER. */
    public Builder ocspResponse(Bytes response) {
      ocspResponse = Optional.of(response);
      return this;
    }

    /** Sets the signed certificate timestamps (RFC 6962), one {@code SerializedSCT} each. */
    public Builder scts(List<Bytes> timestamps) {
      scts = List.copyOf(timestamps);
      return this;
    }

    /**
     * Sets what the key shall sign with, the best first. What the context does not allow is not
     * used all the same.
     *
     * @param preferred none for whatever the key can
     */
    public Builder schemes(SignatureScheme... preferred) {
      schemes = List.of(preferred);
      return this;
    }

    /**
     * Has it shown only to peers that name one of the chain's issuers, or no issuers at all. What a
     * peer names is a hint otherwise: a credential that matches is preferred.
     */
    public Builder mustMatchIssuer(boolean must) {
      mustMatchIssuer = must;
      return this;
    }

    /**
     * Has another key sign in place of the certificate's (RFC 9345), which {@link #key} gets the
     * private half of. Such a credential is for clients of TLS 1.3 that take it; another one, with
     * the certificate's own key, should stand behind it for all others.
     *
     * @see DelegatedCredential#issue
     */
    public Builder delegated(DelegatedCredential delegated) {
      delegation = Optional.of(delegated);
      return this;
    }

    /**
     * Makes the credential.
     *
     * @throws IllegalArgumentException if there is no certificate and no raw public key, no private
     *     key, or the two keys do not belong together
     */
    public Credential build() {
      try {
        Terms terms = new Terms(ocspResponse, scts, schemes, mustMatchIssuer, delegation);
        if (delegation.isEmpty() && !chain.isEmpty() && !isElsewhere()) {
          return checked("credential", key(), completed(), terms);
        }
        PublicKey publicKey = publicKey();
        return new Credential(completed(), publicKey, privateKey(publicKey), terms);
      } catch (PemException e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    }

    private PublicKey publicKey() throws PemException {
      if (delegation.isPresent()) {
        if (chain.isEmpty() || !chain.get(0).mayDelegate()) {
          throw new IllegalArgumentException("no certificate that lets its key delegate");
        }
        return delegation.get().publicKey();
      }
      if (!chain.isEmpty()) {
        return Credential.publicKey("certificate chain", chain.get(0));
      }
      return publicKey.orElseThrow(
          () -> new IllegalArgumentException("neither a certificate nor a raw public key"));
    }

    private PrivateKey privateKey(PublicKey fitting) throws PemException {
      if (isElsewhere()) {
        return new KeyElsewhere(fitting.getAlgorithm());
      }
      if (KeyPairCheck.problem(key(), fitting).isPresent()) {
        throw new PemException("credential", "the private key does not match the public key");
      }
      return key();
    }

    private boolean isElsewhere() {
      return keyIsElsewhere || privateKey.filter(KeyElsewhere.class::isInstance).isPresent();
    }

    private PrivateKey key() {
      return privateKey.orElseThrow(() -> new IllegalArgumentException("no private key"));
    }

    private List<PeerCertificate> completed() {
      return pool.map(completion -> chain.isEmpty() ? chain : completion.of(chain)).orElse(chain);
    }
  }
}
