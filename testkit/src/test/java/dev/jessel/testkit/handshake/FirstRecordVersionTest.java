// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.bio.MemoryBio;
import dev.jessel.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 9846 5.1: 0x0301 stands on the records of the first ClientHello, and on no others. */
final class FirstRecordVersionTest {
  private static final int HEADER = 5;

  private final MemoryBio toServer = new MemoryBio();
  private final MemoryBio toClient = new MemoryBio();

  @Test
  void onlyTheFirstClientHelloLooksOld() throws SslException {
    Ssl client = Identities.client().build().newSsl();
    client.bio(toClient, toServer);
    Ssl server = Identities.server().groups("P-256").build().newSsl();
    MemoryBio fromClient = new MemoryBio();
    server.bio(fromClient, toClient);

    assertThat(client.handshake()).isEqualTo(SslStatus.WANT_READ);
    Bytes first = taken(toServer);
    assertThat(versions(first)).containsOnly(0x0301);
    give(fromClient, first);
    assertThat(server.handshake()).isEqualTo(SslStatus.WANT_READ);
    assertThat(client.handshake()).isEqualTo(SslStatus.WANT_READ);
    Bytes second = taken(toServer);

    assertThat(versions(second)).hasSizeGreaterThan(1).containsOnly(0x0303);
  }

  private static Bytes taken(MemoryBio bio) {
    byte[] bytes = new byte[(int) bio.pending()];
    assertThat(bio.read(bytes, 0, bytes.length)).isEqualTo(bytes.length);
    return Bytes.of(bytes);
  }

  private static void give(MemoryBio bio, Bytes bytes) {
    assertThat(bio.write(bytes.toArray(), 0, bytes.length())).isEqualTo(bytes.length());
  }

  private static List<Integer> versions(Bytes records) {
    List<Integer> versions = new ArrayList<>();
    for (int at = 0; at < records.length(); at += HEADER + number(records, at + 3)) {
      versions.add(number(records, at + 1));
    }
    return versions;
  }

  private static int number(Bytes bytes, int at) {
    return (bytes.at(at) & 0xFF) << 8 | bytes.at(at + 1) & 0xFF;
  }
}
