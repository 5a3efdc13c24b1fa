// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import dev.jessel.SslContext;
import dev.jessel.error.SslReason;
import dev.jessel.testkit.handshake.Identities;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicTest;

/** The form of the misbehaviour tests: section of RFC 9846, what is done, what must come of it. */
final class Misdeeds {
  private Misdeeds() {}

  /** A server's misdeed against an ordinary client. */
  static DynamicTest server(
      String section, String deed, UnaryOperator<ScriptedServer> bend, SslReason reason) {
    return server(section, deed, UnaryOperator.identity(), bend, reason);
  }

  /** A server's misdeed against a client with settings of its own. */
  static DynamicTest server(
      String section,
      String deed,
      UnaryOperator<SslContext.Builder> victim,
      UnaryOperator<ScriptedServer> bend,
      SslReason reason) {
    return DynamicTest.dynamicTest(
        section + " " + deed,
        () ->
            Verdicts.failedFor(
                bend.apply(ScriptedServer.with(Identities.SERVER))
                    .against(victim.apply(Identities.client())),
                reason));
  }

  /** A server's oddity that a client must take. */
  static DynamicTest oddServer(String section, String deed, UnaryOperator<ScriptedServer> bend) {
    return DynamicTest.dynamicTest(
        section + " " + deed,
        () ->
            Verdicts.connected(
                bend.apply(ScriptedServer.with(Identities.SERVER)).against(Identities.client())));
  }

  /** A client's misdeed against an ordinary server. */
  static DynamicTest client(
      String section, String deed, UnaryOperator<ScriptedClient> bend, SslReason reason) {
    return client(section, deed, UnaryOperator.identity(), bend, reason);
  }

  /** A client's misdeed against a server with settings of its own. */
  static DynamicTest client(
      String section,
      String deed,
      UnaryOperator<SslContext.Builder> victim,
      UnaryOperator<ScriptedClient> bend,
      SslReason reason) {
    return DynamicTest.dynamicTest(
        section + " " + deed,
        () ->
            Verdicts.failedFor(
                bend.apply(new ScriptedClient()).against(victim.apply(Identities.server())),
                reason));
  }

  /** A client's oddity that a server must take. */
  static DynamicTest oddClient(String section, String deed, UnaryOperator<ScriptedClient> bend) {
    return oddClient(section, deed, UnaryOperator.identity(), bend);
  }

  /** A client's oddity that a server with settings of its own must take. */
  static DynamicTest oddClient(
      String section,
      String deed,
      UnaryOperator<SslContext.Builder> victim,
      UnaryOperator<ScriptedClient> bend) {
    return DynamicTest.dynamicTest(
        section + " " + deed,
        () ->
            Verdicts.connected(
                bend.apply(new ScriptedClient()).against(victim.apply(Identities.server()))));
  }
}
