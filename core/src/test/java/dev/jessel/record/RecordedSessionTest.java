// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.jca.JcaCryptoProvider;
import dev.jessel.error.TlsException;
import dev.jessel.keys.FinishedSender;
import dev.jessel.keys.KeyBlock;
import dev.jessel.keys.MainSecret12;
import dev.jessel.keys.Premaster;
import dev.jessel.keys.Prf;
import dev.jessel.keys.SideKeys;
import dev.jessel.keys.Transcript;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.PasswordSource;
import dev.jessel.x509.PrivateKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What OpenSSL sealed can be opened, and what it derived comes out again. */
class RecordedSessionTest {
  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;
  private static final int CLIENT_KEY_EXCHANGE = 16;
  private static final int HEADER = RecordLimits.HEADER;
  private static final String SAID =
      "a word\nand then a rather longer line, of more than one block of any cipher\n";
  private static final String ANSWERED =
      "drow a\nrehpic yna fo kcolb eno naht erom fo ,enil regnol rehtar a neht dna\n";

  private final CryptoProvider crypto = JcaCryptoProvider.create();
  private final Side client = new Side();
  private final Side server = new Side();
  private final Transcript transcript = new Transcript(crypto);

  /** What is heard from one side. */
  private static final class Side {
    final RecordPair pair = new RecordPair();
    final StringBuilder said = new StringBuilder();
    boolean closed;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gcm-128",
        "gcm-256",
        "ccm",
        "ccm-256-8",
        "chacha20",
        "aria",
        "cbc-sha1",
        "cbc-sha1-without-ems",
        "cbc-sha256",
        "cbc-sha384",
        "camellia",
        "etm-sha1",
        "etm-sha256",
        "etm-sha384",
        "null-sha256",
        "psk",
        "rsa-psk"
      })
  void everyRecordIsOpenedAndEveryFinishedIsRight(String name) throws TlsException {
    RecordedSession session = RecordedSession.of(name);
    MainSecret12 main = MainSecret12.resumed(prf(session), session.mainSecret());
    KeyBlock keys = main.keyBlock(session.suite(), session.clientRandom(), session.serverRandom());
    transcript.selectHash(session.suite().hash());

    for (RecordedSession.Flown record : session.records()) {
      Side side = record.fromClient() ? client : server;
      if (record.type() == CHANGE_CIPHER_SPEC) {
        SideKeys own = record.fromClient() ? keys.client() : keys.server();
        side.pair.opener.protection(
            Tls12Protection.of(crypto, session.suite(), own, session.encryptThenMac()));
        side.pair.opener.requireExactVersion();
      } else {
        take(main, record.fromClient(), side.pair.receive(record.bytes().toArray()).open());
      }
    }

    assertThat(client.said).hasToString(SAID);
    assertThat(server.said).hasToString(ANSWERED);
    assertThat(client.closed).isTrue();
    assertThat(server.closed).isTrue();
  }

  private void take(MainSecret12 main, boolean fromClient, OpenedRecord opened) {
    Side side = fromClient ? client : server;
    byte[] content = RecordPair.content(opened);
    switch (opened.type()) {
      case HANDSHAKE -> {
        if (opened.wasEncrypted()) {
          FinishedSender sender = fromClient ? FinishedSender.CLIENT : FinishedSender.SERVER;
          assertThat(Bytes.copyOf(content, 4, content.length - 4))
              .isEqualTo(main.finishedMac(sender, transcript));
        }
        transcript.add(Bytes.of(content));
      }
      case ALERT -> side.closed = content[1] == 0;
      default -> side.said.append(new String(content, StandardCharsets.US_ASCII));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gcm-128", "ccm", "cbc-sha1", "cbc-sha1-without-ems", "camellia", "null-sha256"})
  void theMainSecretComesFromWhatTheClientEncrypted(String name) throws Exception {
    RecordedSession session = RecordedSession.of(name);
    Bytes exchange = untilClientKeyExchange(session);
    Bytes encrypted = exchange.slice(4 + 2, exchange.length() - 4 - 2);

    assertThatMainSecretComesFrom(decrypted(encrypted), session);
  }

  @ParameterizedTest
  @ValueSource(strings = {"psk", "rsa-psk"})
  void theMainSecretComesFromThePsk(String name) throws Exception {
    RecordedSession session = RecordedSession.of(name);
    Bytes exchange = untilClientKeyExchange(session);
    Secret psk = Secret.take(RecordedSession.PSK.toArray());
    int identity = 4 + 2 + (exchange.at(5) & 0xFF);
    int rest = exchange.length() - identity;

    Secret premaster =
        rest == 0
            ? Premaster.psk(psk)
            : Premaster.psk(decrypted(exchange.slice(identity + 2, rest - 2)), psk);

    assertThatMainSecretComesFrom(premaster, session);
  }

  /** Fills the transcript and returns the message. */
  private Bytes untilClientKeyExchange(RecordedSession session) {
    transcript.selectHash(session.suite().hash());
    for (RecordedSession.Flown record : session.records()) {
      Bytes content = record.bytes().slice(HEADER, record.bytes().length() - HEADER);
      transcript.add(content);
      if (content.at(0) == CLIENT_KEY_EXCHANGE) {
        return content;
      }
    }
    throw new IllegalStateException("no ClientKeyExchange");
  }

  private Secret decrypted(Bytes encrypted) throws Exception {
    PrivateKey key =
        PrivateKeys.read(Path.of("src/test/resources/x509/rsa.key"), PasswordSource.none());
    return crypto.rsaKeyTransport().decrypt(key, encrypted, ProtocolVersion.TLS_1_2);
  }

  private void assertThatMainSecretComesFrom(Secret premaster, RecordedSession session) {
    MainSecret12 main =
        session.extendedMainSecret()
            ? MainSecret12.extended(prf(session), premaster, transcript)
            : MainSecret12.of(
                prf(session), premaster, session.clientRandom(), session.serverRandom());

    assertThat(main.secret().equalTo(session.mainSecret())).isTrue();
  }

  private Prf prf(RecordedSession session) {
    return Prf.tls12(crypto, session.suite().hash());
  }
}
