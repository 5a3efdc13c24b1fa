// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.SslCallbacks;
import dev.jessel.SslContext;
import dev.jessel.SslEarlyData;
import dev.jessel.SslException;
import dev.jessel.SslOption;
import dev.jessel.SslPsk;
import dev.jessel.SslReply;
import dev.jessel.SslSession;
import dev.jessel.SslStatus;
import dev.jessel.SslVerify;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Secret;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Pre-shared keys of TLS 1.3 that come from outside of it. */
class ExternalPskTest {
  private static final CipherSuite SHA_256 = CipherSuite.TLS_AES_128_GCM_SHA256;
  private static final CipherSuite SHA_384 = CipherSuite.TLS_AES_256_GCM_SHA384;
  private static final Bytes NAME = Bytes.of((byte) 'n');

  private final Visits plain = new Visits(new Handshake(Conduct.PLAIN));

  @FourWays
  void aKeyStandsForACertificate(Handshake handshake) throws SslException {
    Visits visits = new Visits(handshake);
    SslContext server = taking(visits.server(b -> b.noCredentials()), key(1, SHA_256));
    try (Pair pair = visits.connect(offering(visits.client(), key(1, SHA_256)), server)) {
      assertThat(pair.client().isResumed()).isFalse();
      assertThat(pair.client().peerCertificates()).isEmpty();
      assertThat(pair.client().pskIdentity()).contains("n");
      assertThat(pair.server().pskIdentity()).contains("n");
      assertThat(pair.client().version()).contains(ProtocolVersion.TLS_1_3);
    }
    assertThat(visits.sessions()).as("it gives tickets as any other").hasSize(1);
    assertThat(visits.isResumed(visits.returning(), server)).isTrue();
  }

  @FourWays
  void answersMayComeLater(Handshake handshake) throws SslException {
    Visits visits = new Visits(handshake);
    List<String> asked = new ArrayList<>();
    SslContext.Builder client =
        visits
            .client()
            .externalPskChooser(
                Optional.of(
                    () -> {
                      asked.add("client");
                      return asked.size() == 1
                          ? SslReply.later()
                          : SslReply.now(List.of(key(1, SHA_256)));
                    }));
    SslContext server =
        visits.server(
            b ->
                b.externalPskFinder(
                    Optional.of(
                        identity -> {
                          asked.add("server");
                          return asked.size() == 3
                              ? SslReply.later()
                              : SslReply.now(Optional.of(key(1, SHA_256)));
                        })));
    try (Pair pair = visits.connect(client, server)) {
      assertThat(pair.client().pskIdentity()).isPresent();
    }
    assertThat(asked).containsExactly("client", "client", "server", "server");
  }

  @FourWays
  void aKeyThatIsNotKnownGivesWayToACertificate(Handshake handshake) throws SslException {
    Visits visits = new Visits(handshake);
    SslContext server = visits.server(b -> b.externalPskFinder(Optional.of(i -> none())));
    try (Pair pair = visits.connect(offering(visits.client(), key(1, SHA_256)), server)) {
      assertThat(pair.client().pskIdentity()).isEmpty();
      assertThat(pair.client().peerCertificates()).isNotEmpty();
    }
  }

  private static SslReply<Optional<SslPsk>> none() {
    return SslReply.now(Optional.empty());
  }

  @Test
  void anotherKeyOfTheSameNameIsNoKey() {
    SslContext server = taking(plain.server(b -> b), key(2, SHA_256));
    refused(offering(plain.client(), key(1, SHA_256)), server);
  }

  @Test
  void aKeyIsForItsHash() throws SslException {
    SslContext server = taking(plain.server(b -> b), key(1, SHA_384));
    SslContext.Builder client = offering(plain.client(), key(1, SHA_384));
    try (Pair pair = plain.connect(client.cipherSuites("TLS_AES_256_GCM_SHA384"), server)) {
      assertThat(pair.client().pskIdentity()).isPresent();
      assertThat(pair.client().cipherSuite()).contains(SHA_384);
    }
    SslContext.Builder both =
        offering(plain.client(), key(1, SHA_256))
            .cipherSuites("TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256");
    try (Pair pair = plain.connect(both, taking(plain.server(b -> b), key(1, SHA_256)))) {
      assertThat(pair.client().pskIdentity()).as("the suite follows the key").isPresent();
      assertThat(pair.client().cipherSuite()).contains(SHA_256);
    }
  }

  // RFC 9258 5.1: the identity says what the key is imported for.
  @FourWays
  void anImportedKeyIsBoundToItsUse(Handshake handshake) throws SslException {
    Visits visits = new Visits(handshake);
    SslPsk imported = imported((byte) 1);
    SslContext server = taking(visits.server(b -> b), imported((byte) 1));
    try (Pair pair = visits.connect(offering(visits.client(), imported), server)) {
      assertThat(pair.client().pskIdentity()).isPresent();
      assertThat(pair.server().peerCertificates()).isEmpty();
    }
  }

