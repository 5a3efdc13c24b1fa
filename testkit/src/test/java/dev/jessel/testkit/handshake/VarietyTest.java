// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.error.TlsException;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.HandshakeType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.KeyShareClient;
import dev.jessel.wire.extension.SignatureAlgorithms;
import dev.jessel.wire.extension.SupportedGroups;
import dev.jessel.wire.extension.SupportedVersionsClient;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.HandshakeMessages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Messages that differ from one connection to the next: RFC 8701, and extensions in any order. */
class VarietyTest {
  private static final int HEADER = 4;

  private final Visits visits = new Visits(new Handshake(Conduct.PLAIN));
  private final List<ClientHello> hellos = new ArrayList<>();

  @FourWays
  void whatMeansNothingStandsAmongTheRestAndIsPassedOver(Handshake handshake) throws SslException {
    Visits each = new Visits(handshake);
    SslContext server = each.server(b -> b.grease(true).listener(listener()));
    each.connect(each.client().grease(true), server).close();
    assertThat(each.sessions()).isNotEmpty();

    ClientHello hello = hellos.get(0);
    assertThat(hello.cipherSuites()).anyMatch(CipherSuite::isGrease);
    assertThat(hello.extensions().types().stream().filter(ExtensionType::isGrease)).hasSize(2);
    assertThat(hello.extensions().find(SupportedVersionsClient.class).orElseThrow().versions())
        .anyMatch(ProtocolVersion::isGrease);
    assertThat(hello.extensions().find(SignatureAlgorithms.class).orElseThrow().schemes())
        .anyMatch(scheme -> scheme.isGrease());
    NamedGroup group = hello.extensions().find(SupportedGroups.class).orElseThrow().groups().get(0);
    assertThat(group.isGrease()).isTrue();
    assertThat(hello.extensions().find(KeyShareClient.class).orElseThrow().shares().get(0).group())
        .isEqualTo(group);
    assertThat(each.isResumed(each.returning().grease(true), server)).isTrue();
  }

  @Test
  void aClientThatIsSentBackStillHasWhatMeansNothing() throws SslException {
    SslContext server = visits.server(b -> b.groups("P-256").listener(listener()));
    try (Pair pair = visits.connect(visits.client().grease(true), server)) {
      assertThat(pair.client().wasHelloRetried()).isTrue();
    }
    assertThat(hellos).hasSize(2);
    assertThat(hellos.get(1).cipherSuites()).isEqualTo(hellos.get(0).cipherSuites());
  }

  @Test
  void nothingOfTheKindIsThereUnlessItIsAskedFor() throws SslException {
    visits.connect(visits.client(), visits.server(b -> b.listener(listener()))).close();
    assertThat(hellos.get(0).cipherSuites()).noneMatch(CipherSuite::isGrease);
    assertThat(hellos.get(0).extensions().types()).noneMatch(ExtensionType::isGrease);
  }

  @Test
  void extensionsComeInAnyOrder() throws SslException {
    SslContext server =
        visits.server(UnaryOperator.identity()).toBuilder().listener(listener()).build();
    visits.first(server);
    for (int i = 0; i < 5; i++) {
      assertThat(visits.isResumed(visits.returning().shuffledExtensions(true), server)).isTrue();
    }
    Set<List<ExtensionType>> orders = new HashSet<>();
    hellos.forEach(hello -> orders.add(hello.extensions().types()));
    assertThat(orders).hasSizeGreaterThan(2);
  }

  private SslListener listener() {
    return new SslListener() {
      @Override
      public void handshakeMessage(Ssl ssl, boolean sent, Bytes message) {
        HandshakeType type = new HandshakeType(message.at(0));
        if (!sent && type.equals(HandshakeType.CLIENT_HELLO)) {
          hellos.add(decoded(type, message));
        }
      }
    };
  }

  private static ClientHello decoded(HandshakeType type, Bytes message) {
    try {
      ByteReader body = ByteReader.of(message.slice(HEADER, message.length() - HEADER));
      return (ClientHello) HandshakeMessages.decode(type, body);
    } catch (TlsException e) {
      throw new IllegalStateException(e);
    }
  }
}
