// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.bio.MemoryBio;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.ssl2.Ssl2Content;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.message.Ssl2Message;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A peer of SSLv2 that says what a test wants to a connection, its victim. */
final class RawPeer {
  private static final int MAX_CALLS = 1000;

  private final MemoryBio toVictim = new MemoryBio();
  private final MemoryBio fromVictim = new MemoryBio();
  private final Ssl victim;
  private final boolean isServer;
  private final Ssl2RecordSealer sealer = new Ssl2RecordSealer();
  private final Ssl2RecordOpener opener;
  private Optional<SslException> failure = Optional.empty();
  private Bytes delivered = Bytes.EMPTY;

  private RawPeer(SslContext.Builder settings, boolean isServer) {
    this.victim = settings.build().newSsl();
    this.isServer = isServer;
    this.opener = new Ssl2RecordOpener(isServer);
    victim.bio(toVictim, fromVictim);
  }

  /** A client of a server. */
  static RawPeer client(SslContext.Builder server) {
    return new RawPeer(server, false);
  }

  /** A server of a client. */
  static RawPeer server(SslContext.Builder client) {
    return new RawPeer(client, true);
  }

  Ssl victim() {
    return victim;
  }

  /** Sends a message, in a record of its own. */
  void say(Bytes message) {
    raw(seal(message));
  }

  void say(Ssl2Message message) {
    say(message.bytes());
  }

  /** A record that is not sent; the next one comes after it. */
  Bytes seal(Bytes message) {
    return sealer.seal(message.toArray(), 0, message.length());
  }

  /** Sends bytes as they are. */
  void raw(Bytes bytes) {
    byte[] array = bytes.toArray();
    assertThat(toVictim.write(array, 0, array.length)).isEqualTo(array.length);
    run();
  }

  /** The victim's next message, which must be there. */
  Ssl2Message hear() {
    run();
    return maybe().orElseThrow(() -> new AssertionError("nothing came: " + failure));
  }

  /** The victim's next message, if there is one. */
  Optional<Ssl2Message> maybe() {
    try {
      while (opener.missing() > 0 && fromVictim.pending() > 0) {
        byte[] next = new byte[opener.missing()];
        int count = fromVictim.read(next, 0, next.length);
        int taken = opener.take(next, 0, count);
        assertThat(taken).isEqualTo(count);
      }
      if (opener.missing() > 0) {
        return Optional.empty();
      }
      Ssl2Content content = opener.open();
      return Optional.of(new Ssl2Message(content.bytes()));
    } catch (TlsException e) {
      throw new AssertionError(e);
    }
  }

  void protect(KeyMaterial keys) {
    if (isServer) {
      opener.protect(keys.clientWrites(Ssl2Ends.CRYPTO, false));
      sealer.protect(keys.serverWrites(Ssl2Ends.CRYPTO, true));
    } else {
      sealer.protect(keys.clientWrites(Ssl2Ends.CRYPTO, true));
      opener.protect(keys.serverWrites(Ssl2Ends.CRYPTO, false));
    }
  }

  /** The transport ends. */
  void hangUp() {
    toVictim.eofReturn(0);
    run();
  }

  Optional<SslReason> reason() {
    return failure.flatMap(SslException::reason);
  }

  boolean isEstablished() {
    return victim.isEstablished() && failure.isEmpty();
  }

  Bytes delivered() {
    return delivered;
  }

  /** It failed for a reason, fails for the same one again, and had this to say, or nothing. */
  void assertRefused(SslReason expected, Optional<ErrorCode> error) {
    assertThat(reason()).contains(expected);
    assertThat(maybe()).isEqualTo(error.map(ErrorCode::message));
    assertThat(fromVictim.pending()).isZero();
    Optional<SslException> first = failure;
    failure = Optional.empty();
    run();
    assertThat(reason()).isEqualTo(first.flatMap(SslException::reason));
  }

  void assertRefused(SslReason expected) {
    assertRefused(expected, Optional.empty());
  }

  /** Lets the victim do all that it can. */
  void run() {
    if (failure.isPresent()) {
      return;
    }
    try {
      SslStatus status = SslStatus.DONE;
      for (int calls = 0; status == SslStatus.DONE; calls++) {
        assertThat(calls).isLessThan(MAX_CALLS);
        status = victim.isEstablished() ? read() : victim.handshake();
      }
    } catch (SslException e) {
      failure = Optional.of(e);
    }
  }

  private SslStatus read() throws SslException {
    ByteBuffer target = ByteBuffer.allocate(20_000);
    SslStatus status = victim.read(target);
    delivered = delivered.plus(Bytes.copyOf(target.array(), 0, target.position()));
    return status;
  }
}
