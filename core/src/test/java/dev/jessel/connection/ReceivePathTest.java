// SPDX-License-Identifier: Apache-2.0
package dev.jessel.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.crypto.jca.JcaCryptoProvider;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.keys.TrafficSecret;
import dev.jessel.record.Aead13Protection;
import dev.jessel.record.BufferPool;
import dev.jessel.record.OutboundBuffer;
import dev.jessel.record.PaddingPolicy;
import dev.jessel.record.RecordSealer;
import dev.jessel.wire.CipherSuite;
import java.time.Clock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class ReceivePathTest {
  private static final int HANDSHAKE = 22;
  private static final int DATA = 23;
  private static final int HEARTBEAT = 24;
  private static final CryptoProvider CRYPTO = JcaCryptoProvider.create();
  private static final SuiteParameters SUITE =
      SuiteParameters.of(CipherSuite.TLS_AES_128_GCM_SHA256).orElseThrow();

  private final BufferPool pool = new BufferPool(4);
  private final OutboundBuffer wire = new OutboundBuffer(pool);
  private final RecordSealer peer = new RecordSealer(wire);
  private final ReceivePath path =
      new ReceivePath(
          new ConnectionConfig(
              null, CRYPTO, Clock.systemUTC(), pool, 16_384, 100, PaddingPolicy.NONE),
          ConnectionObserver.NONE);

  @Test
  void aHandshakeMessageThatIsTooLongIsRefusedAsSoonAsItsHeaderHasCome() {
    refused(() -> send(HANDSHAKE, 1, 0xff, 0xff, 0xff).next(), SslReason.EXCESSIVE_MESSAGE_SIZE);
  }

  @Test
  void theHeaderOfASecondMessageInARecordIsJudgedToo() throws TlsException {
    send(HANDSHAKE, 24, 0, 0, 1, 0, 24, 0, 1, 0);
    assertThat(path.next()).isEqualTo(ReceivePath.Event.MESSAGE);
    assertThat(path.nextMessage()).isPresent();

    refused(path::next, SslReason.EXCESSIVE_MESSAGE_SIZE);
  }

  @Test
  void anEncryptedRecordOfAnUnknownTypeIsNoData() throws TlsException {
    encrypt();
    assertThat(send(DATA, 1, 2, 3).next()).isEqualTo(ReceivePath.Event.DATA);
    assertThat(path.copyData(new byte[3], 0, 3, true)).isEqualTo(3);

    refused(() -> send(HEARTBEAT, 1, 2, 3).next(), SslReason.UNEXPECTED_RECORD);
  }

  private void encrypt() {
    path.install(SUITE, traffic());
    peer.protection(Aead13Protection.of(CRYPTO, SUITE, traffic()));
    path.expectData();
  }

  private static TrafficSecret traffic() {
    return TrafficSecret.of(CRYPTO, SUITE, Secret.zeros(SUITE.hash().length()));
  }

  private ReceivePath send(int type, int... content) {
    byte[] bytes = new byte[content.length];
    for (int i = 0; i < content.length; i++) {
      bytes[i] = (byte) content[i];
    }
    peer.seal(type, bytes, 0, bytes.length);
    path.inbound().makeRoom(wire.size());
    System.arraycopy(
        wire.array(), wire.start(), path.inbound().array(), path.inbound().end(), wire.size());
    path.inbound().filled(wire.size());
    wire.clear();
    return path;
  }

  private static void refused(ThrowingCallable call, SslReason reason) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(TlsException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
