// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.handshake;

import dev.jessel.Ssl;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.bio.MemoryBio;
import dev.jessel.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Two honest ends that talk, while what the one hears and does is written down as a script. */
final class Dialogue {
  private static final int READ_LENGTH = 20_000;
  private static final int MAX_TURNS = 1000;

  private final Ssl victim;
  private final Ssl peer;
  private final MemoryBio toVictim = new MemoryBio();
  private final MemoryBio toPeer = new MemoryBio();
  private final MemoryBio spoken = new MemoryBio();
  private final List<Event> events = new ArrayList<>();
  private boolean victimReadsEarly;
  private boolean peerReadsEarly;

  /** What the victim heard, or what it did itself. */
  private record Event(Bytes heard, List<Step> did) {}

  Dialogue(Ssl victim, Ssl peer, boolean victimReadsEarly, boolean peerReadsEarly) {
    this.victim = victim.bio(toVictim, toPeer);
    this.peer = peer.bio(toPeer, spoken);
    this.victimReadsEarly = victimReadsEarly;
    this.peerReadsEarly = peerReadsEarly;
  }

  /** All that the victim heard and did. */
  List<Step> steps() {
    Records records = new Records(peer);
    List<Step> steps = new ArrayList<>();
    for (Event event : events) {
      steps.addAll(event.did());
      steps.addAll(records.steps(event.heard()));
    }
    return steps;
  }

  /** Both do what they can. */
  void go() throws SslException {
    boolean moved = true;
    for (int turns = 0; moved; turns++) {
      if (turns > MAX_TURNS) {
        throw new IllegalStateException("two honest ends do not come to rest");
      }
      moved = victimGoes();
      moved |= peerGoes();
      hear();
    }
  }

  /** The victim's application does something. */
  void victim(Call call) throws SslException {
    events.add(new Event(Bytes.EMPTY, List.of(Step.call(call))));
    SslStatus ignored = call.on(victim);
    go();
  }

  /** The peer's application does something. */
  void peer(Call call) throws SslException {
    SslStatus ignored = call.on(peer);
    hear();
    go();
  }

  private boolean victimGoes() throws SslException {
    SslStatus status = next(victim, victimReadsEarly);
    victimReadsEarly &= status != SslStatus.CLOSED;
    return status == SslStatus.DONE || toPeer.pending() > 0;
  }

  private boolean peerGoes() throws SslException {
    SslStatus status = next(peer, peerReadsEarly);
    peerReadsEarly &= status != SslStatus.CLOSED;
    return status == SslStatus.DONE || spoken.pending() > 0;
  }

  private static SslStatus next(Ssl ssl, boolean early) throws SslException {
    ByteBuffer target = ByteBuffer.allocate(READ_LENGTH);
    if (early) {
      return ssl.readEarlyData(target);
    }
    return ssl.isEstablished() ? ssl.read(target) : ssl.handshake();
  }

  private void hear() {
    if (spoken.pending() == 0) {
      return;
    }
    byte[] heard = new byte[(int) spoken.pending()];
    int read = spoken.read(heard, 0, heard.length);
    int taken = toVictim.write(heard, 0, read);
    if (taken != heard.length) {
      throw new IllegalStateException("a memory that is full");
    }
    events.add(new Event(Bytes.of(heard), List.of()));
  }
}
