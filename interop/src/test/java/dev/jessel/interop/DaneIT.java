// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import dev.jessel.SslContext;
import dev.jessel.error.TlsException;
import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.KeyType;
import dev.jessel.x509.Credential;
import dev.jessel.x509.DaneMatch;
import dev.jessel.x509.DaneRecords;
import dev.jessel.x509.PathValidator;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PeerEvidence;
import dev.jessel.x509.PeerName;
import dev.jessel.x509.Purpose;
import dev.jessel.x509.TlsaMatching;
import dev.jessel.x509.TlsaRecord;
import dev.jessel.x509.TlsaRecord.Selector;
import dev.jessel.x509.TlsaRecord.Usage;
import dev.jessel.x509.TrustStore;
import dev.jessel.x509.VerifyParameters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code openssl s_client} finds what Jessel finds, by the same TLSA records. */
final class DaneIT {
  private static final CertificateFactory STRANGER = CertificateFactory.named("stranger");
  private static final CertificateFactory BELOW = Pki.factory().intermediate(KeyType.P256);

  @TempDir Path directory;
  private Pki pki;

  private enum Server {
    GOOD(BELOW.localhost(KeyType.P256).credential()),
    STRANGE(STRANGER.intermediate(KeyType.P256).localhost(KeyType.P256).credential()),
    EXPIRED(STRANGER.expired(KeyType.P256, "localhost").credential()),
    OTHER(STRANGER.server(KeyType.P256, "example.com").credential());

    private final Credential credential;

    Server(Credential credential) {
      this.credential = credential;
    }
  }

  @BeforeEach
  void makeFiles() {
    pki = new Pki(directory);
  }

  // A record is usage, selector, matching type, whose certificate, and how deep in the chain.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "GOOD; 3 1 1 GOOD 0",
        "GOOD; 3 0 0 GOOD 0",
        "GOOD; 3 1 2 OTHER 0",
        "GOOD; 3 1 1 GOOD 0, 3 1 2 OTHER 0",
        "GOOD; 3 1 1 GOOD 1",
        "GOOD; 1 1 1 GOOD 0",
        "GOOD; 1 1 1 OTHER 0",
        "GOOD; 0 1 1 GOOD 1",
        "GOOD; 0 1 1 STRANGE 1",
        "GOOD; 2 1 1 GOOD 1",
        "GOOD; 2 1 1 GOOD 0",
        "STRANGE; 3 1 2 STRANGE 0",
        "STRANGE; 2 1 1 STRANGE 1",
        "STRANGE; 2 0 2 STRANGE 1, 1 1 1 OTHER 0",
        "STRANGE; 2 1 0 STRANGE 1",
        "STRANGE; 2 0 0 STRANGE 1",
        "STRANGE; 2 1 1 GOOD 1",
        "STRANGE; 1 1 1 STRANGE 0",
        "STRANGE; 0 1 1 STRANGE 1",
        "EXPIRED; 3 1 1 EXPIRED 0",
        "EXPIRED; 1 1 1 EXPIRED 0",
        "OTHER; 3 1 1 OTHER 0",
      })
  void bothFindTheSame(Server shown, String records) throws IOException {
    List<TlsaRecord> parsed = Arrays.stream(records.split(", ", -1)).map(DaneIT::record).toList();
    PathVerdict ours = judge(shown, parsed);
    SslContext.Builder context = Pki.serverContext().noCredentials().credential(shown.credential);
    try (JesselServer server = JesselServer.start(context, Lines::mirror);
        ChildProcess client = ChildProcess.start(Peer.OPENSSL, arguments(server, parsed))) {
      if (!ours.isTrusted()) {
        client.await("^verify error:num=" + ours.result().number() + ":");
        return;
      }
      DaneMatch match = ours.daneMatch().orElseThrow();
      client.await("^DANE TLSA " + numbers(match.record()) + " .* at depth " + match.depth() + "$");
      client.send("hello").await("^olleh$");
      client.endInput();
    }
  }

  /** The numbers alone: the program cuts the data. */
  private static String numbers(TlsaRecord record) {
    return record.toString().substring(0, "3 1 1".length());
  }

  private static TlsaRecord record(String text) {
    String[] fields = text.split(" ", -1);
    PeerCertificate about =
        Server.valueOf(fields[3]).credential.chain().get(Integer.parseInt(fields[4]));
    TlsaMatching[] matchings = {TlsaMatching.FULL, TlsaMatching.SHA2_256, TlsaMatching.SHA2_512};
    try {
      return TlsaRecord.about(
          about,
          Arrays.stream(Usage.values())
              .filter(one -> fields[0].equals("" + one.code()))
              .findFirst()
              .orElseThrow(),
          fields[1].equals("0") ? Selector.CERT : Selector.SPKI,
          matchings[Integer.parseInt(fields[2])]);
    } catch (TlsException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static PathVerdict judge(Server shown, List<TlsaRecord> records) {
    return PathValidator.create()
        .with(VerifyParameters.defaults().plusHost(PeerName.parse("localhost")))
        .with(DaneRecords.of(records.toArray(TlsaRecord[]::new)))
        .validate(
            PeerEvidence.of(shown.credential.chain()),
            TrustStore.of(Pki.factory().trust()),
            Purpose.SERVER,
            Instant.now());
  }

  private Object[] arguments(JesselServer server, List<TlsaRecord> records) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of("s_client", "-connect", server.address()));
    arguments.addAll(List.of("-CAfile", pki.authority(), "-verify_return_error"));
    arguments.addAll(List.of("-dane_tlsa_domain", "localhost"));
    records.forEach(one -> arguments.addAll(List.of("-dane_tlsa_rrdata", one.toString())));
    return arguments.toArray();
  }
}
