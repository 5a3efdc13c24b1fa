// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import dev.jessel.crypto.Encapsulation;
import dev.jessel.crypto.KeyExchange;
import dev.jessel.crypto.KeyShare;
import dev.jessel.crypto.Secret;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import java.util.Optional;

/**
 * ML-KEM and a classical group side by side (draft-ietf-tls-ecdhe-mlkem): shares, answers and
 * secrets are those of the two, one after the other in an order that the group fixes.
 */
final class HybridExchange implements KeyExchange {
  private final NamedGroup group;
  private final SizedExchange first;
  private final SizedExchange second;
  private final boolean classicalFirst;

  private HybridExchange(
      NamedGroup group, SizedExchange first, SizedExchange second, boolean classicalFirst) {
    this.group = group;
    this.first = first;
    this.second = second;
    this.classicalFirst = classicalFirst;
  }

  static HybridExchange kemFirst(NamedGroup group, SizedExchange kem, SizedExchange classical) {
    return new HybridExchange(group, kem, classical, false);
  }

  static HybridExchange classicalFirst(
      NamedGroup group, SizedExchange classical, SizedExchange kem) {
    return new HybridExchange(group, classical, kem, true);
  }

  @Override
  public NamedGroup group() {
    return group;
  }

  @Override
  public KeyShare generate() {
    return new Share(first.generate(), second.generate());
  }

  @Override
  public Encapsulation encapsulate(Bytes peerShare) throws TlsException {
    return encapsulate(peerShare, SizedExchange::encapsulate);
  }

  @Override
  public Optional<NamedGroup> answerGroup() {
    return classical().answerGroup();
  }

  @Override
  public Encapsulation encapsulateWith(KeyShare own, Bytes peerShare) throws TlsException {
    return encapsulate(
        peerShare,
        (part, share) ->
            part == classical() ? part.encapsulateWith(own, share) : part.encapsulate(share));
  }

  private SizedExchange classical() {
    return classicalFirst ? first : second;
  }

  private Encapsulation encapsulate(Bytes peerShare, Answer answer) throws TlsException {
    BadShare.requireLength(peerShare.length(), first.shareLength() + second.shareLength());
    Encapsulation left = answer.to(first, peerShare.slice(0, first.shareLength()));
    Encapsulation right =
        answer.to(second, peerShare.slice(first.shareLength(), second.shareLength()));
    return new Encapsulation(
        left.publicValue().plus(right.publicValue()), joined(left.secret(), right.secret()));
  }

  private interface Answer {
    Encapsulation to(SizedExchange part, Bytes share) throws TlsException;
  }

  private static Secret joined(Secret left, Secret right) {
    Secret both = left.concat(right);
    left.destroy();
    right.destroy();
    return both;
  }

  private final class Share implements KeyShare {
    private final KeyShare left;
    private final KeyShare right;

    Share(KeyShare left, KeyShare right) {
      this.left = left;
      this.right = right;
    }

    @Override
    public NamedGroup group() {
      return group;
    }

    @Override
    public Bytes publicValue() {
      return left.publicValue().plus(right.publicValue());
    }

    @Override
    public Secret decapsulate(Bytes peerShare) throws TlsException {
      BadShare.requireLength(peerShare.length(), first.answerLength() + second.answerLength());
      Bytes leftAnswer = peerShare.slice(0, first.answerLength());
      Bytes rightAnswer = peerShare.slice(first.answerLength(), second.answerLength());
      return joined(left.decapsulate(leftAnswer), right.decapsulate(rightAnswer));
    }

    @Override
    public Optional<KeyShare> classicalPart() {
      return Optional.of(classicalFirst ? left : right);
    }

    @Override
    public void destroy() {
      left.destroy();
      right.destroy();
    }
  }
}
