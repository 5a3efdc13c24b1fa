// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.handshake;

import dev.jessel.Ssl;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;

/** Writes what a peer sent down as steps. What has no better form becomes raw bytes. */
final class Records {
  private static final int HEADER = 5;
  private static final int MESSAGE_HEADER = 4;
  private static final int TAG = 16;
  private static final int EXPLICIT_NONCE = 8;

  private final boolean tls13;
  private final boolean older;
  private final Wrapping old;
  private boolean changed;

  /** For one whose handshake is over. */
  Records(Ssl peer) {
    ProtocolVersion version = peer.version().orElse(ProtocolVersion.TLS_1_2);
    tls13 = version.isAtLeast(ProtocolVersion.TLS_1_3);
    older = !version.isAtLeast(ProtocolVersion.TLS_1_2);
    old =
        peer.cipherSuite()
            .flatMap(SuiteParameters::of)
            .map(Records::wrapping)
            .orElse(Wrapping.NONE);
  }

  private static Wrapping wrapping(SuiteParameters suite) {
    if (!suite.isAead()) {
      return Wrapping.NONE;
    }
    return suite.cipher().fixedIvLength() == 4 ? Wrapping.GCM12 : Wrapping.CHACHA12;
  }

  /** The steps of one delivery. */
  List<Step> steps(Bytes heard) {
    List<Step> steps = new ArrayList<>();
    for (int at = 0; at < heard.length(); ) {
      int rest = heard.length() - at;
      int length = older ? rest : Math.min(rest, HEADER + length(heard, at));
      Bytes record = heard.slice(at, length);
      at += length;
      steps.addAll(record(record));
    }
    return joined(steps);
  }

  private static int length(Bytes heard, int at) {
    return (heard.at(at + 3) & 0xFF) << Byte.SIZE | heard.at(at + 4) & 0xFF;
  }

  private static List<Step> joined(List<Step> steps) {
    List<Step> all = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      all.add(Step.of(step.kind(), step.wrapping(), i < steps.size() - 1, step.body()));
    }
    return all;
  }

  private List<Step> record(Bytes record) {
    if (older) {
      return raw(record);
    }
    ContentType type = new ContentType(record.at(0) & 0xFF);
    Bytes body = record.slice(HEADER, record.length() - HEADER);
    boolean plain = !changed;
    changed |= type.equals(ContentType.CHANGE_CIPHER_SPEC) && !tls13;
    if (tls13 && type.equals(ContentType.APPLICATION_DATA)) {
      return inner(body.slice(0, body.length() - TAG));
    }
    if (plain) {
      return content(type, Wrapping.NONE, body);
    }
    if (old == Wrapping.NONE) {
      return raw(record);
    }
    int before = old == Wrapping.GCM12 ? EXPLICIT_NONCE : 0;
    return content(type, old, body.slice(before, body.length() - before - TAG));
  }

  private static List<Step> inner(Bytes inner) {
    int last = inner.length() - 1;
    while (inner.at(last) == 0) {
      last--;
    }
    return content(new ContentType(inner.at(last) & 0xFF), Wrapping.TLS13, inner.slice(0, last));
  }

  private static List<Step> content(ContentType type, Wrapping wrapping, Bytes content) {
    if (type.equals(ContentType.HANDSHAKE)) {
      return messages(wrapping, content);
    }
    Step.Kind kind =
        type.equals(ContentType.ALERT)
            ? Step.Kind.ALERT
            : type.equals(ContentType.CHANGE_CIPHER_SPEC) ? Step.Kind.CHANGE : Step.Kind.DATA;
    return List.of(Step.of(kind, wrapping, false, content));
  }

  private static List<Step> messages(Wrapping wrapping, Bytes content) {
    List<Step> steps = new ArrayList<>();
    for (int at = 0; at < content.length(); ) {
      int rest = content.length() - at;
      int length = rest < MESSAGE_HEADER ? rest + 1 : MESSAGE_HEADER + messageLength(content, at);
      if (length > rest) {
        return List.of(Step.of(Step.Kind.FRAGMENT, wrapping, false, content));
      }
      Bytes body = content.slice(at + MESSAGE_HEADER, length - MESSAGE_HEADER);
      Bytes typed = content.slice(at, 1).plus(body);
      steps.add(Step.of(Step.Kind.MESSAGE, wrapping, false, typed));
      at += length;
    }
    return steps;
  }

  private static int messageLength(Bytes content, int at) {
    return (content.at(at + 1) & 0xFF) << 2 * Byte.SIZE
        | (content.at(at + 2) & 0xFF) << Byte.SIZE
        | content.at(at + 3) & 0xFF;
  }

  private static List<Step> raw(Bytes bytes) {
    return List.of(Step.of(Step.Kind.RAW, Wrapping.NONE, false, bytes));
  }
}
