// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.message.HandshakeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** How one message of the script differs from an honest one. */
final class Bend {
  private UnaryOperator<HandshakeMessage> message = UnaryOperator.identity();
  private UnaryOperator<Bytes> encoded = UnaryOperator.identity();
  private UnaryOperator<Bytes> forged = UnaryOperator.identity();
  private Optional<Epoch> epoch = Optional.empty();
  private Optional<ContentType> type = Optional.empty();
  private List<Integer> cuts = List.of();
  private int padding;
  private boolean joined;

  void change(UnaryOperator<HandshakeMessage> change) {
    UnaryOperator<HandshakeMessage> before = message;
    message = m -> change.apply(before.apply(m));
  }

  void encoded(UnaryOperator<Bytes> change) {
    UnaryOperator<Bytes> before = encoded;
    encoded = bytes -> change.apply(before.apply(bytes));
  }

  void forged(UnaryOperator<Bytes> change) {
    UnaryOperator<Bytes> before = forged;
    forged = bytes -> change.apply(before.apply(bytes));
  }

  void epoch(Epoch value) {
    epoch = Optional.of(value);
  }

  void type(ContentType value) {
    type = Optional.of(value);
  }

  void cuts(List<Integer> value) {
    cuts = List.copyOf(value);
  }

  void padding(int zeros) {
    padding = zeros;
  }

  void joined() {
    joined = true;
  }

  /** What the peer believes that it said: the transcript of both sides has it. */
  Bytes said(HandshakeMessage honest) {
    return encoded.apply(message.apply(honest).encode());
  }

  /** What the victim gets instead. */
  Bytes sent(Bytes said) {
    return forged.apply(said);
  }

  Epoch epochOr(Epoch current) {
    return epoch.orElse(current);
  }

  ContentType type() {
    return type.orElse(ContentType.HANDSHAKE);
  }

  int padding() {
    return padding;
  }

  /** True when the message shares a record with the one that follows. */
  boolean isJoined() {
    return joined;
  }

  /** The contents of the records that carry the message. */
  List<Bytes> pieces(Bytes content) {
    List<Bytes> pieces = new ArrayList<>();
    int from = 0;
    for (int cut : cuts) {
      int to = Math.min(content.length(), from + cut);
      pieces.add(content.slice(from, to - from));
      from = to;
    }
    if (from < content.length() || cuts.isEmpty()) {
      pieces.add(content.slice(from, content.length() - from));
    }
    return pieces;
  }
}
