// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.bio.BioPair;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.crypto.jca.JcaCryptoProvider;
import dev.jessel.error.SslReason;
import dev.jessel.keys.KeyLog;
import dev.jessel.keys.TrafficSecret;
import dev.jessel.record.Aead13Protection;
import dev.jessel.record.BufferPool;
import dev.jessel.record.OutboundBuffer;
import dev.jessel.record.RecordLimits;
import dev.jessel.record.RecordSealer;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.message.NewSessionTicket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that sends tickets and nothing else; its records are forged with its own keys. */
class TicketFloodTest {
  private static final int ROOMY = 64 * 1024;
  private static final int HANDSHAKE = 22;
  private static final int DATA = 23;
  private static final Bytes TICKET =
      new NewSessionTicket(7200, 0, Bytes.of((byte) 1), Bytes.of((byte) 2), Extensions.EMPTY)
          .encode();

  private final CryptoProvider crypto = JcaCryptoProvider.create();
  private final BioPair pair = BioPair.create(ROOMY, ROOMY);
  private final List<String> keyLog = new ArrayList<>();
  private final OutboundBuffer wire = new OutboundBuffer(new BufferPool(1));
  private final RecordSealer forger = new RecordSealer(wire);

  @Test
  void aServerMayNotSendTicketsWithoutEnd() throws Exception {
    Ssl client = connected();
    forge(HANDSHAKE, TICKET, RecordLimits.MAX_TICKETS);
    assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(SslStatus.WANT_READ);

    forge(HANDSHAKE, TICKET, 1);

    assertThatThrownBy(() -> client.read(ByteBuffer.allocate(1)))
        .isInstanceOfSatisfying(
            SslException.class, e -> assertThat(e.reason()).contains(SslReason.UNEXPECTED_MESSAGE));
  }

  @Test
  void dataBetweenTicketsStartsTheCountAgain() throws Exception {
    Ssl client = connected();
    forge(HANDSHAKE, TICKET, RecordLimits.MAX_TICKETS);
    forge(DATA, Bytes.of((byte) 3), 1);
    forge(HANDSHAKE, TICKET, 1);

    assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(SslStatus.DONE);
    assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(SslStatus.WANT_READ);
  }

  private Ssl connected() throws Exception {
    Ssl client = SslContext.client().verify(SslVerify.NONE).build().newSsl(pair.left());
    Ssl server =
        SslContext.server()
            .credential(file("p384.pem"), file("p384.key"))
            .tickets(0)
            .keyLog(keyLog::add)
            .build()
            .newSsl(pair.right());
    assertThat(client.handshake()).isEqualTo(SslStatus.WANT_READ);
    assertThat(server.handshake()).isEqualTo(SslStatus.WANT_READ);
    assertThat(client.handshake()).isEqualTo(SslStatus.DONE);
    assertThat(server.handshake()).isEqualTo(SslStatus.DONE);
    SuiteParameters suite = SuiteParameters.of(server.cipherSuite().orElseThrow()).orElseThrow();
    forger.protection(
        Aead13Protection.of(crypto, suite, TrafficSecret.of(crypto, suite, serverSecret())));
    return client;
  }

  private Secret serverSecret() {
    String line =
        keyLog.stream()
            .filter(l -> l.startsWith(KeyLog.SERVER_TRAFFIC_SECRET_0))
            .findFirst()
            .orElseThrow();
    return Secret.take(HexFormat.of().parseHex(line.substring(line.lastIndexOf(' ') + 1)));
  }

  private void forge(int type, Bytes content, int times) {
    for (int i = 0; i < times; i++) {
      forger.seal(type, content.toArray(), 0, content.length());
      assertThat(pair.right().write(wire.array(), wire.start(), wire.size()))
          .isEqualTo(wire.size());
      wire.clear();
    }
  }

  private static Path file(String name) throws Exception {
    return Path.of(TicketFloodTest.class.getResource("/x509/" + name).toURI());
  }
}
