// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.record.RecordLimits;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.MaxFragmentLength;
import dev.jessel.wire.extension.RecordSizeLimit;
import java.util.Optional;
import java.util.OptionalInt;

/** Agreement on smaller records: max_fragment_length (RFC 6066 4), record_size_limit (RFC 8449). */
public final class RecordSizeTerms {
  private final boolean tls13;

  private RecordSizeTerms(boolean tls13) {
    this.tls13 = tls13;
  }

  /** The agreement as a version has it. */
  public static RecordSizeTerms of(ProtocolVersion version) {
    return new RecordSizeTerms(version.isAtLeast(ProtocolVersion.TLS_1_3));
  }

  /**
   * What this side tells its peer.
   *
   * @return empty when it is to say nothing
   */
  public Optional<RecordSizeLimit> wish(HandshakeIo io) {
    // RFC 8449 4: nobody names more than the version has.
    OptionalInt wanted = io.config().sizes().recordSizeLimit();
    return wanted.isPresent()
        ? Optional.of(new RecordSizeLimit(Math.min(wanted.getAsInt(), largest())))
        : Optional.empty();
  }

  private int typeByte() {
    return tls13 ? 1 : 0;
  }

  private int largest() {
    return RecordLimits.MAX_PLAINTEXT + typeByte();
  }

  /**
   * A client takes the server's answer.
   *
   * @throws TlsException illegal_parameter for both answers at once, or an answer to another
   *     question
   */
  public void acceptByClient(Extensions asked, Extensions answers, HandshakeIo io)
      throws TlsException {
    Optional<MaxFragmentLength> fragment = answers.find(MaxFragmentLength.class);
    Optional<RecordSizeLimit> limit = answers.find(RecordSizeLimit.class);
    if (fragment.isPresent() && limit.isPresent()) {
      // RFC 8449 5: a client treats both as a fatal error.
      throw new TlsException(SslReason.BAD_EXTENSION, "two limits on records at once");
    }
    if (fragment.isPresent()) {
      if (!fragment.equals(asked.find(MaxFragmentLength.class))) {
        throw new TlsException(SslReason.SSL3_EXT_INVALID_MAX_FRAGMENT_LENGTH);
      }
      limitBoth(fragment.get(), io);
    }
    if (limit.isPresent()) {
      limitEach(asked.find(RecordSizeLimit.class).orElseThrow(), limit.get(), io);
    }
  }

  /**
   * A server answers the client's wish.
   *
   * @return the extension for EncryptedExtensions; empty when nothing was asked or granted
   */
  public Optional<Extension> answerByServer(Extensions asked, HandshakeIo io) {
    Optional<RecordSizeLimit> limit = asked.find(RecordSizeLimit.class);
    Optional<RecordSizeLimit> ours = wish(io);
    if (limit.isPresent() && ours.isPresent()) {
      limitEach(ours.get(), limit.get(), io);
      return Optional.of(ours.get());
    }
    Optional<MaxFragmentLength> fragment = asked.find(MaxFragmentLength.class);
    // RFC 8449 5: max_fragment_length is not looked at beside record_size_limit.
    if (limit.isPresent() || fragment.isEmpty()) {
      return Optional.empty();
    }
    limitBoth(fragment.get(), io);
    return Optional.of(fragment.get());
  }

  private static void limitBoth(MaxFragmentLength fragment, HandshakeIo io) {
    io.limitRecords(
        new RecordSizes(
            fragment.length(), fragment.length(), RecordLimits.MAX_RECORD_SIZE_LIMIT_13));
  }

  /** RFC 8449 4: each side's limit binds the other; in TLS 1.3 the content type byte counts. */
  private void limitEach(RecordSizeLimit ours, RecordSizeLimit theirs, HandshakeIo io) {
    int sending = Math.min(theirs.limit(), largest());
    int receiving = Math.min(ours.limit(), largest());
    io.limitRecords(new RecordSizes(sending - typeByte(), receiving - typeByte(), receiving));
  }
}
