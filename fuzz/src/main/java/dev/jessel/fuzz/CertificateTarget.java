// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz;

import dev.jessel.compress.CertificateCodec;
import dev.jessel.compress.CertificateCompressor;
import dev.jessel.error.TlsException;
import dev.jessel.fuzz.open.OpenCrypto;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateCompression;
import dev.jessel.x509.Certificates;
import dev.jessel.x509.DelegatedCredential;
import dev.jessel.x509.PasswordSource;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PemException;
import dev.jessel.x509.PrivateKeys;
import dev.jessel.x509.RevocationLists;
import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.List;

/**
 * Certificates and what comes with them, from peers and from files. An input is a {@link Form} and
 * the content; what is read is looked at from all sides and judged by {@link Judging}.
 */
public final class CertificateTarget {
  private static final String SOURCE = "an input";
  private static final int MAX_DECOMPRESSED = 20_000;
  private static final OpenCrypto CRYPTO = new OpenCrypto();
  private static final CertificateCompressor ZLIB =
      new CertificateCompressor(List.of(CertificateCodec.zlib()));

  /** What the content is. */
  enum Form {
    /** A certificate from a peer. */
    PEER,
    /** A certificate that is trusted. */
    ANCHOR,
    /** A file of certificates. */
    FILE,
    /** A file with a private key, for the password that is none. */
    KEY,
    /** Revocation lists. */
    CRL,
    /** A response of OCSP. */
    OCSP,
    /** A raw public key. */
    RAW_KEY,
    /** A delegated credential. */
    DELEGATED,
    /** A certificate message that zlib has made small. */
    COMPRESSED
  }

  private CertificateTarget() {}

  /** One file, or one part of a message. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length > 0) {
      Form form = Choice.of(Form.class, input[0]);
      byte[] content = Arrays.copyOfRange(input, 1, input.length);
      Bounds.hold(input, () -> run(form, content));
    }
  }

  private static void run(Form form, byte[] content) {
    try {
      read(form, content);
    } catch (TlsException refused) {
      Promises.checkBlame(refused.reason(), refused);
    } catch (IOException refused) {
      Promises.check(refused.getMessage() != null, "refused without a word");
    }
  }

  private static void read(Form form, byte[] content) throws TlsException, IOException {
    switch (form) {
      case PEER -> peer(PeerCertificate.parse(Bytes.of(content)));
      case ANCHOR -> Judging.anchor(PeerCertificate.parse(Bytes.of(content)));
      case FILE -> Certificates.parse(SOURCE, content).forEach(Judging::anchor);
      case KEY -> key(content);
      case CRL -> Judging.lists(RevocationLists.parse(SOURCE, content));
      case OCSP -> Judging.staple(Bytes.of(content));
      case RAW_KEY -> rawKey(PeerCertificate.ofRawPublicKey(Bytes.of(content)));
      case DELEGATED -> delegated(DelegatedCredential.parse(Bytes.of(content)));
      case COMPRESSED ->
          ZLIB.decompress(CertificateCompression.ZLIB, Bytes.of(content), MAX_DECOMPRESSED);
    }
  }

  private static void key(byte[] content) throws PemException {
    PrivateKey key = PrivateKeys.parse(SOURCE, content, PasswordSource.of(new char[] {'x'}));
    Promises.check(key.getAlgorithm() != null, "a key for nothing");
  }

  private static void peer(PeerCertificate certificate) throws TlsException {
    describe(certificate);
    Judging.peer(certificate);
    try {
      Promises.check(certificate.toX509() != null, "no certificate");
    } catch (CertificateException stricter) {
      // The JDK refuses more.
    }
    Promises.check(certificate.publicKey() != null, "no key");
  }

  private static void rawKey(PeerCertificate key) throws TlsException {
    Promises.check(key.isRawPublicKey(), "a certificate");
    Promises.check(key.publicKey() != null, "no key");
  }

  private static void delegated(DelegatedCredential credential) throws TlsException {
    Promises.check(
        DelegatedCredential.parse(credential.encoded()).encoded().equals(credential.encoded()),
        "another credential");
    PeerCertificate leaf = Identities.SERVER.leaf();
    boolean fits = credential.isFit(CRYPTO) && credential.isValidAt(Identities.now(), leaf);
    Promises.check(credential.signedContent(leaf).length > 0 || !fits, "nothing to sign");
  }

  private static void describe(PeerCertificate certificate) throws TlsException {
    List<Object> said =
        List.of(
            certificate.subject(),
            certificate.issuer(),
            certificate.dnsNames(),
            certificate.ipAddresses(),
            certificate.commonName(),
            certificate.notBefore(),
            certificate.notAfter(),
            certificate.serial(),
            certificate.signatureAlgorithm(),
            certificate.signatureScheme(),
            certificate.mayDelegate(),
            certificate.mayDigitallySign(),
            certificate.mayEncipherKeys(),
            certificate.isSelfIssued(),
            certificate.toString());
    Promises.check(!said.isEmpty(), "says nothing");
    Promises.check(
        PeerCertificate.parse(certificate.der()).equals(certificate), "another certificate");
  }
}
