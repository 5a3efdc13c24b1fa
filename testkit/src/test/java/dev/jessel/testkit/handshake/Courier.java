// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslListener;
import dev.jessel.SslStatus;
import dev.jessel.bio.MemoryBio;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Carries the records of a handshake of TLS 1.2 from end to end, each plain message in a record of
 * its own, and lets somebody put others in their place.
 */
final class Courier {
  private static final int HANDSHAKE = 22;
  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int MAX_TURNS = 100;

  /** What is done with a record: number, content type and body; what is returned travels on. */
  interface Bend {
    List<Bytes> carry(int number, Bytes record);
  }

  private final Ssl client;
  private final Ssl server;
  private final MemoryBio toClient = new MemoryBio();
  private final MemoryBio fromClient = new MemoryBio();
  private final MemoryBio toServer = new MemoryBio();
  private final MemoryBio fromServer = new MemoryBio();
  private final List<AlertDescription> alerts = new ArrayList<>();
  private Optional<SslException> failure = Optional.empty();

  Courier(SslContext.Builder client, SslContext.Builder server) {
    this.client = listening(client).newSsl();
    this.server = listening(server).newSsl();
    this.client.bio(toClient, fromClient);
    this.server.bio(toServer, fromServer);
  }

  private SslContext listening(SslContext.Builder settings) {
    return settings
        .listener(
            new SslListener() {
              @Override
              public void alert(Ssl of, boolean sent, int level, AlertDescription alert) {
                if (sent) {
                  alerts.add(alert);
                }
              }
            })
        .build();
  }

  /** A record of one type; TLS 1.2. */
  static Bytes record(int type, Bytes body) {
    return Bytes.of((byte) type, (byte) 3, (byte) 3).plus(length(body)).plus(body);
  }

  /** The record that changes keys. */
  static Bytes change() {
    return record(CHANGE_CIPHER_SPEC, Bytes.of((byte) 1));
  }

  private static Bytes length(Bytes body) {
    return Bytes.of((byte) (body.length() >> 8), (byte) body.length());
  }

  /** Runs the handshake until both ends are done, or one has failed or waits in vain. */
  Courier run(Bend ofClient, Bend ofServer) {
    Way there = new Way(fromClient, toServer, ofClient);
    Way back = new Way(fromServer, toClient, ofServer);
    for (int turn = 0; turn < MAX_TURNS && failure.isEmpty(); turn++) {
      shake(client);
      there.carry();
      shake(server);
      back.carry();
    }
    return this;
  }

  private void shake(Ssl end) {
    try {
      SslStatus ignored = end.handshake();
    } catch (SslException e) {
      failure = failure.or(() -> Optional.of(e));
    }
  }

  /** True when neither end has finished. */
  boolean nobodyIsEstablished() {
    return !client.isEstablished() && !server.isEstablished();
  }

  boolean isEstablished() {
    return client.isEstablished() && server.isEstablished();
  }

  Optional<SslReason> reason() {
    return failure.flatMap(SslException::reason);
  }

  List<AlertDescription> alerts() {
    return alerts;
  }

  /** One direction. */
  private static final class Way {
    private final MemoryBio from;
    private final MemoryBio to;
    private final Bend bend;
    private int number;
    private boolean encrypted;

    Way(MemoryBio from, MemoryBio to, Bend bend) {
      this.from = from;
      this.to = to;
      this.bend = bend;
    }

    void carry() {
      byte[] all = new byte[(int) from.pending()];
      int count = all.length == 0 ? 0 : from.read(all, 0, all.length);
      for (int at = 0; at < count; ) {
        int length = 5 + ((all[at + 3] & 0xFF) << 8 | all[at + 4] & 0xFF);
        record(Bytes.copyOf(all, at, length));
        at += length;
      }
    }

    private void record(Bytes record) {
      if (record.at(0) != HANDSHAKE || encrypted) {
        encrypted |= record.at(0) == CHANGE_CIPHER_SPEC;
        hand(record);
        return;
      }
      for (int at = 5; at < record.length(); ) {
        int length =
            4
                + ((record.at(at + 1) & 0xFF) << 16
                    | (record.at(at + 2) & 0xFF) << 8
                    | record.at(at + 3) & 0xFF);
        hand(Courier.record(HANDSHAKE, record.slice(at, length)));
        at += length;
      }
    }

    private void hand(Bytes record) {
      for (Bytes one : bend.carry(number++, record)) {
        byte[] bytes = one.toArray();
        to.write(bytes, 0, bytes.length);
      }
    }
  }
}
