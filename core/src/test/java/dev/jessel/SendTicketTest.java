// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.bio.BioPair;
import dev.jessel.error.SslReason;
import dev.jessel.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A server sends tickets when it likes; each has its own name and secret. */
class SendTicketTest {
  private static final int ROOMY = 64 * 1024;

  private final BioPair pair = BioPair.create(ROOMY, ROOMY);
  private final List<Bytes> received = new ArrayList<>();
  private boolean later;
  private byte next;

  @Test
  void eachTicketArrives() throws Exception {
    Ssl client = client();
    Ssl server = connected(client);
    assertThat(server.sendTicket()).isEqualTo(SslStatus.DONE);
    assertThat(server.sendTicket()).isEqualTo(SslStatus.DONE);
    assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(SslStatus.WANT_READ);
    assertThat(received).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void theIssuerMayAnswerLaterAndIsAskedAgain() throws Exception {
    Ssl client = client();
    Ssl server = connected(client);
    later = true;
    assertThat(server.sendTicket()).isEqualTo(SslStatus.WANT_SESSION);
    assertThat(server.write(ByteBuffer.allocate(5))).isEqualTo(SslStatus.WANT_SESSION);
    later = false;
    assertThat(server.sendTicket()).isEqualTo(SslStatus.DONE);
    assertThat(server.write(ByteBuffer.allocate(5))).isEqualTo(SslStatus.DONE);
    assertThat(client.read(ByteBuffer.allocate(5))).isEqualTo(SslStatus.DONE);
    assertThat(received).hasSize(1);
  }

  @Test
  void whoCannotSendOneIsTold() throws Exception {
    Ssl client = client();
    Ssl server = server();
    assertThatThrownBy(server::sendTicket)
        .isInstanceOfSatisfying(
            SslException.class, e -> assertThat(e.reason()).contains(SslReason.STILL_IN_INIT));
    shake(client, server);
    assertThatThrownBy(client::sendTicket).isInstanceOf(IllegalStateException.class);
    server.shutdownOutput();
    assertThatThrownBy(server::sendTicket)
        .isInstanceOfSatisfying(
            SslException.class,
            e -> assertThat(e.reason()).contains(SslReason.PROTOCOL_IS_SHUTDOWN));
  }

  private Ssl connected(Ssl client) throws Exception {
    Ssl server = server();
    shake(client, server);
    return server;
  }

  private static void shake(Ssl client, Ssl server) throws Exception {
    assertThat(client.handshake()).isEqualTo(SslStatus.WANT_READ);
    assertThat(server.handshake()).isEqualTo(SslStatus.WANT_READ);
    assertThat(client.handshake()).isEqualTo(SslStatus.DONE);
    assertThat(server.handshake()).isEqualTo(SslStatus.DONE);
  }

  private Ssl client() throws Exception {
    return SslContext.client()
        .verify(SslVerify.NONE)
        .listener(
            new SslListener() {
              @Override
              public void session(Ssl ssl, SslSession session) {
                received.add(session.ticket());
              }
            })
        .build()
        .newSsl(pair.left(), "localhost");
  }

  private Ssl server() throws Exception {
    Path fixtures = Path.of(System.getProperty("basedir", "."), "src/test/resources/openssl");
    return SslContext.server()
        .credential(fixtures.resolve("localhost.pem"), fixtures.resolve("localhost.key"))
        .tickets(0)
        .ticketIssuer(
            session ->
                later ? SslReply.later() : SslReply.now(Optional.of(Bytes.of(new byte[] {next++}))))
        .build()
        .newSsl(pair.right());
  }
}
