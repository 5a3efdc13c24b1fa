// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import dev.jessel.SslContext;
import dev.jessel.SslReply;
import dev.jessel.crypto.Authentication;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.testkit.handshake.PreShared;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicTest;

/**
 * The form of the misbehaviour tests of TLS 1.2: RFC and section, what is done, what comes of it.
 */
public final class Misdeeds12 {
  public static final CipherSuite ECDHE_ECDSA = new CipherSuite(0xC02B);
  public static final CipherSuite ECDHE_ECDSA_CBC = new CipherSuite(0xC009);
  public static final CipherSuite ECDHE_RSA = new CipherSuite(0xC02F);
  public static final CipherSuite DHE_RSA = new CipherSuite(0x009E);
  public static final CipherSuite RSA = new CipherSuite(0x009C);
  public static final CipherSuite RSA_CBC = new CipherSuite(0x002F);
  public static final CipherSuite PSK = new CipherSuite(0x00A8);
  public static final CipherSuite DHE_PSK = new CipherSuite(0x00AA);
  public static final CipherSuite RSA_PSK = new CipherSuite(0x00AC);
  public static final CipherSuite ECDHE_PSK = new CipherSuite(0xC035);

  private static final Bytes KEY =
      PreShared.key(PreShared.IDENTITY).orElseThrow().expose(Bytes::of);

  private Misdeeds12() {}

  // ---- The peers

  /** A server of a suite, with all that the suite needs. */
  public static ScriptedServer12 server(CipherSuite suite) {
    ScriptedServer12 server = ScriptedServer12.of(suite).psk(KEY);
    return switch (authentication(suite)) {
      case RSA -> server.credential(Identities.RSA_SERVER);
      case ECDSA -> server.credential(Identities.SERVER);
      default -> server;
    };
  }

  /** A client of a suite, with all that the suite needs. */
  public static ScriptedClient12 client(CipherSuite... suites) {
    return ScriptedClient12.of(suites)
        .psk(KEY)
        .identity(Bytes.of(PreShared.IDENTITY.getBytes(StandardCharsets.US_ASCII)));
  }

  // ---- The victims

  /** A client that offers a suite. */
  public static SslContext.Builder clientOf(CipherSuite... suites) {
    return Identities.client()
        .groups("X25519:P-256:ffdhe2048")
        .cipherList(list(suites))
        .pskChooser(Optional.of(hint -> SslReply.now(Optional.of(PreShared.identity()))));
  }

  /** A server that takes a suite. */
  public static SslContext.Builder serverOf(CipherSuite... suites) {
    SslContext.Builder server =
        Identities.server()
            .groups("X25519:P-256:ffdhe2048")
            .cipherList(list(suites))
            .pskFinder(Optional.of(name -> SslReply.<Optional<Secret>>now(PreShared.key(name))));
    return authentication(suites[0]) == Authentication.RSA
        ? server.noCredentials().credential(Identities.RSA_SERVER)
        : server;
  }

  private static String list(CipherSuite... suites) {
    StringBuilder list = new StringBuilder();
    for (CipherSuite suite : suites) {
      list.append(suite.openSslName()).append(':');
    }
    return list.substring(0, list.length() - 1);
  }

  private static Authentication authentication(CipherSuite suite) {
    return SuiteParameters.of(suite).orElseThrow().authentication();
  }

  // ---- The tests

  /** A server's misdeed against a client that offers the server's suite. */
  static DynamicTest server(
      String section,
      String deed,
      CipherSuite suite,
      UnaryOperator<ScriptedServer12> bend,
      SslReason reason) {
    return server(section, deed, suite, UnaryOperator.identity(), bend, reason);
  }

  /** A server's misdeed against a client with settings of its own. */
  static DynamicTest server(
      String section,
      String deed,
      CipherSuite suite,
      UnaryOperator<SslContext.Builder> victim,
      UnaryOperator<ScriptedServer12> bend,
      SslReason reason) {
    return DynamicTest.dynamicTest(
        section + " " + deed,
        () ->
            Verdicts.failedFor(
                bend.apply(server(suite)).against(victim.apply(clientOf(suite))), reason));
  }

  /** A server's oddity that a client must take. */
  static DynamicTest oddServer(
      String section, String deed, CipherSuite suite, UnaryOperator<ScriptedServer12> bend) {
    return DynamicTest.dynamicTest(
        section + " " + deed,
        () -> Verdicts.connected(bend.apply(server(suite)).against(clientOf(suite))));
  }

  /** A client's misdeed against a server that takes the client's suite. */
  static DynamicTest client(
      String section,
      String deed,
      CipherSuite suite,
      UnaryOperator<ScriptedClient12> bend,
      SslReason reason) {
    return client(section, deed, suite, UnaryOperator.identity(), bend, reason);
  }

  /** A client's misdeed against a server with settings of its own. */
  static DynamicTest client(
      String section,
      String deed,
      CipherSuite suite,
      UnaryOperator<SslContext.Builder> victim,
      UnaryOperator<ScriptedClient12> bend,
      SslReason reason) {
    return DynamicTest.dynamicTest(
        section + " " + deed,
        () ->
            Verdicts.failedFor(
                bend.apply(client(suite)).against(victim.apply(serverOf(suite))), reason));
  }

  /** A client's oddity that a server must take. */
  static DynamicTest oddClient(
      String section, String deed, CipherSuite suite, UnaryOperator<ScriptedClient12> bend) {
    return DynamicTest.dynamicTest(
        section + " " + deed,
        () -> Verdicts.connected(bend.apply(client(suite)).against(serverOf(suite))));
  }
}
