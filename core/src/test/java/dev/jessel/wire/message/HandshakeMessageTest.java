// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jessel.error.AlertDescription;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HandshakeMessageTest {
  private static final int HEADER = 4;

  private static final Set<Class<?>> TAKE_ALL =
      Set.of(
          Finished.class, UnknownMessage.class, ServerKeyExchange.class, ClientKeyExchange.class);

  static List<HandshakeMessage> samples() {
    return Stream.concat(MessageSamples.all().stream(), MessageSamples.old().stream()).toList();
  }

  /** All but those that take whatever comes. */
  static List<HandshakeMessage> samplesOfKnownLength() {
    return samples().stream().filter(message -> !TAKE_ALL.contains(message.getClass())).toList();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aMessageSurvivesARoundTrip(HandshakeMessage sent) throws TlsException {
    HandshakeMessage received =
        HandshakeMessages.decode(MessageSamples.versionOf(sent), sent.type(), body(sent));

    assertThat(received).isEqualTo(sent);
    assertThat(received.encode()).isEqualTo(sent.encode());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theHeaderHasTheTypeAndTheLength(HandshakeMessage message) throws TlsException {
    ByteReader in = ByteReader.of(message.encode());

    assertThat(in.u8()).isEqualTo(message.type().code());
    assertThat(in.u24()).isEqualTo(in.remaining());
  }

  @ParameterizedTest
  @MethodSource("samplesOfKnownLength")
  void aByteTooManyIsRefused(HandshakeMessage message) {
    byte[] body = body(message).rest().plus(Bytes.of((byte) 0)).toArray();

    refused(message, new ByteReader(body));
  }

  @ParameterizedTest
  @MethodSource("samplesOfKnownLength")
  void aMessageCutAnywhereIsRefused(HandshakeMessage message) {
    byte[] body = body(message).rest().toArray();
    for (int length = 0; length < body.length; length++) {
      if (length != lengthWithoutExtensions(message)) {
        refused(message, new ByteReader(body, 0, length));
      }
    }
  }

  @Test
  void everyKindOfMessageHasASample() {
    Set<Class<?>> sampled = samples().stream().map(Object::getClass).collect(Collectors.toSet());

    assertThat(Arrays.asList(HandshakeMessage.class.getPermittedSubclasses()))
        .filteredOn(kind -> !kind.equals(MessageHash.class) && !kind.equals(Ssl2Message.class))
        .hasSize(20)
        .allSatisfy(kind -> assertThat(sampled).contains(kind));
  }

  @Test
  void messageHashIsEncodedAlone() throws TlsException {
    MessageHash message = new MessageHash(Bytes.of(new byte[32]));

    assertThat(message.encode().hex()).startsWith("fe000020").hasSize(2 * (HEADER + 32));
    assertThat(HandshakeMessages.decode(HandshakeType.MESSAGE_HASH, body(message)))
        .isInstanceOf(UnknownMessage.class);
  }

  @Test
  void aMessageOfSsl2StaysAsItCame() {
    Ssl2Message message = new Ssl2Message(Bytes.ofHex("0403ff"));

    assertThat(message.type()).isEqualTo(new HandshakeType(4));
    assertThat(message.encode().hex()).isEqualTo("0403ff");
  }

  @Test
  void aMalformedMessageIsNamed() {
    assertThatExceptionOfType(TlsException.class)
        .isThrownBy(
            () -> HandshakeMessages.decode(HandshakeType.KEY_UPDATE, new ByteReader(new byte[0])))
        .withMessage("length mismatch: key_update");
  }

  /** Hellos of TLS 1.2 may end before the extensions: there, and there only, a cut is no error. */
  private static int lengthWithoutExtensions(HandshakeMessage message) {
    if (message instanceof ClientHello) {
      return 2 + 32 + 1 + 32 + 2 + 4 + 1 + 1;
    }
    return message instanceof ServerHello ? 2 + 32 + 1 + 2 + 1 : -1;
  }

  private static ByteReader body(HandshakeMessage message) {
    byte[] encoded = message.encode().toArray();
    return new ByteReader(encoded, HEADER, encoded.length - HEADER);
  }

  private static void refused(HandshakeMessage message, ByteReader body) {
    int length = body.remaining();
    assertThatExceptionOfType(TlsException.class)
        .as("%s of %d bytes", message.type(), length)
        .isThrownBy(
            () -> HandshakeMessages.decode(MessageSamples.versionOf(message), message.type(), body))
        .satisfies(e -> assertThat(e.alert()).contains(AlertDescription.DECODE_ERROR));
  }
}
