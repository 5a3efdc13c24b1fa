// SPDX-License-Identifier: Apache-2.0
package dev.jessel.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.der.DerTag;
import dev.jessel.wire.der.DerWriter;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.VerifyResult;
import dev.jessel.x509.pem.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sessions in OpenSSL's form, written and read. */
class SessionDerTest {
  private static final Path FIXTURES =
      Path.of(System.getProperty("basedir", "."), "src/test/resources/openssl");

  @Test
  void anySessionComesOutAsItWentIn() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      Session session = random(random);
      byte[] der = SessionDer.encode(session);
      Session out = SessionDerReader.read(der);
      assertSame(out, session);
      assertThat(SessionDer.encode(out)).isEqualTo(der);
    }
  }

  @Test
  void whatOpenSslWroteForTls12IsRead() throws Exception {
    Session session = SessionDerReader.read(sample("session-tls12.pem"));
    assertThat(session.version()).isEqualTo(ProtocolVersion.TLS_1_2);
    assertThat(session.suite().suite().name()).isEqualTo("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
    assertThat(session.secret().length()).isEqualTo(48);
    assertThat(TicketId.of(session).hex()).startsWith("f18cc373").hasSize(64);
    assertThat(session.ticket().length()).isEqualTo(176);
    assertThat(session.lifetime().made()).isEqualTo(Instant.ofEpochSecond(0x6B0C4FD2));
    assertThat(session.lifetimeSeconds()).isEqualTo(7200);
    assertThat(session.origin().extendedMainSecret()).isTrue();
    assertThat(session.origin().group()).contains(NamedGroup.X25519);
    assertThat(session.origin().peerChain()).hasSize(1);
    assertThat(session.origin().verdict().orElseThrow().result())
        .isEqualTo(VerifyResult.DEPTH_ZERO_SELF_SIGNED_CERT);
  }

  @Test
  void whatOpenSslWroteForTls13IsRead() throws Exception {
    Session session = SessionDerReader.read(sample("session-tls13.pem"));
    assertThat(session.version()).isEqualTo(ProtocolVersion.TLS_1_3);
    assertThat(session.suite().suite()).isEqualTo(CipherSuite.TLS_AES_256_GCM_SHA384);
    assertThat(session.secret().length()).isEqualTo(48);
    assertThat(session.ticket().length()).isEqualTo(32);
    assertThat(session.name().ageAdd()).isEqualTo(0xC6ECA031L);
    assertThat(session.grant().maxEarlyData()).isEqualTo(1000);
    assertThat(session.origin().applicationProtocol())
        .contains(Bytes.of((byte) 'f', (byte) 'o', (byte) 'o'));
  }

  /**
   * All but the name of the server: OpenSSL writes fields in the same order, and empty ones too.
   */
  @Test
  void whatOpenSslWroteIsWrittenByteForByte() throws Exception {
    for (String name : List.of("session-tls12.pem", "session-tls13.pem")) {
      byte[] der = sample(name);
      assertThat(SessionDer.encode(SessionDerReader.read(der))).as(name).isEqualTo(der);
    }
  }

  @Test
  void whatIsCutAnywhereIsNone() throws Exception {
    for (byte[] der : samples()) {
      for (int length = 0; length < der.length; length++) {
        byte[] cut = Bytes.copyOf(der, 0, length).toArray();
        assertThatThrownBy(() -> SessionDerReader.read(cut)).isInstanceOf(TlsException.class);
      }
      byte[] more = Bytes.of(der).plus(Bytes.of((byte) 0)).toArray();
      assertThatThrownBy(() -> SessionDerReader.read(more)).isInstanceOf(TlsException.class);
    }
  }

  @Test
  void aFlippedBitIsAnotherSessionOrNone() throws Exception {
    int refused = 0;
    for (byte[] der : samples()) {
      for (int bit = 0; bit < der.length * Byte.SIZE; bit++) {
        der[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        try {
          Session session = SessionDerReader.read(der);
          assertThat(session.lifetime().end()).isAfterOrEqualTo(session.lifetime().made());
        } catch (TlsException e) {
          refused++;
        }
        der[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void whatIsWrongIsNamedAsOpenSslNamesIt() {
    assertThat(reason("020102 02020304 04021301 0400 04200000"))
        .isEqualTo(SslReason.UNKNOWN_SSL_VERSION);
    assertThat(reason("020101 02020404 04021301 0400 040100"))
        .isEqualTo(SslReason.UNSUPPORTED_SSL_VERSION);
    assertThat(reason("020101 02020304 0403130100 0400 040100"))
        .isEqualTo(SslReason.CIPHER_CODE_WRONG_LENGTH);
    assertThat(reason("020101 02020304 0402FFF0 0400 040100"))
        .isEqualTo(SslReason.UNKNOWN_CIPHER_RETURNED);
    assertThat(reason("020101 02020303 04021301 0400 040100"))
        .as("a suite of TLS 1.3 in TLS 1.2")
        .isEqualTo(SslReason.UNKNOWN_CIPHER_RETURNED);
    assertThat(reason("020101 02020304 04021301 0400 0400")).isEqualTo(SslReason.BAD_LENGTH);
    assertThat(reason("020101 02020304 04021301 0400 040100 AB03040101"))
        .isEqualTo(SslReason.COMPRESSION_DISABLED);
    assertThat(reason("020101 02020304 04021301 0400 040100 A2030201FF"))
        .as("a negative time")
        .isEqualTo(SslReason.BAD_DATA);
    assertThat(reason("020101 02020304 04021301 0400 040100 A2030201 01 A103020101"))
        .as("out of order")
        .isEqualTo(SslReason.BAD_DATA);
  }

  @Test
  void numbersThatAreTooLargeForUsAreCutOrRefused() throws Exception {
    String head = "020101 02020304 04021301 0400 040100 ";
    assertThat(read(head + "A10302010A A20902077FFFFFFFFFFFFF").lifetimeSeconds())
        .isEqualTo(Session.MAX_LIFETIME_SECONDS);
    assertThat(read(head + "A10302010A").lifetimeSeconds()).as("as OpenSSL").isEqualTo(3);
    assertThat(reason(head + "A10A02087FFFFFFFFFFFFFFF")).isEqualTo(SslReason.BAD_DATA);
    assertThat(reason(head + "AE0702050100000000")).isEqualTo(SslReason.BAD_DATA);
  }

  @Test
  void whatOthersKeepAndNobodyHereAsksForIsSkipped() throws Exception {
    Session session =
        read(
            "020101 02020304 04021301 0400 040100 8002AABB A10302010A A203020109"
                + " A703040161 A803040162 AC03040163 B103020104 B203040164");
    assertThat(session.grant().applicationData()).isEqualTo(Bytes.of((byte) 'd'));
    assertThat(session.lifetimeSeconds()).isEqualTo(9);
  }

  @Test
  void theShorterOfTwoLifetimesCounts() throws Exception {
    assertThat(
            read("020101 02020304 04021301 0400 040100 A203020109 A903020105 AA03040161")
                .lifetimeSeconds())
        .isEqualTo(5);
  }

  @Test
  void sslv2HasNoForm() {
    Session old = Sessions.of(ProtocolVersion.SSL_2, 1, List.of());
    assertThatThrownBy(() -> SessionDer.encode(old)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Session random(Random random) throws Exception {
    boolean newer = random.nextBoolean();
    Instant made = Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE));
    List<PeerCertificate> chain = new ArrayList<>();
    PeerCertificate certificate =
        SessionDerReader.read(sample("session-tls13.pem")).origin().peerChain().get(0);
    if (random.nextInt(5) == 0) {
      chain.add(PeerCertificate.ofRawPublicKey(certificate.spki()));
    } else {
      for (int i = random.nextInt(4); i > 0; i--) {
        chain.add(certificate);
      }
    }
    VerifyResult result = VerifyResult.of(random.nextInt(30)).orElse(VerifyResult.OK);
    return new Session(
        newer ? ProtocolVersion.TLS_1_3 : new ProtocolVersion(0x0300 + random.nextInt(4)),
        SuiteParameters.of(newer ? CipherSuite.TLS_AES_256_GCM_SHA384 : new CipherSuite(0xC02B))
            .orElseThrow(),
        Secret.take(bytes(random, 1 + random.nextInt(512)).toArray()),
        new Session.Name(
            bytes(random, random.nextInt(33)),
            bytes(random, random.nextInt(300)),
            random.nextInt() & 0xFFFF_FFFFL),
        new Session.Lifetime(
            made,
            1 + random.nextInt(604_800),
            random.nextBoolean() ? made : made.minusSeconds(random.nextInt(1000))),
        new Session.Origin(
            random.nextBoolean() ? Optional.of("exämple") : Optional.empty(),
            random.nextBoolean()
                ? Optional.of(bytes(random, 1 + random.nextInt(255)))
                : Optional.empty(),
            random.nextBoolean() ? Optional.of(NamedGroup.X25519) : Optional.empty(),
            !newer && random.nextBoolean(),
            chain,
            chain.isEmpty()
                ? Optional.empty()
                : Optional.of(new PathVerdict(result, 0, List.of()))),
        new Session.Grant(
            bytes(random, random.nextInt(33)),
            random.nextInt() & 0xFFFF_FFFFL,
            bytes(random, random.nextInt(300))));
  }

  private static void assertSame(Session out, Session in) {
    assertThat(out.version()).isEqualTo(in.version());
    assertThat(out.suite()).isEqualTo(in.suite());
    assertThat(out.secret().equalTo(in.secret())).isTrue();
    assertThat(out.name()).isEqualTo(in.name());
    assertThat(out.lifetime()).isEqualTo(in.lifetime());
    assertThat(out.origin()).isEqualTo(in.origin());
    assertThat(out.grant()).isEqualTo(in.grant());
  }

  private static Bytes bytes(Random random, int length) {
    byte[] content = new byte[length];
    random.nextBytes(content);
    return Bytes.of(content);
  }

  private static List<byte[]> samples() throws IOException {
    Session full = Sessions.of(ProtocolVersion.TLS_1_3, 100, List.of());
    return List.of(
        sample("session-tls12.pem"), sample("session-tls13.pem"), SessionDer.encode(full));
  }

  private static byte[] sample(String name) throws IOException {
    return Pem.read(name, Files.readAllBytes(FIXTURES.resolve(name))).get(0).content();
  }

  private static Session read(String content) throws TlsException {
    byte[] inside = HexFormat.of().parseHex(content.replace(" ", ""));
    return SessionDerReader.read(DerWriter.element(DerTag.SEQUENCE, inside));
  }

  private static SslReason reason(String content) {
    try {
      Session session = read(content);
      throw new AssertionError("read as one of " + session.version());
    } catch (TlsException e) {
      return e.reason();
    }
  }
}
