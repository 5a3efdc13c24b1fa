// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds12.client;
import static dev.jessel.testkit.peer.Misdeeds12.clientOf;
import static dev.jessel.testkit.peer.Misdeeds12.server;
import static dev.jessel.testkit.peer.Misdeeds12.serverOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslContext;
import dev.jessel.SslOption;
import dev.jessel.error.SslReason;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.RenegotiationInfo;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicTest;

/** The words of the tests of renegotiation: two handshakes on one connection. */
final class Renegotiating {
  /** What a peer says behind a renegotiation that went well. */
  static final Bytes DATA = Bytes.of((byte) 1, (byte) 2, (byte) 3);

  private Renegotiating() {}

  /** A server that lets its clients renegotiate. */
  static SslContext.Builder letting(CipherSuite... suites) {
    return serverOf(suites).options(SslOption.ALLOW_CLIENT_RENEGOTIATION);
  }

  /** What a client does wrong in the second handshake. */
  static DynamicTest byClient(
      String section,
      String deed,
      CipherSuite suite,
      UnaryOperator<ScriptedClient12> bend,
      SslReason reason) {
    return byClient(section, deed, suite, UnaryOperator.identity(), bend, reason);
  }

  /** What a client does wrong in the second handshake, after a first one of its own kind. */
  static DynamicTest byClient(
      String section,
      String deed,
      CipherSuite suite,
      UnaryOperator<ScriptedClient12> first,
      UnaryOperator<ScriptedClient12> bend,
      SslReason reason) {
    return DynamicTest.dynamicTest(
        section + " " + deed,
        () ->
            failedFor(
                first.apply(client(suite)).renegotiate(bend.apply(client(suite))),
                letting(suite),
                reason));
  }

  /** What a server does wrong in the second handshake. */
  static DynamicTest byServer(
      String section,
      String deed,
      CipherSuite suite,
      UnaryOperator<ScriptedServer12> bend,
      SslReason reason) {
    return byServer(section, deed, suite, UnaryOperator.identity(), bend, reason);
  }

  /** What a server does wrong in the second handshake, after a first one of its own kind. */
  static DynamicTest byServer(
      String section,
      String deed,
      CipherSuite suite,
      UnaryOperator<ScriptedServer12> first,
      UnaryOperator<ScriptedServer12> bend,
      SslReason reason) {
    return DynamicTest.dynamicTest(
        section + " " + deed,
        () ->
            failedFor(
                first.apply(server(suite)).renegotiate(bend.apply(server(suite))),
                clientOf(suite),
                reason));
  }

  /** The first handshake is over, the second one fails, and no data comes through. */
  static void failedFor(ScriptedPeer12<?> peer, SslContext.Builder victim, SslReason reason) {
    Outcome outcome = peer.against(victim);
    assertThat(outcome.established()).isTrue();
    Verdicts.failedFor(outcome, reason);
    assertThat(outcome.delivered()).isEqualTo(Bytes.EMPTY);
  }

  /** All handshakes went well, and data comes through behind them. */
  static Outcome connected(Outcome outcome) {
    Verdicts.connected(outcome);
    assertThat(outcome.ssl().isRenegotiationPending()).isFalse();
    assertThat(outcome.delivered()).isEqualTo(DATA);
    return outcome;
  }

  static void sayData(Conversation talk) {
    talk.data(DATA);
  }

  /** Changes what a hello of another handshake says of the one before (RFC 5746 3.2). */
  static UnaryOperator<Extensions> said(UnaryOperator<Bytes> bend) {
    return e ->
        e.with(
            new RenegotiationInfo(
                bend.apply(
                    e.find(RenegotiationInfo.class).orElseThrow().renegotiatedConnection())));
  }
}
