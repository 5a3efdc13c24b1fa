// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import dev.jessel.wire.ContentType;
import dev.jessel.wire.ProtocolVersion;

/** Cuts what is to be sent into records and seals them into the outbound buffer. */
public final class RecordSealer {
  static final int APPLICATION_DATA = ContentType.APPLICATION_DATA.code();

  private final OutboundBuffer out;
  private RecordProtection protection = new NullProtection();
  private PaddingPolicy padding = PaddingPolicy.NONE;
  private int sendFragment = RecordLimits.MAX_PLAINTEXT;
  private int splitFragment = RecordLimits.MAX_PLAINTEXT;
  private int peerLimit = RecordLimits.MAX_PLAINTEXT;

  /** Makes a sealer without protection. */
  public RecordSealer(OutboundBuffer out) {
    this.out = out;
  }

  /** Seals from now on with other keys; the old ones are forgotten. */
  public void protection(RecordProtection next) {
    protection.destroy();
    protection = next;
  }

  /**
   * RFC 9846 5.1: the records of a first ClientHello say 0x0301, as libssl's do, for the sake of
   * what stands in the way; all that follow say 0x0303.
   */
  public void startAsClient() {
    protection = new NullProtection(NullProtection.FIRST_CLIENT_HELLO_VERSION);
  }

  /** From now on records without protection are those of a version. */
  public void speak(ProtocolVersion version) {
    if (protection instanceof NullProtection plain && !version.isAtLeast(ProtocolVersion.TLS_1_2)) {
      plain.speak(version.code());
    }
  }

  /** The first flight is sealed. */
  public void firstFlightSealed() {
    if (protection instanceof NullProtection plain) {
      plain.firstFlightSent();
    }
  }

  /** The protection in force. */
  public RecordProtection protection() {
    return protection;
  }

  /** Sets how records are padded once they are encrypted. */
  public void padding(PaddingPolicy policy) {
    padding = policy;
  }

  /**
   * Sets the most bytes that we put into a record, 512 to 16384, by our own choice: content, and
   * where there is padding, content, type byte and padding together.
   */
  public void sendFragment(int bytes) {
    sendFragment = bytes;
    splitFragment = Math.min(splitFragment, bytes);
  }

  /** Sets where content is cut, 1 byte up to what {@link #sendFragment} allows. */
  public void splitFragment(int bytes) {
    splitFragment = Math.min(bytes, sendFragment);
  }

  /** Sets the most content bytes that the peer takes in a protected record. */
  public void peerLimit(int bytes) {
    peerLimit = bytes;
  }

  /** The most content bytes that the next record may hold. */
  public int fragmentLimit() {
    return protection.encrypts() ? Math.min(splitFragment, peerLimit) : splitFragment;
  }

  /**
   * Seals one record with as much of the content as it may hold.
   *
   * @param type content type
   * @param in array with the content
   * @param offset where the content starts
   * @param length length of the content, 0 or more
   * @return the number of content bytes that went into the record
   */
  public int seal(int type, byte[] in, int offset, int length) {
    int content = Math.min(length, fragmentLimit());
    int zeros = paddingFor(type, content);
    int at = out.reserve(protection.overhead() + content + zeros);
    out.sealed(protection.seal(type, in, offset, content, zeros, out.array(), at));
    return content;
  }

  /**
   * The room for one record without padding, when it may be sealed in an array that is somebody
   * else's; 0 when it may not.
   *
   * @param length bytes of content that there are
   */
  public int roomToBorrow(int length) {
    return protection.keepsContentApart()
        ? protection.overhead() + Math.min(length, fragmentLimit())
        : 0;
  }

  private int paddingFor(int type, int content) {
    if (padding == PaddingPolicy.NONE || !protection.hidesType()) {
      return 0;
    }
    int room = Math.min(sendFragment, peerLimit) - content - 1;
    return Math.max(0, Math.min(room, padding.padding(type, content)));
  }
}