  @Test
  void anImportedKeyOfAnotherContextIsUnknown() throws SslException {
    SslContext server = taking(plain.server(b -> b), imported((byte) 2));
    try (Pair pair = plain.connect(offering(plain.client(), imported((byte) 1)), server)) {
      assertThat(pair.client().pskIdentity()).isEmpty();
    }
  }

  // RFC 9258 4.1: one offer for each hash.
  @Test
  void aKeyIsImportedForEachHashThatTheServerMayChoose() throws SslException {
    List<SslPsk> all = importedForAll(HashAlgorithm.SHA_384);
    for (String suite : new String[] {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"}) {
      SslContext server =
          plain.server(
              b ->
                  b.cipherSuites(suite)
                      .externalPskFinder(
                          Optional.of(
                              identity ->
                                  SslReply.now(
                                      all.stream()
                                          .filter(key -> key.identity().equals(identity))
                                          .findFirst()))));
      SslContext.Builder client =
          plain.client().externalPskChooser(Optional.of(() -> SslReply.now(all)));
      try (Pair pair = plain.connect(client, server)) {
        assertThat(pair.client().pskIdentity()).as(suite).isPresent();
      }
    }
  }

  @Test
  void theHashOfAnImportedKeyIsAPartOfIt() {
    SslPsk key = importedForAll(HashAlgorithm.SHA_256).get(0);
    SslPsk other = importedForAll(HashAlgorithm.SHA_384).get(0);
    assertThat(key.identity()).isEqualTo(other.identity());
    assertThat(key.identity()).isEqualTo(imported((byte) 1).identity());
    refused(offering(plain.client(), key), taking(plain.server(b -> b), other));
  }

  @Test
  void aKeyMayStandInASession() throws SslException {
    SslPsk key =
        SslPsk.of(
            NAME,
            SslSession.builder(ProtocolVersion.TLS_1_3, SHA_384, Secret.zeros(48))
                .maxEarlyData(100)
                .build());
    try (Pair pair =
        plain.connect(
            offering(plain.client(), key).cipherSuites("TLS_AES_256_GCM_SHA384"),
            taking(plain.server(b -> b), key))) {
      assertThat(pair.server().pskIdentity()).isPresent();
    }
  }

  private static List<SslPsk> importedForAll(HashAlgorithm own) {
    return SslPsk.importedForAll(
        NAME, Bytes.of((byte) 1), Secret.zeros(32), own, Identities.CRYPTO);
  }

  private static SslPsk imported(byte context) {
    return SslPsk.imported(NAME, Bytes.of(context), Secret.zeros(32), SHA_256, Identities.CRYPTO);
  }

  @FourWays
  void aSessionAndAKeyAreOfferedTogether(Handshake handshake) throws SslException {
    Visits visits = new Visits(handshake);
    SslContext server = taking(visits.server(b -> b), key(1, SHA_256));
    SslContext.Builder first = visits.client().cipherSuites("TLS_AES_128_GCM_SHA256");
    visits.connect(first, server).close();
    SslContext.Builder both = offering(visits.returning(), key(1, SHA_256));
    assertThat(visits.isResumed(both, server)).isTrue();
    SslContext stranger = taking(visits.server(b -> b), key(1, SHA_256));
    try (Pair pair = visits.connect(both, stranger)) {
      assertThat(pair.client().isResumed()).isFalse();
      assertThat(pair.client().pskIdentity()).as("the second one").isPresent();
    }
  }

  @Test
  void earlyDataGoesWithAKeyOnlyWhereReplaysDoNotMatter() throws SslException {
    SslPsk key = key(1, SHA_256).earlyData(100, Optional.of("localhost"), Optional.empty());
    SslContext careful = taking(plain.server(b -> b.maxEarlyData(100)), key);
    SslContext careless = careful.toBuilder().options(SslOption.NO_ANTI_REPLAY).build();
    for (SslContext server : List.of(careful, careless)) {
      SslContext.Builder client =
          offering(plain.client(), key).cipherSuites("TLS_AES_128_GCM_SHA256");
      try (Pair pair = plain.pair(client, server)) {
        assertThat(Visits.early(pair, "early")).isEqualTo(server == careful ? "" : "early");
        pair.connect();
        Handshake.exchange(pair, 100);
        assertThat(pair.client().earlyData())
            .isEqualTo(server == careful ? SslEarlyData.REJECTED : SslEarlyData.ACCEPTED);
      }
    }
  }

  @Test
  void theKeysOfTls12ServeTls13AsWell() throws SslException {
    SslContext server = PreShared.server(Identities.server()).build();
    SslContext.Builder client = PreShared.client(Identities.client());
    try (Pair pair = plain.connect(client, server)) {
      assertThat(pair.client().version()).contains(ProtocolVersion.TLS_1_3);
      assertThat(pair.client().pskIdentity()).isPresent();
      assertThat(pair.client().cipherSuite().orElseThrow().name()).endsWith("SHA256");
    }
  }

  @FourWays
  void whatIsPromisedForOneVersionIsNotTakenForTheOther(Handshake handshake) throws SslException {
    Visits visits = new Visits(handshake);
    CompletableFuture<Optional<SslCallbacks.PskIdentity>> ofClient = new CompletableFuture<>();
    CompletableFuture<Optional<Secret>> ofServer = new CompletableFuture<>();
    SslContext.Builder client =
        visits
            .client()
            .externalPskChooser(Optional.of(() -> SslReply.now(List.of())))
            .pskChooser(Optional.of(hint -> SslReply.when(ofClient)));
    SslContext server =
        visits.server(
            b ->
                b.externalPskFinder(Optional.of(identity -> none()))
                    .pskFinder(Optional.of(identity -> SslReply.when(ofServer))));
    try (Pair pair = visits.pair(client, server)) {
      assertThat(pair.client().handshake()).isEqualTo(SslStatus.WANT_SESSION);
      ofClient.complete(Optional.of(PreShared.identity()));
      SslStatus status = SslStatus.DONE;
      for (int calls = 0; calls < 100_000 && status != SslStatus.WANT_SESSION; calls++) {
        SslStatus ignored = pair.client().handshake();
        status = pair.server().handshake();
      }
      ofServer.complete(PreShared.key(PreShared.IDENTITY));
      pair.connect();
      assertThat(pair.server().pskIdentity()).contains(PreShared.IDENTITY);
    }
  }

  @Test
  void suchKeysAreWipedAndThoseOfTheirOwnAreNot() throws SslException {
    Secret ofClient = Secret.zeros(32);
    Secret ofServer = Secret.zeros(32);
    SslContext server =
        plain.server(
            b -> b.pskFinder(Optional.of(identity -> SslReply.now(Optional.of(ofServer)))));
    SslContext.Builder client =
        plain
            .client()
            .pskChooser(
                Optional.of(
                    hint ->
                        SslReply.now(Optional.of(new SslCallbacks.PskIdentity("n", ofClient)))));
    plain.connect(client, server).close();
    assertThat(ofClient.isDestroyed()).isTrue();
    assertThat(ofServer.isDestroyed()).isTrue();
    SslPsk again = key(1, SHA_256);
    SslContext taking = taking(server, again);
    for (int times = 0; times < 2; times++) {
      try (Pair pair = plain.connect(offering(plain.client(), again), taking)) {
        assertThat(pair.client().pskIdentity()).contains("n");
      }
    }
  }

  @Test
  void aServerThatMustHaveACertificateTakesAKeyForOne() throws SslException {
    SslContext server =
        taking(
            plain.server(b -> b.trust(Identities.AUTHORITY.trust()).verify(SslVerify.REQUIRED)),
            key(1, SHA_256));
    try (Pair pair = plain.connect(offering(plain.client(), key(1, SHA_256)), server)) {
      assertThat(pair.server().pskIdentity()).isPresent();
    }
  }

  private void refused(SslContext.Builder client, SslContext server) {
    assertThatThrownBy(() -> plain.connect(client, server))
        .isInstanceOfSatisfying(
            SslException.class,
            e -> assertThat(e.reason()).contains(SslReason.BINDER_DOES_NOT_VERIFY));
  }

  private static SslPsk key(int number, CipherSuite suite) {
    byte[] key = new byte[32];
    key[0] = (byte) number;
    return SslPsk.of(NAME, Secret.take(key), suite);
  }

  @Test
  void whoHasNoKeyAnyMoreDoesNotComeBackWithWhatAKeyGave() throws SslException {
    SslContext client = offering(plain.client().sessionCache(10), key(1, SHA_256)).build();
    SslContext server = taking(plain.server(b -> b), key(1, SHA_256));
    visit(client, server).close();
    try (Pair pair = visit(client, server)) {
      assertThat(pair.client().isResumed()).isTrue();
    }
    client.replace(b -> b.externalPskChooser(Optional.empty()));
    try (Pair pair = visit(client, server)) {
      assertThat(pair.client().isResumed()).isFalse();
      assertThat(pair.client().peerCertificates()).isNotEmpty();
    }
  }

  private static Pair visit(SslContext client, SslContext server) throws SslException {
    Pair pair = Pair.of(client, server).connect();
    Handshake.exchange(pair, 100);
    return pair;
  }

  private static SslContext.Builder offering(SslContext.Builder client, SslPsk... keys) {
    return client.externalPskChooser(Optional.of(() -> SslReply.now(List.of(keys))));
  }

  private static SslContext taking(SslContext server, SslPsk key) {
    return server.toBuilder()
        .externalPskFinder(
            Optional.of(
                identity ->
                    SslReply.now(Optional.of(key).filter(psk -> psk.identity().equals(identity)))))
        .build();
  }
}
