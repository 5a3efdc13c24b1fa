// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.ssl2.Ssl2Content;
import dev.jessel.ssl2.Ssl2Opener;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.ProtocolVersion;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Turns inbound bytes into opened records. A header is judged as soon as it is complete, before the
 * body is waited for.
 */
public final class RecordOpener {
  /** The content type of a message of SSLv2, which no type of TLS has. */
  public static final int SSL2_MESSAGE = 0x80;

  private static final int CHANGE_CIPHER_SPEC = ContentType.CHANGE_CIPHER_SPEC.code();
  private static final int HANDSHAKE = ContentType.HANDSHAKE.code();
  private static final int ALERT = ContentType.ALERT.code();
  private static final int APPLICATION_DATA = ContentType.APPLICATION_DATA.code();
  private static final int MAJOR_VERSION = 3;

  private final InboundBuffer in;
  private final BufferPool pool;
  private final OpenedRecord opened = new OpenedRecord();
  private final NullProtection plain = new NullProtection();
  private final IgnoredEarlyData earlyData = new IgnoredEarlyData();
  private RecordProtection protection = plain;
  private int contentLimit = RecordLimits.MAX_PLAINTEXT;
  private int innerLimit = RecordLimits.MAX_RECORD_SIZE_LIMIT_13;
  private OptionalInt exactVersion = OptionalInt.empty();
  private boolean firstRecord = true;
  private Optional<Ssl2Opener> firstMayBe = Optional.empty();
  private Optional<Ssl2Opener> ssl2 = Optional.empty();
  private boolean anyDecrypted;
  private byte[] buffer;
  private int bufferUsed;
  private volatile boolean cleanses;

  /** Makes an opener without protection. */
  public RecordOpener(InboundBuffer in, BufferPool pool) {
    this.in = in;
    this.pool = pool;
  }

  /** Opens from now on with other keys; the old ones are forgotten. */
  public void protection(RecordProtection next) {
    protection.destroy();
    protection = next;
  }

  /**
   * Sets what we announced to the peer.
   *
   * @param content the most content bytes of a protected record (max_fragment_length)
   * @param inner the most bytes of content, type byte and padding together (record_size_limit)
   */
  public void limits(int content, int inner) {
    contentLimit = content;
    innerLimit = inner;
  }

  /** From now on a version field other than 0x0303 is refused: that of TLS 1.2 and 1.3. */
  public void requireExactVersion() {
    requireExactVersion(ProtocolVersion.TLS_1_2);
  }

  /** From now on a version field other than that of {@code version} is refused. */
  public void requireExactVersion(ProtocolVersion version) {
    exactVersion = OptionalInt.of(version.code());
  }

  /**
   * The first record may be one of SSLv2; if it is, all are, until {@link #leaveSsl2}.
   *
   * @param other opens them
   */
  public void mayBegin(Ssl2Opener other) {
    firstMayBe = Optional.of(other);
  }

  /** From now on all records are those of TLS. */
  public void leaveSsl2() {
    firstMayBe = Optional.empty();
    ssl2 = Optional.empty();
  }

  /**
   * From now on early data, which we have no keys for, is let pass: without keys until a handshake
   * record comes, with keys until a record can be opened.
   *
   * @param limit bytes of it; what is around them is let pass as well
   */
  public void ignoreEarlyData(long limit) {
    earlyData.expect(limit);
  }

  /** True when there are keys but no record has been decrypted on this connection yet. */
  public boolean awaitsFirstEncrypted() {
    return protection.encrypts() && !anyDecrypted;
  }

  /**
   * Says how many bytes must come before a record can be opened.
   *
   * @return 0 when a whole record is buffered, else the bytes that are missing from its header or,
   *     with the header there, from its body
   * @throws TlsException when the header is not that of a record we may receive
   */
  public int bytesWanted() throws TlsException {
    if (ssl2.isPresent()) {
      return ssl2BytesWanted(ssl2.get());
    }
    if (in.size() < RecordLimits.HEADER) {
      return RecordLimits.HEADER - in.size();
    }
    if (firstRecord && firstMayBe.filter(o -> o.begins(in.array(), in.start())).isPresent()) {
      ssl2 = firstMayBe;
      return ssl2BytesWanted(ssl2.get());
    }
    checkHeader();
    return Math.max(0, RecordLimits.HEADER + RecordHeader.length(in) - in.size());
  }

