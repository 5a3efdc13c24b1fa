// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import static dev.jessel.testkit.peer.Misdeeds.client;
import static dev.jessel.testkit.peer.Misdeeds.server;

import dev.jessel.SslContext;
import dev.jessel.error.SslReason;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.UnknownExtension;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What may be wrong with wishes for tickets, and with what is said to them (RFC 9149 3). */
class TicketRequestMisbehaviourTest {
  private static final String SECTION = "RFC 9149 3";

  @TestFactory
  Stream<DynamicTest> servers() {
    return Stream.of(
        server(
            SECTION,
            "a promise in ServerHello",
            TicketRequestMisbehaviourTest::asking,
            s -> s.extensions(Move.SERVER_HELLO, says("02")),
            SslReason.BAD_EXTENSION),
        server(
            SECTION,
            "a promise in HelloRetryRequest",
            TicketRequestMisbehaviourTest::asking,
            s -> s.retry(NamedGroup.SECP256R1).extensions(Move.HELLO_RETRY_REQUEST, says("02")),
            SslReason.BAD_EXTENSION),
        server(
            SECTION,
            "a promise to a client that did not ask",
            s -> s.extensions(Move.ENCRYPTED_EXTENSIONS, says("02")),
            SslReason.UNSOLICITED_EXTENSION),
        server(
            SECTION,
            "an echo for a promise",
            TicketRequestMisbehaviourTest::asking,
            s -> s.extensions(Move.ENCRYPTED_EXTENSIONS, says("0201")),
            SslReason.PARSE_TLSEXT));
  }

  @TestFactory
  Stream<DynamicTest> clients() {
    return Stream.of(
        client(
            SECTION,
            "half a wish",
            c -> c.extensions(Move.CLIENT_HELLO, says("02")),
            SslReason.PARSE_TLSEXT),
        again("another wish than before", says("0202")),
        again("no wish any more", e -> e.without(ExtensionType.TICKET_REQUEST)));
  }

  private static DynamicTest again(String deed, UnaryOperator<Extensions> change) {
    return client(
        SECTION,
        deed,
        b -> b.groups("P-256"),
        c ->
            c.expectRetry()
                .extensions(Move.CLIENT_HELLO, says("0201"))
                .extensions(Move.SECOND_CLIENT_HELLO, change),
        SslReason.BAD_EXTENSION);
  }

  private static UnaryOperator<Extensions> says(String body) {
    return e -> e.with(new UnknownExtension(ExtensionType.TICKET_REQUEST, Bytes.ofHex(body)));
  }

  private static SslContext.Builder asking(SslContext.Builder client) {
    return client.requestTickets(2, 1);
  }
}
