// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.SslContext;
import dev.jessel.error.AlertDescription;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What somebody on the way, or a peer out of order, may not do to a handshake of TLS 1.2. */
class Tls12MisbehaviourTest {
  private static final Courier.Bend HONEST = (number, record) -> List.of(record);
  private static final int CLIENTS_RECORDS = 6; // with a certificate: to Finished
  private static final int SERVERS_RECORDS = 8;

  @Test
  void anHonestCourierConnects() {
    assertThat(new Courier(client(), server()).run(HONEST, HONEST).isEstablished()).isTrue();
  }

  @TestFactory
  Stream<DynamicTest> aChangeCipherSpecThatIsSlippedInIsRefused() {
    return everywhere(
        (index, number, record) ->
            number == index ? List.of(Courier.change(), record) : List.of(record),
        courier ->
            // Where keys have changed, the record that is not under them is found by its MAC.
            assertThat(courier.alerts())
                .first()
                .isIn(AlertDescription.UNEXPECTED_MESSAGE, AlertDescription.BAD_RECORD_MAC));
  }

  @TestFactory
  Stream<DynamicTest> aMessageThatIsLeftOutIsMissed() {
    return everywhere(
        (index, number, record) -> number == index ? List.of() : List.of(record), courier -> {});
  }

  @TestFactory
  Stream<DynamicTest> aMessageThatComesTwiceIsRefused() {
    // Behind the last one, Finished, the handshake is over: it is left alone here.
    return everywhere(
        1,
        (index, number, record) -> number == index ? List.of(record, record) : List.of(record),
        courier -> assertThat(courier.reason()).isPresent());
  }

  @TestFactory
  Stream<DynamicTest> aBitThatIsWrongIsFound() {
    return everywhere(
        // A wrong length may have an end wait for what never comes.
        (index, number, record) -> number == index ? List.of(flipped(record)) : List.of(record),
        courier -> {});
  }

  private interface Deed {
    List<Bytes> at(int index, int number, Bytes record);
  }

  private static Stream<DynamicTest> everywhere(Deed deed, Consumer<Courier> check) {
    return everywhere(0, deed, check);
  }

  private static Stream<DynamicTest> everywhere(int leftAlone, Deed deed, Consumer<Courier> check) {
    Stream<DynamicTest> ofClient =
        IntStream.range(0, CLIENTS_RECORDS - leftAlone)
            .mapToObj(
                index ->
                    DynamicTest.dynamicTest(
                        "record " + index + " of the client",
                        () ->
                            check(
                                new Courier(client(), server())
                                    .run((n, r) -> deed.at(index, n, r), HONEST),
                                check)));
    Stream<DynamicTest> ofServer =
        IntStream.range(0, SERVERS_RECORDS - leftAlone)
            .mapToObj(
                index ->
                    DynamicTest.dynamicTest(
                        "record " + index + " of the server",
                        () ->
                            check(
                                new Courier(client(), server())
                                    .run(HONEST, (n, r) -> deed.at(index, n, r)),
                                check)));
    return Stream.concat(ofClient, ofServer);
  }

  private static void check(Courier courier, Consumer<Courier> more) {
    assertThat(courier.isEstablished()).isFalse();
    more.accept(courier);
  }

  /** The last byte: of a signature, a point, a MAC. */
  private static Bytes flipped(Bytes record) {
    byte[] bytes = record.toArray();
    bytes[bytes.length - 1] ^= 1;
    return Bytes.of(bytes);
  }

  private static SslContext.Builder client() {
    return Identities.client().maxVersion(ProtocolVersion.TLS_1_2).credential(Identities.CLIENT);
  }

  private static SslContext.Builder server() {
    return Identities.askingServer().maxVersion(ProtocolVersion.TLS_1_2);
  }
}