  /**
   * Opens the record at the front, which must be whole. The content goes into the caller's array
   * when it has room for all that decryption yields, else into a buffer of ours.
   *
   * @return what was opened; valid until the next call
   * @throws TlsException when the record cannot be opened
   */
  public OpenedRecord open(byte[] target, int offset, int room) throws TlsException {
    if (ssl2.isPresent()) {
      firstRecord = false;
      openSsl2(ssl2.get());
      return opened;
    }
    int length = RecordHeader.length(in);
    RecordProtection with = opensPlain(in.peek(0)) ? plain : protection;
    boolean direct = room >= length;
    byte[] out = direct ? target : ownBuffer(length);
    int start = in.start();
    if (earlyData.isExpected()) {
      openOrSkip(with, start, length, out, direct ? offset : 0);
    } else {
      with.open(in.array(), start, length, out, direct ? offset : 0, opened);
    }
    in.consume(RecordLimits.HEADER + length);
    firstRecord = false;
    checkInnerLength();
    return opened;
  }

  /** A record may be longer than our buffer: it is collected in parts that fit. */
  private int ssl2BytesWanted(Ssl2Opener other) throws TlsException {
    in.consume(other.take(in.array(), in.start(), in.size()));
    return Math.min(other.missing(), RecordLimits.MAX_RECORD);
  }

  private void openSsl2(Ssl2Opener other) throws TlsException {
    Ssl2Content content = other.open();
    byte[] bytes = content.bytes().toArray();
    if (content.isMessage()) {
      opened.content(SSL2_MESSAGE, bytes, 0, bytes.length);
    } else {
      opened.decrypted(APPLICATION_DATA, bytes, 0, bytes.length, bytes.length);
    }
  }

  /** True when the next record may be opened in an array that is somebody else's. */
  public boolean mayBorrow() {
    return protection.keepsContentApart() && !earlyData.isExpected();
  }

  /** Takes the record at the front of what is there, if it is whole and, on demand, alone. */
  public boolean borrow(byte[] lent, int start, int size, boolean alone) {
    int record = RecordHeader.wholeRecord(lent, start, size);
    if (record == 0 || alone && size > record) {
      return false;
    }
    in.borrow(lent, start, record);
    if (!isHeaderRight()) {
      // As without a loan, nothing is taken behind a header that is wrong.
      in.giveBack();
      return false;
    }
    return true;
  }

  private boolean isHeaderRight() {
    try {
      checkHeader();
      return true;
    } catch (TlsException e) {
      return false;
    }
  }

  /** True when a part of a record is held. */
  public boolean holdsAnything() {
    return in.size() > 0 || ssl2.filter(Ssl2Opener::holdsAnything).isPresent();
  }

  /** What was opened last. */
  public OpenedRecord opened() {
    return opened;
  }

  /** Whether plaintext is wiped from our buffer as soon as it was consumed. */
  public void cleanses(boolean wipe) {
    cleanses = wipe;
  }

  /** Gives back the buffer that held plaintext; its content must have been consumed. */
  public void release() {
    release(cleanses);
  }

  private void release(boolean wiped) {
    if (buffer != null) {
      pool.giveWiped(buffer, wiped ? bufferUsed : 0);
      buffer = null;
      bufferUsed = 0;
    }
  }

  private void openOrSkip(RecordProtection with, int start, int length, byte[] out, int outOffset)
      throws TlsException {
    int type = in.peek(0);
    if (type == APPLICATION_DATA && !with.encrypts()) {
      earlyData.skip(length);
      opened.skipped();
      return;
    }
    try {
      with.open(in.array(), start, length, out, outOffset, opened);
    } catch (TlsException e) {
      if (e.reason() != SslReason.DECRYPTION_FAILED_OR_BAD_RECORD_MAC) {
        throw e;
      }
      earlyData.skip(length);
      opened.skipped();
      return;
    }
    if (with.encrypts() || type == HANDSHAKE) {
      earlyData.end();
    }
  }

