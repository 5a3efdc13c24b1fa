// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.Ssl;
import dev.jessel.SslException;
import dev.jessel.SslOption;
import dev.jessel.bio.Bio;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.handshake.Identities;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** An end before the handshake is over was said by nobody who is known, and ends no stream. */
final class EarlyEndTest {
  private static final byte[] PLAIN_CLOSE_NOTIFY = {21, 3, 3, 0, 2, 1, 0};
  private static final byte[] NOTHING = {};

  @Test
  void aStrangersGoodbyeDoesNotLookLikeAnEmptyStream() {
    failsEarly(() -> client(PLAIN_CLOSE_NOTIFY).inputStream().read());
    failsEarly(() -> client(PLAIN_CLOSE_NOTIFY).read(ByteBuffer.allocate(1)));
    failsEarly(() -> client(PLAIN_CLOSE_NOTIFY).channel().read(ByteBuffer.allocate(1)));
  }

  @Test
  void aWriterHearsOfIt() {
    failsEarly(() -> client(PLAIN_CLOSE_NOTIFY).write(new byte[1]));
    failsEarly(() -> client(PLAIN_CLOSE_NOTIFY).outputStream().write(1));
    failsEarly(() -> client(PLAIN_CLOSE_NOTIFY).handshake());
  }

  @Test
  void itStaysFailed() {
    Ssl client = client(PLAIN_CLOSE_NOTIFY);
    failsEarly(client::handshake);
    failsEarly(client::handshake);
  }

  @Test
  void noOptionMakesItClean() {
    Ssl client = client(NOTHING);
    client.configure(builder -> builder.options(SslOption.IGNORE_UNEXPECTED_EOF));
    failsEarly(() -> client.read(ByteBuffer.allocate(1)));
  }

  @Test
  void libsslsCallsSpeakOfItAsLibsslDoes() {
    Ssl client = client(PLAIN_CLOSE_NOTIFY);
    int zeroReturn = 6;

    assertThat(client.calls().error(client.calls().handshake())).isEqualTo(zeroReturn);
  }

  private static Ssl client(byte[] comes) {
    Bio transport = Bio.of(new ByteArrayInputStream(comes), OutputStream.nullOutputStream());
    return Identities.client().build().newSsl(transport);
  }

  private static void failsEarly(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SslException.class,
            e -> assertThat(e.reason()).contains(SslReason.UNEXPECTED_EOF_WHILE_READING));
  }
}
