// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import dev.jessel.wire.HandshakeType;

/** Every bound that protects a connection from its peer, in one place. Sizes are in bytes. */
public final class RecordLimits {
  /** Length of a record header: type, version, length. */
  public static final int HEADER = 5;

  /** RFC 9846 5.1: the largest plaintext fragment of a record. */
  public static final int MAX_PLAINTEXT = 16_384;

  /**
   * RFC 9846 5.2: content, content type, padding and tag together may exceed the plaintext by this.
   */
  public static final int MAX_EXPANSION_13 = 256;

  /**
   * What a protected record may have beyond its plaintext up to TLS 1.2: padding of up to 256 bytes
   * and a MAC of up to 64, as libssl has it; RFC 5246 6.2.3 would allow 2048.
   */
  public static final int MAX_EXPANSION_12 = 320;

  /**
   * What each record costs besides its content, in bytes, when the work of a key is counted that
   * has no successor: a block that is not full, and those of the tag.
   */
  static final int SEAL_COST_12 = 48;

  /**
   * Records of full size, 256 MiB of them, that a key up to TLS 1.2 may still seal when another
   * handshake is begun or asked for, which alone brings new ones.
   */
  public static final int SEALS_TO_RENEGOTIATE = 16_384;

  /** The largest record on the wire, header included, of any version. */
  public static final int MAX_RECORD = HEADER + MAX_PLAINTEXT + MAX_EXPANSION_12;

  /** The smallest {@code max_send_fragment} that may be set, as in libssl. */
  public static final int MIN_SEND_FRAGMENT = 512;

  /** RFC 8449 4: the smallest record size limit that a peer may announce. */
  public static final int MIN_RECORD_SIZE_LIMIT = 64;

  /** RFC 8449 4: the largest record size limit of TLS 1.3, the content type byte included. */
  public static final int MAX_RECORD_SIZE_LIMIT_13 = MAX_PLAINTEXT + 1;

  /** Consecutive warning alerts (user_canceled among them) that are let pass. */
  public static final int MAX_WARNING_ALERTS = 4;

  /** Consecutive records without content, dummy change_cipher_spec included, that are let pass. */
  public static final int MAX_EMPTY_RECORDS = 32;

  /** Consecutive KeyUpdate messages without application data between them that are let pass. */
  public static final int MAX_KEY_UPDATES = 64;

  /**
   * Bytes that are skipped beside those of early data that nobody takes, which are 16384 unless the
   * application says otherwise: the expansion of some dozens of records.
   */
  public static final int IGNORED_OVERHEAD = 1024;

  /** NewSessionTicket messages accepted between two pieces of application data. */
  public static final int MAX_TICKETS = 64;

  /** Requests for a certificate after the handshake that may wait for their answers. */
  public static final int MAX_CERTIFICATE_REQUESTS = 8;

  /** Handshakes that a peer begins or asks for between two pieces of application data. */
  public static final int MAX_RENEGOTIATIONS = 16;

  /** The largest Certificate message accepted by default; libssl's {@code max_cert_list}. */
  public static final int MAX_CERTIFICATE_MESSAGE = 100 * 1024;

  /** The largest ClientHello accepted, its header not counted. */
  public static final int MAX_CLIENT_HELLO = 131_396;

  /** The largest NewSessionTicket accepted, its header not counted. */
  public static final int MAX_TICKET_MESSAGE = 131_338;

  /** The bound for messages that have no bound of their own. */
  public static final int MAX_OTHER_MESSAGE = 20_480;

  /** A KeyUpdate is one byte long. */
  public static final int MAX_KEY_UPDATE = 1;

  /** A Finished message is as long as its hash: 64 bytes at the most. */
  public static final int MAX_FINISHED = 64;

  private RecordLimits() {}

  /**
   * The largest body that a handshake message of a type may have.
   *
   * @param type the type in the message's header
   * @return the bound in bytes, the four header bytes not counted
   */
  public static int maxMessage(HandshakeType type) {
    if (type.equals(HandshakeType.CERTIFICATE)
        || type.equals(HandshakeType.COMPRESSED_CERTIFICATE)) {
      return MAX_CERTIFICATE_MESSAGE;
    }
    if (type.equals(HandshakeType.CLIENT_HELLO)) {
      return MAX_CLIENT_HELLO;
    }
    if (type.equals(HandshakeType.NEW_SESSION_TICKET)) {
      return MAX_TICKET_MESSAGE;
    }
    if (type.equals(HandshakeType.KEY_UPDATE)) {
      return MAX_KEY_UPDATE;
    }
    if (type.equals(HandshakeType.FINISHED)) {
      return MAX_FINISHED;
    }
    return MAX_OTHER_MESSAGE;
  }
}