  /** Forgets keys and plaintext; nothing can be opened any more. */
  public void destroy() {
    protection.destroy();
    ssl2.ifPresent(Ssl2Opener::destroy);
    release(true);
  }

  private void checkHeader() throws TlsException {
    int version = RecordHeader.version(in);
    if (version >>> 8 != MAJOR_VERSION) {
      throw firstRecord ? notTls() : wrongVersion(version);
    }
    if (exactVersion.isPresent() && version != exactVersion.getAsInt()) {
      throw wrongVersion(version);
    }
    int type = in.peek(0);
    if (type < CHANGE_CIPHER_SPEC || type > APPLICATION_DATA) {
      throw new TlsException(SslReason.BAD_RECORD_TYPE, "content type " + type);
    }
    if (protection.hidesType() && type != APPLICATION_DATA && !opensPlain(type)) {
      throw new TlsException(SslReason.BAD_RECORD_TYPE, "an unencrypted record, type " + type);
    }
    int length = RecordHeader.length(in);
    if (length > maxFragment(type)) {
      throw new TlsException(
          protection.encrypts()
              ? SslReason.ENCRYPTED_LENGTH_TOO_LONG
              : SslReason.DATA_LENGTH_TOO_LONG,
          "a record of " + length + " bytes, limit " + maxFragment(type));
    }
  }

  /**
   * Whether a record of a type comes without protection although there are keys. Up to TLS 1.2 none
   * does.
   *
   * <p>RFC 9846 5: a dummy change_cipher_spec is never encrypted, and a peer that could not make
   * keys sends its alert in the clear. Both come plain although we have keys. Once the peer has
   * shown that it has keys, whatever the generation, an alert in the clear is somebody else's: a
   * close_notify among them would cut the stream short.
   */
  private boolean opensPlain(int type) {
    return protection.hidesType()
        && (type == CHANGE_CIPHER_SPEC || type == ALERT && awaitsFirstEncrypted());
  }

  /** Early data is encrypted, though we have no keys yet. */
  private int maxFragment(int type) {
    boolean early = earlyData.isExpected() && type == APPLICATION_DATA;
    return early
        ? RecordLimits.MAX_PLAINTEXT + RecordLimits.MAX_EXPANSION_13
        : protection.maxFragment();
  }

  private void checkInnerLength() throws TlsException {
    if (!opened.wasEncrypted()) {
      return;
    }
    anyDecrypted = true;
    if (opened.innerLength() > innerLimit || opened.length() > contentLimit) {
      throw new TlsException(
          SslReason.DATA_LENGTH_TOO_LONG,
          "a plaintext of " + opened.innerLength() + " bytes, limit " + contentLimit);
    }
  }

  private byte[] ownBuffer(int length) {
    if (buffer == null) {
      buffer = pool.take();
    }
    bufferUsed = Math.max(bufferUsed, length);
    return buffer;
  }

  private static TlsException wrongVersion(int version) {
    return new TlsException(
        SslReason.WRONG_VERSION_NUMBER, String.format("a record of version 0x%04x", version));
  }

  /** Somebody speaks another protocol: say which, since this is the commonest mistake of all. */
  private TlsException notTls() {
    byte[] head = new byte[RecordLimits.HEADER];
    System.arraycopy(in.array(), in.start(), head, 0, head.length);
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("CONNE")) {
      return new TlsException(SslReason.HTTPS_PROXY_REQUEST, "the peer speaks to a proxy");
    }
    if (text.startsWith("GET ")
        || text.startsWith("POST ")
        || text.startsWith("HEAD ")
        || text.startsWith("PUT ")) {
      return new TlsException(SslReason.HTTP_REQUEST, "the peer speaks HTTP without TLS");
    }
    return new TlsException(SslReason.WRONG_VERSION_NUMBER, "the peer does not speak TLS");
  }
}
