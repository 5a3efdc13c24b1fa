// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.SupportedVersionsClient;
import dev.jessel.wire.message.ClientHello;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Choice functions: what two lists have in common that serves best. No state, no side effect. */
public final class Negotiator {
  /** Values of a peer's list that a message repeats. */
  private static final int MAX_TOLD = 8;

  private Negotiator() {}

  /** Suites that both lists have, in the order that counts. */
  public static List<CipherSuite> suites(
      List<CipherSuite> ours, List<CipherSuite> theirs, SuiteOrder order) {
    return order.common(ours, theirs);
  }

  /**
   * A server's choice of group.
   *
   * @param group what to use
   * @param needsRetry whether the client must first send a key share for it
   */
  public record GroupChoice(NamedGroup group, boolean needsRetry) {}

  /**
   * A server's choice of version.
   *
   * @param ours what it speaks, the newest first
   * @throws TlsException protocol_version when there is none in common
   */
  public static ProtocolVersion version(List<ProtocolVersion> ours, ClientHello hello)
      throws TlsException {
    // RFC 9846 4.3.1: where the extension is, nothing else counts; without it there is no TLS 1.3.
    Optional<List<ProtocolVersion>> listed =
        hello
            .extensions()
            .find(SupportedVersionsClient.class)
            .map(SupportedVersionsClient::versions);
    for (ProtocolVersion version : ours) {
      if (listed.isPresent() ? listed.get().contains(version) : isUpTo(hello, version)) {
        return version;
      }
    }
    throw new TlsException(SslReason.UNSUPPORTED_PROTOCOL, "no version in common");
  }

  private static boolean isUpTo(ClientHello hello, ProtocolVersion version) {
    return hello.legacyVersion().isAtLeast(version) && !version.isAtLeast(ProtocolVersion.TLS_1_3);
  }

  /**
   * Chooses a suite.
   *
   * @param ours our suites, the best first
   * @param theirs the client's, the best first
   * @param order whose order counts
   * @throws TlsException handshake_failure when there is none in common
   */
  public static CipherSuite suite(
      List<CipherSuite> ours, List<CipherSuite> theirs, SuiteOrder order) throws TlsException {
    List<CipherSuite> common = order.common(ours, theirs);
    if (common.isEmpty()) {
      throw new TlsException(SslReason.NO_SHARED_CIPHER, both(theirs, ours));
    }
    return common.get(0);
  }

  /**
   * Chooses a group: the first tuple of ours that has a group in common decides; in it, a group
   * whose share is there saves a round trip.
   *
   * @param ours our groups
   * @param theirs the client's supported groups
   * @param shares groups of the client's key shares
   * @throws TlsException handshake_failure when there is none in common
   */
  public static GroupChoice group(
      GroupPreferences ours, List<NamedGroup> theirs, List<NamedGroup> shares) throws TlsException {
    for (List<NamedGroup> tuple : ours.tuples()) {
      Optional<NamedGroup> ready = first(tuple, shares);
      if (ready.isPresent()) {
        return new GroupChoice(ready.get(), false);
      }
      Optional<NamedGroup> known = first(tuple, theirs);
      if (known.isPresent()) {
        return new GroupChoice(known.get(), true);
      }
    }
    throw new TlsException(SslReason.NO_SUITABLE_KEY_SHARE, both(theirs, ours.groups()));
  }

  /** What a client offers may be long and strange: enough of it to find the fault. */
  private static String both(List<?> theirs, List<?> ours) {
    List<?> some = theirs.subList(0, Math.min(theirs.size(), MAX_TOLD));
    String more = some.size() < theirs.size() ? " and more" : "";
    return "the client offers " + some + more + ", this side takes " + ours;
  }

  /** Signature schemes that both lists have, in our order. */
  public static List<SignatureScheme> schemes(
      List<SignatureScheme> ours, List<SignatureScheme> theirs) {
    if (theirs.containsAll(ours)) {
      return ours;
    }
    List<SignatureScheme> common = new ArrayList<>(ours);
    common.retainAll(theirs);
    return common;
  }

  /**
   * Chooses an application protocol, in the server's order (RFC 7301 3.2).
   *
   * @return empty when there is none in common
   */
  public static Optional<Bytes> applicationProtocol(List<Bytes> ours, List<Bytes> theirs) {
    return ours.stream().filter(theirs::contains).findFirst();
  }

  private static Optional<NamedGroup> first(List<NamedGroup> order, List<NamedGroup> among) {
    for (NamedGroup group : order) {
      if (among.contains(group)) {
        return Optional.of(group);
      }
    }
    return Optional.empty();
  }
}
