// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.echo;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;

/** Drives visitors on one selector, until each is done. */
final class Crowd implements AutoCloseable {
  private static final long ROUND_MILLIS = 50;

  private final Selector selector;
  private final List<Visitor> visitors;
  private boolean complete;
  private boolean patienceOver;

  Crowd(List<Visitor> visitors) throws IOException {
    this.visitors = List.copyOf(visitors);
    selector = Selector.open();
    for (Visitor visitor : visitors) {
      SelectionKey unused = visitor.channel.register(selector, SelectionKey.OP_WRITE, visitor);
    }
  }

  /** True once everybody has arrived: only then is anything said. */
  boolean isComplete() {
    return complete;
  }

  /** True once only those are left who do not read: now they shall. */
  boolean isPatienceOver() {
    return patienceOver;
  }

  /** Returns when all are done. */
  void run() throws IOException {
    while (!visitors.stream().allMatch(Visitor::isDone)) {
      selector.select(ROUND_MILLIS);
      for (SelectionKey key : selector.selectedKeys()) {
        advance(key);
      }
      selector.selectedKeys().clear();
      lookAround();
      if (Thread.interrupted()) {
        throw new AssertionError("does not come to an end: " + this);
      }
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
    for (Visitor visitor : visitors) {
      visitor.channel.close();
    }
  }

  /** How far they are. */
  @Override
  public String toString() {
    return "%d visitors, %d arrived, %d done, %d waiting for the others"
        .formatted(
            visitors.size(),
            visitors.stream().filter(Visitor::hasArrived).count(),
            visitors.stream().filter(Visitor::isDone).count(),
            visitors.stream().filter(Visitor::waitsForTheOthers).count());
  }

  private void lookAround() throws IOException {
    boolean news = false;
    if (!complete && visitors.stream().allMatch(Visitor::hasArrived)) {
      complete = true;
      news = true;
    }
    if (!patienceOver
        && complete
        && visitors.stream().allMatch(v -> v.isDone() || v.waitsForTheOthers())) {
      patienceOver = true;
      news = true;
    }
    if (news) {
      for (SelectionKey key : selector.keys()) {
        advance(key);
      }
    }
  }

  private void advance(SelectionKey key) throws IOException {
    if (!key.isValid()) {
      return;
    }
    Visitor visitor = (Visitor) key.attachment();
    if (visitor.isDone()) {
      key.interestOps(0);
      return;
    }
    int interest = visitor.advance(this);
    if (key.isValid()) {
      key.interestOps(interest);
    }
  }
}
