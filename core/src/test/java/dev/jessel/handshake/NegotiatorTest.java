// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import static dev.jessel.wire.CipherSuite.TLS_AES_128_GCM_SHA256;
import static dev.jessel.wire.CipherSuite.TLS_AES_256_GCM_SHA384;
import static dev.jessel.wire.CipherSuite.TLS_CHACHA20_POLY1305_SHA256;
import static dev.jessel.wire.NamedGroup.SECP256R1;
import static dev.jessel.wire.NamedGroup.SECP384R1;
import static dev.jessel.wire.NamedGroup.X25519;
import static dev.jessel.wire.NamedGroup.X25519MLKEM768;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NegotiatorTest {
  private static final List<CipherSuite> STRONG_FIRST =
      List.of(TLS_AES_256_GCM_SHA384, TLS_AES_128_GCM_SHA256);
  private static final List<CipherSuite> FAST_FIRST =
      List.of(TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384);

  private final GroupPreferences groups =
      new GroupPreferences(
          List.of(List.of(X25519MLKEM768), List.of(X25519, SECP256R1)), List.of(X25519MLKEM768));

  @Test
  void theOrderOfWhoChoosesCounts() throws TlsException {
    assertThat(Negotiator.suite(STRONG_FIRST, FAST_FIRST, SuiteOrder.SERVER))
        .isEqualTo(TLS_AES_256_GCM_SHA384);
    assertThat(Negotiator.suite(STRONG_FIRST, FAST_FIRST, SuiteOrder.CLIENT))
        .isEqualTo(TLS_AES_128_GCM_SHA256);
  }

  @Test
  void chaChaGoesToTheFrontForClientsThatNameItFirst() throws TlsException {
    List<CipherSuite> ours = List.of(TLS_AES_256_GCM_SHA384, TLS_CHACHA20_POLY1305_SHA256);
    List<CipherSuite> mobile = List.of(TLS_CHACHA20_POLY1305_SHA256, TLS_AES_256_GCM_SHA384);
    assertThat(Negotiator.suite(ours, mobile, SuiteOrder.SERVER_CHACHA_FIRST))
        .isEqualTo(TLS_CHACHA20_POLY1305_SHA256);
    assertThat(Negotiator.suite(ours, mobile, SuiteOrder.SERVER)).isEqualTo(TLS_AES_256_GCM_SHA384);
    assertThat(Negotiator.suite(mobile, ours, SuiteOrder.SERVER_CHACHA_FIRST))
        .isEqualTo(TLS_CHACHA20_POLY1305_SHA256);
    assertThat(
            Negotiator.suite(
                ours,
                List.of(TLS_AES_128_GCM_SHA256, TLS_CHACHA20_POLY1305_SHA256),
                SuiteOrder.SERVER_CHACHA_FIRST))
        .isEqualTo(TLS_CHACHA20_POLY1305_SHA256);
    assertThat(Negotiator.suite(ours, ours, SuiteOrder.SERVER_CHACHA_FIRST))
        .isEqualTo(TLS_AES_256_GCM_SHA384);
  }

  @Test
  void nothingInCommonIsAHandshakeFailure() {
    assertThatThrownBy(
            () ->
                Negotiator.suite(
                    List.of(TLS_AES_128_GCM_SHA256),
                    List.of(TLS_AES_256_GCM_SHA384),
                    SuiteOrder.SERVER))
        .isInstanceOfSatisfying(
            TlsException.class, e -> assertThat(e.reason()).isEqualTo(SslReason.NO_SHARED_CIPHER));
    assertThatThrownBy(() -> Negotiator.group(groups, List.of(SECP384R1), List.of(SECP384R1)))
        .isInstanceOfSatisfying(
            TlsException.class,
            e -> assertThat(e.reason()).isEqualTo(SslReason.NO_SUITABLE_KEY_SHARE));
  }

  @Test
  void aBetterTupleIsWorthARetry() throws TlsException {
    assertThat(choose(List.of(X25519, X25519MLKEM768), List.of(X25519)))
        .isEqualTo(new Negotiator.GroupChoice(X25519MLKEM768, true));
  }

  @Test
  void inOneTupleAShareThatIsThereSavesTheRetry() throws TlsException {
    assertThat(choose(List.of(X25519, SECP256R1), List.of(SECP256R1)))
        .isEqualTo(new Negotiator.GroupChoice(SECP256R1, false));
    assertThat(choose(List.of(SECP256R1, X25519), List.of()))
        .isEqualTo(new Negotiator.GroupChoice(X25519, true));
  }

  private Negotiator.GroupChoice choose(List<NamedGroup> theirs, List<NamedGroup> shares)
      throws TlsException {
    return Negotiator.group(groups, theirs, shares);
  }
}
