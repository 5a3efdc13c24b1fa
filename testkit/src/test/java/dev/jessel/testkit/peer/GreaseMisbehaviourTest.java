// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Move.AWAIT_HELLO;
import static dev.jessel.testkit.peer.Move.HELLO_RETRY_REQUEST;
import static dev.jessel.testkit.peer.Move.SERVER_HELLO;

import dev.jessel.error.SslReason;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.KeyShareEntry;
import dev.jessel.wire.extension.KeyShareRetry;
import dev.jessel.wire.extension.KeyShareServer;
import dev.jessel.wire.extension.SelectedVersion;
import dev.jessel.wire.extension.SupportedGroups;
import dev.jessel.wire.extension.SupportedVersionsClient;
import dev.jessel.wire.extension.UnknownExtension;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.ServerHello;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** RFC 8701 3.1: a server that takes what a client offered and does not mean. */
class GreaseMisbehaviourTest {
  @TestFactory
  Stream<DynamicTest> whatMeansNothingIsNotTaken() {
    return Stream.of(
        misdeed(
            "a version",
            with(SERVER_HELLO, hello -> new SelectedVersion(version(hello))),
            SslReason.BAD_PROTOCOL_VERSION_NUMBER),
        misdeed(
            "a suite",
            changed((hello, said) -> Rewritten.suite(said, suite(hello))),
            SslReason.WRONG_CIPHER_RETURNED),
        misdeed(
            "a group", with(SERVER_HELLO, GreaseMisbehaviourTest::share), SslReason.BAD_KEY_SHARE),
        misdeed(
            "a group to come again with",
            (server, hello) ->
                with(HELLO_RETRY_REQUEST, seen -> new KeyShareRetry(group(seen)))
                    .apply(server.retry(NamedGroup.SECP256R1), hello),
            SslReason.BAD_KEY_SHARE),
        misdeed(
            "an extension",
            with(SERVER_HELLO, GreaseMisbehaviourTest::extension),
            SslReason.UNSOLICITED_EXTENSION),
        misdeed(
            "an extension, among those that are encrypted",
            with(Move.ENCRYPTED_EXTENSIONS, GreaseMisbehaviourTest::extension),
            SslReason.UNSOLICITED_EXTENSION));
  }

  @Test
  void whatMeansSomethingIsTaken() {
    Verdicts.connected(
        ScriptedServer.with(Identities.SERVER).against(Identities.client().grease(true)));
  }

  /** What a server does that can look at the client's hello. */
  private interface Deed
      extends BiFunction<ScriptedServer, AtomicReference<ClientHello>, ScriptedServer> {}

  private static DynamicTest misdeed(String what, Deed deed, SslReason reason) {
    return DynamicTest.dynamicTest(
        "RFC 8701 3.1 " + what,
        () -> {
          AtomicReference<ClientHello> hello = new AtomicReference<>();
          ScriptedServer server =
              ScriptedServer.with(Identities.SERVER)
                  .after(AWAIT_HELLO, talk -> hello.set(talk.heard(ClientHello.class)));
          Verdicts.failedFor(
              deed.apply(server, hello).against(Identities.client().grease(true)), reason);
        });
  }

  private static Deed with(Move move, Function<ClientHello, Extension> extension) {
    return (server, hello) ->
        server.extensions(move, said -> said.with(extension.apply(hello.get())));
  }

  private static Deed changed(BiFunction<ClientHello, ServerHello, ServerHello> change) {
    return (server, hello) -> {
      UnaryOperator<ServerHello> said = honest -> change.apply(hello.get(), honest);
      return server.change(SERVER_HELLO, ServerHello.class, said);
    };
  }

  private static ProtocolVersion version(ClientHello hello) {
    return hello.extensions().find(SupportedVersionsClient.class).orElseThrow().versions().stream()
        .filter(ProtocolVersion::isGrease)
        .findFirst()
        .orElseThrow();
  }

  private static CipherSuite suite(ClientHello hello) {
    return hello.cipherSuites().stream().filter(CipherSuite::isGrease).findFirst().orElseThrow();
  }

  private static NamedGroup group(ClientHello hello) {
    return hello.extensions().find(SupportedGroups.class).orElseThrow().groups().stream()
        .filter(NamedGroup::isGrease)
        .findFirst()
        .orElseThrow();
  }

  private static Extension share(ClientHello hello) {
    return new KeyShareServer(new KeyShareEntry(group(hello), Bytes.of((byte) 0)));
  }

  private static Extension extension(ClientHello hello) {
    ExtensionType type =
        hello.extensions().types().stream()
            .filter(ExtensionType::isGrease)
            .findFirst()
            .orElseThrow();
    return new UnknownExtension(type, Bytes.EMPTY);
  }
}
