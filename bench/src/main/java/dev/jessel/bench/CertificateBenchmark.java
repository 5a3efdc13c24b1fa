// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench;

import dev.jessel.error.TlsException;
import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential;
import dev.jessel.wire.Bytes;
import dev.jessel.x509.PathValidator;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PeerEvidence;
import dev.jessel.x509.Purpose;
import dev.jessel.x509.TrustStore;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;

/** What a peer's certificates cost before anything is signed: reading one, judging three. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CertificateBenchmark {
  /** More than the 750 that the JDK remembers, so that both read each one anew. */
  private static final int VARIANTS = 2048;

  private final List<byte[]> variants = new ArrayList<>();
  private final List<Bytes> variantsHere = new ArrayList<>();
  private java.security.cert.CertificateFactory jdk;
  private int next;

  private PeerEvidence evidence;
  private TrustStore store;
  private TrustStore forgetful;
  private CertPath path;
  private PKIXParameters parameters;

  /** Makes the certificates, and does some of what is measured. */
  @Setup
  public void make(BenchmarkParams benchmark) throws Exception {
    make();
    String name = benchmark.getBenchmark();
    WarmUp.with(
        switch (name.substring(name.lastIndexOf('.') + 1)) {
          case "readJessel" -> this::readJessel;
          case "readJdk" -> this::readJdk;
          case "judgeRemembered" -> this::judgeRemembered;
          case "judgeAnew" -> this::judgeAnew;
          default -> this::judgeJdk;
        });
  }

  // A root, an intermediate and a leaf, and many leaves with other serial numbers.
  private void make() throws GeneralSecurityException, TlsException {
    jdk = java.security.cert.CertificateFactory.getInstance("X.509");
    CertificateFactory root = CertificateFactory.create();
    TestCredential leaf = root.intermediate(KeyType.P256).localhost(KeyType.P256);
    vary(leaf.certificate());

    List<PeerCertificate> chain = new ArrayList<>();
    for (X509Certificate certificate : leaf.chain()) {
      chain.add(PeerCertificate.parse(Bytes.of(certificate.getEncoded())));
    }
    evidence = PeerEvidence.of(chain);
    store = TrustStore.of(root.trust());
    forgetful = store.withoutMemory();
    path = jdk.generateCertPath(leaf.chain());
    parameters = new PKIXParameters(Set.of(new TrustAnchor(root.authority().certificate(), null)));
    parameters.setRevocationEnabled(false);
  }

  private void vary(X509Certificate certificate) throws CertificateException {
    byte[] der = certificate.getEncoded();
    byte[] serial = certificate.getSerialNumber().toByteArray();
    int place = indexOf(der, serial);
    for (int i = 0; i < VARIANTS; i++) {
      byte[] variant = der.clone();
      byte[] other = new BigInteger(serial).add(BigInteger.valueOf(i)).toByteArray();
      System.arraycopy(other, 0, variant, place, serial.length);
      variants.add(variant);
      variantsHere.add(Bytes.of(variant));
    }
  }

  private static int indexOf(byte[] whole, byte[] part) {
    for (int i = 0; i + part.length <= whole.length; i++) {
      if (Arrays.equals(whole, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new IllegalStateException("a certificate without its serial number");
  }

  private int next() {
    next = (next + 1) % VARIANTS;
    return next;
  }

  /** Reads a certificate. */
  @Benchmark
  public PeerCertificate readJessel() throws TlsException {
    return PeerCertificate.parse(variantsHere.get(next()));
  }

  /** Reads a certificate with the JDK. */
  @Benchmark
  public Certificate readJdk() throws CertificateException {
    return jdk.generateCertificate(new ByteArrayInputStream(variants.get(next())));
  }

  /** Judges a chain that the store has seen. */
  @Benchmark
  public PathVerdict judgeRemembered() {
    return judge(store);
  }

  /** Judges a chain anew. */
  @Benchmark
  public PathVerdict judgeAnew() {
    return judge(forgetful);
  }

  private PathVerdict judge(TrustStore by) {
    PathVerdict verdict =
        PathValidator.create().validate(evidence, by, Purpose.SERVER, Instant.now());
    if (!verdict.isTrusted()) {
      throw new IllegalStateException("a chain that is not trusted: " + verdict.result());
    }
    return verdict;
  }

  /** Judges the same chain with the JDK, which does without names and purposes. */
  @Benchmark
  public Object judgeJdk() throws GeneralSecurityException {
    return CertPathValidator.getInstance("PKIX").validate(path, parameters);
  }
}
