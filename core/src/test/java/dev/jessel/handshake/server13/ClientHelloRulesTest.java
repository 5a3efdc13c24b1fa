// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.error.AlertDescription;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.KeyShareClient;
import dev.jessel.wire.extension.KeyShareEntry;
import dev.jessel.wire.extension.OfferedPsk;
import dev.jessel.wire.extension.PreSharedKeyClient;
import dev.jessel.wire.extension.PskKeyExchangeModes;
import dev.jessel.wire.extension.SignatureAlgorithms;
import dev.jessel.wire.extension.SupportedGroups;
import dev.jessel.wire.extension.SupportedVersionsClient;
import dev.jessel.wire.message.ClientHello;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientHelloRulesTest {
  private static final Bytes RANDOM = Bytes.of(new byte[32]);
  private static final Extensions SOUND =
      Extensions.of(
          new SupportedVersionsClient(List.of(ProtocolVersion.TLS_1_3)),
          new SignatureAlgorithms(List.of(SignatureScheme.ED25519)),
          new SupportedGroups(
              List.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1)),
          shares(NamedGroup.X25519));
  private static final PreSharedKeyClient PSK =
      new PreSharedKeyClient(
          List.of(new OfferedPsk(Bytes.of((byte) 1), 0)), List.of(Bytes.of(new byte[32])));

  @Test
  void aSoundHelloPasses() {
    passes(SOUND);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0300, 0x0301, 0x0302, 0x0304})
  void theLegacyVersionIsThatOfTls12(int version) {
    refused(hello(version, Bytes.of((byte) 0), SOUND), AlertDescription.PROTOCOL_VERSION);
  }

  @Test
  void aHelloOfAnOlderVersionIsRefused() {
    refused(SOUND.without(ExtensionType.SUPPORTED_VERSIONS), AlertDescription.PROTOCOL_VERSION);
  }

  @Test
  void onlyNoCompressionAloneIsTaken() {
    refused(hello(0x0303, Bytes.of((byte) 1), SOUND), AlertDescription.ILLEGAL_PARAMETER);
    refused(hello(0x0303, Bytes.of((byte) 0, (byte) 1), SOUND), AlertDescription.ILLEGAL_PARAMETER);
  }

  @Test
  void whatAFullHandshakeNeedsMayNotBeMissing() {
    refused(SOUND.without(ExtensionType.SIGNATURE_ALGORITHMS), AlertDescription.MISSING_EXTENSION);
    refused(SOUND.without(ExtensionType.SUPPORTED_GROUPS), AlertDescription.MISSING_EXTENSION);
    refused(SOUND.without(ExtensionType.KEY_SHARE), AlertDescription.MISSING_EXTENSION);
  }

  @Test
  void pskModesMayNotBeMissingBesideAPsk() {
    refused(SOUND.with(PSK), AlertDescription.MISSING_EXTENSION);
    passes(SOUND.with(PSK).with(new PskKeyExchangeModes(List.of(PskKeyExchangeModes.PSK_DHE_KE))));
  }

  @Test
  void sharesMayBeAnyPartOfTheGroupsInTheirOrder() {
    passes(SOUND.with(shares()));
    passes(SOUND.with(shares(NamedGroup.SECP384R1)));
    passes(SOUND.with(shares(NamedGroup.X25519, NamedGroup.SECP384R1)));
  }

  @Test
  void sharesOutOfOrderOrOfOtherGroupsAreRefused() {
    refused(
        SOUND.with(shares(NamedGroup.SECP256R1, NamedGroup.X25519)),
        AlertDescription.ILLEGAL_PARAMETER);
    refused(SOUND.with(shares(NamedGroup.X448)), AlertDescription.ILLEGAL_PARAMETER);
    refused(
        SOUND.with(shares(NamedGroup.X25519, NamedGroup.X448)), AlertDescription.ILLEGAL_PARAMETER);
  }

  private static KeyShareClient shares(NamedGroup... groups) {
    return new KeyShareClient(
        Stream.of(groups).map(g -> new KeyShareEntry(g, Bytes.of((byte) 1))).toList());
  }

  private static ClientHello hello(int version, Bytes compression, Extensions extensions) {
    return new ClientHello(
        new ProtocolVersion(version),
        RANDOM,
        Bytes.EMPTY,
        List.of(CipherSuite.TLS_AES_128_GCM_SHA256),
        compression,
        extensions);
  }

  private static void passes(Extensions extensions) {
    ClientHello hello = hello(0x0303, Bytes.of((byte) 0), extensions);
    assertThatCode(() -> ClientHelloRules.check(hello)).doesNotThrowAnyException();
  }

  private static void refused(Extensions extensions, AlertDescription alert) {
    refused(hello(0x0303, Bytes.of((byte) 0), extensions), alert);
  }

  private static void refused(ClientHello hello, AlertDescription alert) {
    assertThatThrownBy(() -> ClientHelloRules.check(hello))
        .isInstanceOfSatisfying(TlsException.class, e -> assertThat(e.alert()).contains(alert));
  }
}
