// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.counts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.SslReply;
import dev.jessel.SslStatus;
import dev.jessel.bio.MemoryBio;
import dev.jessel.testkit.Pair;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.ProtocolVersion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a handshake asks cryptography for: counts, which a busy machine does not change. */
final class HandshakeCountsTest {
  private final CountingCrypto clients = new CountingCrypto(Identities.CRYPTO);
  private final CountingCrypto servers = new CountingCrypto(Identities.CRYPTO);

  private void shakeHands(UnaryOperator<SslContext.Builder> settings) throws SslException {
    SslContext client = settings.apply(Identities.client().crypto(clients.crypto())).build();
    SslContext server = settings.apply(Identities.server().crypto(servers.crypto())).build();
    try (Pair pair = Pair.of(client, server)) {
      pair.connect();
    }
  }

  @Test
  void eachSideMakesOneKeyPairAndOneSideSigns() throws SslException {
    shakeHands(UnaryOperator.identity());

    assertThat(clients.calls("KeyExchange.generate")).isEqualTo(1);
    assertThat(servers.calls("KeyExchange.encapsulate")).isEqualTo(1);
    assertThat(servers.calls("KeyExchange.generate")).isZero();
    assertThat(servers.calls("Signer.sign")).isEqualTo(1);
    assertThat(clients.calls("Verifier.verify")).isEqualTo(1);
    assertThat(clients.calls("Signer.sign") + servers.calls("Verifier.verify")).isZero();
  }

  @Test
  void inTls12ItIsTheSame() throws SslException {
    shakeHands(settings -> settings.maxVersion(ProtocolVersion.TLS_1_2));

    assertThat(servers.calls("Signer.sign")).isEqualTo(1);
    assertThat(clients.calls("Verifier.verify")).isEqualTo(1);
    assertThat(clients.calls("KeyExchange.generate") + clients.calls("KeyExchange.encapsulate"))
        .isEqualTo(1);
    assertThat(servers.calls("KeyExchange.generate") + servers.calls("KeyExchange.encapsulate"))
        .isEqualTo(1);
  }

  @Test
  void theKeyScheduleHasOneMacAndTheTranscriptOneHash() throws SslException {
    shakeHands(settings -> settings.tickets(0));

    assertThat(clients.calls("CryptoProvider.hmac")).isEqualTo(1);
    assertThat(servers.calls("CryptoProvider.hmac")).isEqualTo(1);
    assertThat(clients.calls("CryptoProvider.hash")).isEqualTo(1);
    assertThat(servers.calls("CryptoProvider.hash")).isEqualTo(1);
  }

  @Test
  void theTicketsBehindAHandshakeNeedNoOtherMac() throws SslException {
    shakeHands(settings -> settings.tickets(2));

    assertThat(servers.calls("CryptoProvider.hmac")).isEqualTo(1);
  }

  @Test
  void eachSecretIsGivenToTheMacOnceWhereItsUsesStandTogether() throws SslException {
    shakeHands(settings -> settings.tickets(0));

    assertThat(clients.calls("Hmac.rekey")).isEqualTo(13);
    assertThat(servers.calls("Hmac.rekey")).isEqualTo(13);
  }

  @Test
  void aHandshakeHasFourCiphersAndFewRecords() throws SslException {
    shakeHands(settings -> settings.tickets(0));

    // For each direction one under the handshake's keys and one under those that follow.
    assertThat(clients.calls("CryptoProvider.aead")).isEqualTo(4);
    assertThat(servers.calls("CryptoProvider.aead")).isEqualTo(4);
    // The server's flight behind its ServerHello, the client's Finished; and both say goodbye.
    assertThat(servers.calls("Aead.seal")).isEqualTo(2);
    assertThat(clients.calls("Aead.seal")).isEqualTo(2);
  }

  @Test
  void whatCryptographyHasIsNotAskedForEachConnection() throws SslException {
    SslContext client = Identities.client().crypto(clients.crypto()).build();
    begin(client, "one.example");
    int asked = clients.calls("CryptoProvider.supports");
    begin(client, "another.example");

    assertThat(asked).isPositive();
    assertThat(clients.calls("CryptoProvider.supports")).isEqualTo(asked);
  }

  @Test
  void norForOneThatHasCallbacksOfItsOwn() throws SslException {
    SslContext client = Identities.client().crypto(clients.crypto()).build();
    begin(client, "one.example");
    int asked = clients.calls("CryptoProvider.supports");
    MemoryBio sent = new MemoryBio();
    Ssl ssl = client.newSsl(sent, "another.example").bio(new MemoryBio(), sent);
    begin(
        ssl.configure(
            b ->
                b.listener(new SslListener() {})
                    .peerVerifier((chain, verdict) -> SslReply.now(verdict.result()))
                    .pskChooser(Optional.empty())));

    assertThat(clients.calls("CryptoProvider.supports")).isEqualTo(asked);
  }

  private static void begin(SslContext client, String peer) throws SslException {
    MemoryBio sent = new MemoryBio();
    begin(client.newSsl(sent, peer).bio(new MemoryBio(), sent));
  }

  private static void begin(Ssl ssl) throws SslException {
    assertThat(ssl.handshake()).isEqualTo(SslStatus.WANT_READ);
  }

  @ParameterizedTest
  @ValueSource(strings = {"X25519", "secp384r1", "ffdhe2048", "X25519MLKEM768", "X25519:*P-256"})
  void withAFullStockOfKeySharesAHandshakeMakesNoKeyPair(String groups) throws SslException {
    assertNoKeyPairIsMade(settings -> settings.groups(groups));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ECDHE-ECDSA-AES128-GCM-SHA256"})
  void inTls12NeitherDoesAHandshakeWithAFullStock(String cipher) throws SslException {
    assertNoKeyPairIsMade(
        settings -> settings.maxVersion(ProtocolVersion.TLS_1_2).cipherList(cipher));
  }

  /** The second handshake makes none itself; what it took is ordered. */
  private void assertNoKeyPairIsMade(UnaryOperator<SslContext.Builder> settings)
      throws SslException {
    Queue<Runnable> tasks = new ArrayDeque<>();
    UnaryOperator<SslContext.Builder> stocked =
        builder -> settings.apply(builder).keyShareExecutor(Optional.of(tasks::add));
    SslContext client = stocked.apply(Identities.client().crypto(clients.crypto())).build();
    SslContext server = stocked.apply(Identities.server().crypto(servers.crypto())).build();
    connect(client, server);
    int madeAtFirst = generated();
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
    int madeAhead = generated();

    connect(client, server);

    assertThat(madeAtFirst).isPositive();
    assertThat(madeAhead).isGreaterThan(madeAtFirst);
    assertThat(generated()).isEqualTo(madeAhead);
    assertThat(tasks).isNotEmpty();
    assertThat(clients.calls("KeyExchange.encapsulate") + servers.calls("KeyExchange.encapsulate"))
        .isZero();
  }

  private int generated() {
    return clients.calls("KeyExchange.generate") + servers.calls("KeyExchange.generate");
  }

  private static void connect(SslContext client, SslContext server) throws SslException {
    try (Pair pair = Pair.of(client, server)) {
      pair.connect();
    }
  }

  @Test
  void eachMessageIsHashedOnce() throws SslException {
    List<Integer> lengths = new ArrayList<>();
    servers.listener(
        (name, arguments) -> {
          if (name.equals("Hash.update")) {
            lengths.add((int) arguments[2]);
          }
        });

    shakeHands(settings -> settings.tickets(0));

    // Two hellos, the four messages of the server's flight that follow, and the client's Finished.
    assertThat(lengths).hasSize(7);
  }
}
