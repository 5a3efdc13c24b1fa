// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.cipher.CipherList;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.Conduct;
import dev.jessel.testkit.Pair;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SSLv2 is not spoken unless version, security level and cipher list all ask for it. */
class Ssl2StaysOffTest {
  /** Settings that do not ask for it in full. */
  enum Settings {
    DEFAULTS(b -> b),
    MINIMUM_ALONE(b -> b.minVersion(ProtocolVersion.SSL_2).cipherList("ALL:SSLv2")),
    LEVEL_ALONE(b -> b.securityLevel(0).cipherList("ALL:SSLv2")),
    EVERYTHING_NEWER(
        b -> b.securityLevel(0).minVersion(ProtocolVersion.SSL_3_0).cipherList("ALL:SSLv2")),
    NO_CIPHER(b -> b.securityLevel(0).minVersion(ProtocolVersion.SSL_2).cipherList("ALL"));

    private final UnaryOperator<SslContext.Builder> change;

    Settings(UnaryOperator<SslContext.Builder> change) {
      this.change = change;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerRefusesAClientOfSsl2(Settings settings) {
    assertNoHandshake(
        Ssl2Ends.client(),
        settings.change.apply(
            SslContext.server().crypto(Ssl2Ends.CRYPTO).credential(Ssl2Ends.SERVER)));
  }

  @ParameterizedTest
  @EnumSource
  void aClientRefusesAServerOfSsl2(Settings settings) {
    assertNoHandshake(
        settings.change.apply(
            SslContext.client()
                .crypto(Ssl2Ends.CRYPTO)
                .trust(Ssl2Ends.AUTHORITY.trust())
                .peer("localhost")),
        Ssl2Ends.server().credential(Ssl2Ends.SERVER));
  }

  @Test
  void allOfThemTogetherAllowIt() throws SslException {
    try (Pair pair = Ssl2Ends.pair(Conduct.PLAIN, b -> b, b -> b).connect()) {
      assertThat(pair.client().version()).contains(ProtocolVersion.SSL_2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALL",
        "ALL:COMPLEMENTOFALL",
        "DEFAULT",
        "RSA",
        "RC4",
        "3DES",
        "MD5",
        "LOW",
        "SSLv3"
      })
  void noWordThatMeansManyBringsItsCiphers(String list) {
    assertThat(suites(list)).noneMatch(CipherSuite::isSsl2).noneMatch(Ssl2StaysOffTest::isBroken);
  }

  @Test
  void theWordForItBringsThoseThatAreNotBroken() {
    assertThat(suites("SSLv2").stream().map(CipherSuite::openSslName))
        .containsExactlyInAnyOrder("DES-CBC3-MD5", "IDEA-CBC-MD5", "RC2-CBC-MD5", "RC4-MD5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"EXP-RC4-MD5", "EXP-RC2-CBC-MD5", "DES-CBC-MD5"})
  void thoseThatAreBrokenAreBroughtByTheirNames(String name) {
    assertThat(suites(name)).anyMatch(CipherSuite::isSsl2).allMatch(Ssl2StaysOffTest::isBroken);
  }

  private static boolean isBroken(CipherSuite suite) {
    return SuiteParameters.of(suite).orElseThrow().cipher().isBroken();
  }

  private static List<CipherSuite> suites(String list) {
    try {
      return CipherList.parse(list).suites();
    } catch (dev.jessel.cipher.CipherListException none) {
      return List.of();
    }
  }

  private static void assertNoHandshake(SslContext.Builder client, SslContext.Builder server) {
    try (Pair pair = Pair.of(client.build(), server.build())) {
      assertThatThrownBy(pair::connect)
          .isInstanceOfSatisfying(
              SslException.class,
              e ->
                  assertThat(
                          Stream.of(
                              SslReason.WRONG_VERSION_NUMBER,
                              SslReason.UNSUPPORTED_PROTOCOL,
                              SslReason.NO_SHARED_CIPHER))
                      .contains(e.reason().orElseThrow()));
      assertThat(pair.client().isEstablished() || pair.server().isEstablished()).isFalse();
    }
  }
}
