// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageBoundsTest {
  private static final Bytes RANDOM = Bytes.of(new byte[32]);

  @ParameterizedTest
  @CsvSource({
    "0, 2, 1, true",
    "32, 2, 1, true",
    "32, 65534, 255, true",
    "33, 2, 1, false",
    "255, 2, 1, false",
    "0, 0, 1, false",
    "0, 1, 1, false",
    "0, 3, 1, false",
    "0, 65535, 1, false",
    "0, 2, 0, false",
  })
  void aClientHelloHasItsBounds(int sessionId, int suites, int compressions, boolean good)
      throws TlsException {
    Consumer<ByteWriter> body =
        out ->
            out.u16(0x0303)
                .bytes(RANDOM)
                .opaque8(zeros(sessionId))
                .opaque16(zeros(suites))
                .opaque8(zeros(compressions));

    check(HandshakeType.CLIENT_HELLO, body, good);
  }

  @ParameterizedTest
  @CsvSource({"0, true", "32, true", "33, false", "255, false"})
  void aServerHelloHasItsBounds(int sessionId, boolean good) throws TlsException {
    Consumer<ByteWriter> body =
        out -> out.u16(0x0303).bytes(RANDOM).opaque8(zeros(sessionId)).u16(0x1301).u8(0);

    check(HandshakeType.SERVER_HELLO, body, good);
  }

  @ParameterizedTest
  @CsvSource({"1, true", "70000, true", "0, false"})
  void aCertificateIsNotEmpty(int certificate, boolean good) throws TlsException {
    Consumer<ByteWriter> body =
        out -> out.u8(0).vector24(list -> list.opaque24(zeros(certificate)).u16(0));

    check(HandshakeType.CERTIFICATE, body, good);
  }

  @ParameterizedTest
  @CsvSource({"0, 1, true", "255, 65535, true", "0, 0, false"})
  void aTicketIsNotEmpty(int nonce, int ticket, boolean good) throws TlsException {
    Consumer<ByteWriter> body =
        out -> out.u32(1).u32(2).opaque8(zeros(nonce)).opaque16(zeros(ticket)).u16(0);

    check(HandshakeType.NEW_SESSION_TICKET, body, good);
  }

  @ParameterizedTest
  @CsvSource({"0", "65535"})
  void aSignatureMayHaveAnyLength(int signature) throws TlsException {
    check(
        HandshakeType.CERTIFICATE_VERIFY, out -> out.u16(0x0403).opaque16(zeros(signature)), true);
  }

  @ParameterizedTest
  @CsvSource({"2", "255"})
  void aKeyUpdateOfAnotherTypeIsAnIllegalParameter(int type) {
    assertThatExceptionOfType(TlsException.class)
        .isThrownBy(() -> decode(HandshakeType.KEY_UPDATE, out -> out.u8(type)))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(SslReason.INVALID_KEY_UPDATE_TYPE));
  }

  @Test
  void theRandomValueTellsAHelloRetryRequest() throws TlsException {
    Bytes keyShare = Bytes.ofHex("0033 0002 0017".replace(" ", ""));
    Consumer<ByteWriter> retry =
        out ->
            out.u16(0x0303)
                .bytes(ServerHello.HELLO_RETRY_REQUEST_RANDOM)
                .u8(0)
                .u16(0x1301)
                .u8(0)
                .opaque16(keyShare);
    ServerHello message = (ServerHello) decode(HandshakeType.SERVER_HELLO, retry);

    assertThat(message.isHelloRetryRequest()).isTrue();
    assertThat(message.extensions().all()).hasToString("[KeyShareRetry[group=secp256r1]]");
  }

  private static void check(HandshakeType type, Consumer<ByteWriter> body, boolean good)
      throws TlsException {
    if (good) {
      assertThat(decode(type, body).type()).isEqualTo(type);
      return;
    }
    assertThatExceptionOfType(TlsException.class)
        .isThrownBy(() -> decode(type, body))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(SslReason.LENGTH_MISMATCH));
  }

  private static HandshakeMessage decode(HandshakeType type, Consumer<ByteWriter> body)
      throws TlsException {
    ByteWriter out = new ByteWriter();
    body.accept(out);
    return HandshakeMessages.decode(type, ByteReader.of(out.toBytes()));
  }

  private static Bytes zeros(int length) {
    return Bytes.of(new byte[length]);
  }
}
