// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.KeyShareClient;
import dev.jessel.wire.extension.KeyShareServer;
import dev.jessel.wire.extension.RecordSizeLimit;
import dev.jessel.wire.extension.SelectedVersion;
import dev.jessel.wire.extension.ServerNameList;
import org.junit.jupiter.api.Test;

/** The hellos of RFC 8448 section 3, byte for byte. */
class Rfc8448HelloTest {
  private static final Bytes CLIENT_HELLO =
      Bytes.ofHex(
          "010000c00303cb34ecb1e78163ba1c38c6dacb196a6dffa21a8d9912ec18a2ef6283024dece70000061301"
              + "13031302010000910000000b0009000006736572766572ff01000100000a00140012001d00170018"
              + "001901000101010201030104002300000033002600240"
              + "01d002099381de560e4bd43d23d8e435a7dbafeb3c06e51c13cae4d5413691e529aaf2c"
              + "002b0003020304000d0020001e040305030603020308040805080604010501060102010402050206"
              + "020202002d00020101001c00024001");
  private static final Bytes SERVER_HELLO =
      Bytes.ofHex(
          "020000560303a6af06a4121860dc5e6e60249cd34c95930c8ac5cb1434dac155772ed3e2692800130100002e"
              + "00330024001d0020c9828876112095fe66762bdbf7c672e156d6cc253b833df1dd69b1b04e751f0f"
              + "002b00020304");

  @Test
  void theClientHelloIsRead() throws TlsException {
    ClientHello hello = (ClientHello) decode(CLIENT_HELLO);

    assertThat(hello.legacyVersion()).isEqualTo(ProtocolVersion.TLS_1_2);
    assertThat(hello.cipherSuites())
        .containsExactly(
            CipherSuite.TLS_AES_128_GCM_SHA256,
            CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
            CipherSuite.TLS_AES_256_GCM_SHA384);
    assertThat(hello.extensions().find(ServerNameList.class))
        .contains(new ServerNameList("server"));
    assertThat(hello.extensions().find(RecordSizeLimit.class)).contains(new RecordSizeLimit(16385));
    assertThat(hello.extensions().find(KeyShareClient.class).orElseThrow().shares())
        .singleElement()
        .satisfies(share -> assertThat(share.group()).isEqualTo(NamedGroup.X25519));
    assertThat(hello.extensions().contains(ExtensionType.SESSION_TICKET)).isTrue();
    assertThat(hello.encode()).isEqualTo(CLIENT_HELLO);
  }

  @Test
  void theServerHelloIsRead() throws TlsException {
    ServerHello hello = (ServerHello) decode(SERVER_HELLO);

    assertThat(hello.isHelloRetryRequest()).isFalse();
    assertThat(hello.cipherSuite()).isEqualTo(CipherSuite.TLS_AES_128_GCM_SHA256);
    assertThat(hello.extensions().find(SelectedVersion.class))
        .contains(new SelectedVersion(ProtocolVersion.TLS_1_3));
    assertThat(hello.extensions().find(KeyShareServer.class).orElseThrow().share().keyExchange())
        .isEqualTo(SERVER_HELLO.slice(SERVER_HELLO.length() - 38, 32));
    assertThat(hello.encode()).isEqualTo(SERVER_HELLO);
  }

  private static HandshakeMessage decode(Bytes message) throws TlsException {
    ByteReader in = ByteReader.of(message);
    HandshakeType type = new HandshakeType(in.u8());
    ByteReader body = in.vector24();
    in.expectEnd();
    return HandshakeMessages.decode(type, body);
  }
}
