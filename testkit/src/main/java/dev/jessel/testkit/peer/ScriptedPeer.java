// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import dev.jessel.SslContext;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.testkit.SeededRandom;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.message.HandshakeMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A peer that speaks TLS by a script, which can be bent. Unbent it is an honest client or server;
 * each method here bends it in one way and may be called several times.
 *
 * <pre>{@code
 * Outcome outcome =
 *     ScriptedServer.with(credential)
 *         .change(Move.SERVER_HELLO, ServerHello.class, hello -> withCompression(hello, 1))
 *         .against(SslContext.client().trust(anchors));
 * assertThat(outcome.reason()).contains(SslReason.INVALID_COMPRESSION_ALGORITHM);
 * }</pre>
 *
 * <p>The peer makes its keys and signatures over what it says, lies included, so that a victim
 * fails for the lie and not for a broken transcript; {@link #forge} is for the other case. Not
 * thread-safe; one object runs one script once.
 *
 * @param <P> the kind of peer
 */
public abstract class ScriptedPeer<P extends ScriptedPeer<P>> {
  private static final long SEED = 9846;

  private final List<Step> steps = new ArrayList<>();
  private final Map<Move, Bend> bends = new EnumMap<>(Move.class);
  private final List<Consumer<List<Step>>> edits = new ArrayList<>();
  private CryptoProvider crypto = SeededRandom.crypto(SEED);
  private boolean early;
  private boolean halfOpen;
  private Bytes earlyData = Bytes.EMPTY;

  /** A step of the honest script, or one that a bend put beside it. */
  private record Step(Move move, Consumer<Conversation> action, boolean isHonest) {}

  ScriptedPeer() {}

  /** This object, as what it is. */
  abstract P self();

  /** Whether the peer is the server. */
  abstract boolean isServer();

  /** Whether TLS 1.2 is what the peer speaks. */
  boolean speaksOld() {
    return false;
  }

  /** The victim reads early data, if it is a server, or sends some. */
  final void early(Bytes ofVictim) {
    early = true;
    earlyData = ofVictim;
  }

  /** The victim, a client, does nothing but read behind its early data. */
  final void halfOpen() {
    halfOpen = true;
  }

  /** Writes the honest script with {@link #step}. */
  abstract void write();

  final void step(Move move, Consumer<Conversation> action) {
    steps.add(new Step(move, action, true));
  }

  // ---- Bends of the order

  /** Leaves a step out. */
  public P skip(Move move) {
    return edit(script -> script.removeIf(step -> step.move() == move && step.isHonest()));
  }

  /** Leaves out all that follows a step. */
  public P stopAfter(Move move) {
    return edit(script -> script.subList(find(script, move) + 1, script.size()).clear());
  }

  /** Leaves out a step and all that follows. */
  public P stopBefore(Move move) {
    return edit(script -> script.subList(find(script, move), script.size()).clear());
  }

  /** Does a step twice. */
  public P repeat(Move move) {
    return edit(script -> script.add(find(script, move), script.get(find(script, move))));
  }

  /** Does two steps each in the other's place. */
  public P swap(Move one, Move other) {
    return edit(
        script -> {
          int first = find(script, one);
          int second = find(script, other);
          Step step = script.get(first);
          script.set(first, script.get(second));
          script.set(second, step);
        });
  }

  /** Does something before a step, and after what earlier calls put there. */
  public P before(Move move, Consumer<Conversation> action) {
    return edit(script -> script.add(find(script, move), new Step(move, action, false)));
  }

  /** Does something after a step, and after what earlier calls put there. */
  public P after(Move move, Consumer<Conversation> action) {
    return edit(script -> script.add(behind(script, move), new Step(move, action, false)));
  }

  /** Does something in the place of a step. */
  public P instead(Move move, Consumer<Conversation> action) {
    return edit(script -> script.set(find(script, move), new Step(move, action, true)));
  }

  /** Does something when the handshake is over and both sides have their keys. */
  public P established(Consumer<Conversation> action) {
    return after(Move.ESTABLISHED, action);
  }

  // ---- Bends of a message

  /** Changes a message before it is encoded; the transcript of both sides has the change. */
  public <M extends HandshakeMessage> P change(Move move, Class<M> type, UnaryOperator<M> change) {
    bend(move).change(message -> change.apply(type.cast(message)));
    return self();
  }

  /** Changes the extensions of a hello, EncryptedExtensions, CertificateRequest or Certificate. */
  public P extensions(Move move, UnaryOperator<Extensions> change) {
    bend(move).change(message -> Rewritten.extensions(message, change));
    return self();
  }

  /** Changes a message's bytes, header included; the transcript of both sides has the change. */
  public P encoded(Move move, UnaryOperator<Bytes> change) {
    bend(move).encoded(change);
    return self();
  }

  /** Changes a message's bytes on their way: the peer's transcript keeps what it was. */
  public P forge(Move move, UnaryOperator<Bytes> change) {
    bend(move).forged(change);
    return self();
  }

  // ---- Bends of the records of a message

  /** Sends a message under other keys than its time's. */
  public P in(Epoch epoch, Move move) {
    bend(move).epoch(epoch);
    return self();
  }

  /**
   * Sends a message in several records.
   *
   * @param lengths of the first ones; the last one takes the rest
   */
  public P split(Move move, Integer... lengths) {
    bend(move).cuts(Arrays.asList(lengths));
    return self();
  }

  /** Sends a message in the same record as the next one. */
  public P join(Move move) {
    bend(move).joined();
    return self();
  }

  /** Puts zero bytes behind the type of a message's record. */
  public P pad(Move move, int zeros) {
    bend(move).padding(zeros);
    return self();
  }

  /** Sends a message in a record of another type. */
  public P as(ContentType type, Move move) {
    bend(move).type(type);
    return self();
  }

  // ---- The run

  /** Has the peer's cryptography come from elsewhere; else it is the same in every run. */
  public P crypto(CryptoProvider provider) {
    crypto = provider;
    return self();
  }

  /**
   * Speaks the script to a victim.
   *
   * @param victim the victim's settings; the listener among them is replaced
   */
  public Outcome against(SslContext.Builder victim) {
    Conversation conversation = new Conversation(crypto, isServer(), victim(victim), bends);
    if (speaksOld()) {
      conversation.speakOld();
    }
    try {
      speak(conversation);
    } catch (EndOfScript e) {
      // What became of the victim is what counts.
    }
    return conversation.outcome();
  }

  /** Writes the script, bends it and goes through it. */
  void speak(Conversation conversation) {
    write();
    edits.forEach(edit -> edit.accept(steps));
    for (Step step : steps) {
      step.action().accept(conversation);
    }
  }

  final Map<Move, Bend> bends() {
    return bends;
  }

  private Victim victim(SslContext.Builder settings) {
    Victim victim = new Victim(settings);
    if (early) {
      victim.goEarly(earlyData);
    }
    if (halfOpen) {
      victim.stayHalfOpen();
    }
    return victim;
  }

  private P edit(Consumer<List<Step>> edit) {
    edits.add(edit);
    return self();
  }

  private Bend bend(Move move) {
    return bends.computeIfAbsent(move, any -> new Bend());
  }

  private static int find(List<Step> script, Move move) {
    for (int i = 0; i < script.size(); i++) {
      if (script.get(i).move() == move && script.get(i).isHonest()) {
        return i;
      }
    }
    throw new IllegalArgumentException("the script has no " + move);
  }

  private static int behind(List<Step> script, Move move) {
    int index = find(script, move) + 1;
    while (index < script.size()
        && script.get(index).move() == move
        && !script.get(index).isHonest()) {
      index++;
    }
    return index;
  }
}
