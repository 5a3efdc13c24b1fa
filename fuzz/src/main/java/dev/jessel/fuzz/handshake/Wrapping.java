// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.handshake;

import dev.jessel.fuzz.open.OpenCrypto;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ContentType;
import java.util.Arrays;

/**
 * How a record is protected by cryptography that protects nothing. A fuzzer chooses; one that does
 * not fit makes a record that cannot be opened.
 */
enum Wrapping {
  /** No keys. */
  NONE(0, 0, 0),
  /** An AEAD of TLS 1.3. */
  TLS13(0, 16, 0),
  /** The same, padded. */
  TLS13_PADDED(0, 16, 0),
  /** An AEAD of TLS 1.2 with a part of the nonce in the record. */
  GCM12(8, 16, 0),
  /** An AEAD of TLS 1.2 that has its nonce from elsewhere. */
  CHACHA12(0, 16, 0),
  /** A block cipher with SHA-1, the MAC inside. */
  CBC(16, 20, 16),
  /** A block cipher with SHA-1, the MAC behind it. */
  ENCRYPT_THEN_MAC(16, 20, 16),
  /** A tag that is not good. */
  SPOILT(0, 16, 0);

  private static final int TLS_1_2 = 0x0303;
  private static final int PADDING = 9;
  private static final int MAX_LENGTH = 0xFFFF;

  private final int before;
  private final int tag;
  private final int block;

  Wrapping(int before, int tag, int block) {
    this.before = before;
    this.tag = tag;
    this.block = block;
  }

  /** A record, its header included; content that no length can tell of is cut. */
  Bytes record(ContentType type, Bytes content) {
    Bytes body = body(type, content);
    Bytes cut = body.slice(0, Math.min(body.length(), MAX_LENGTH));
    int outer = hidesType() ? ContentType.APPLICATION_DATA.code() : type.code();
    return Bytes.of(new ByteWriter().u8(outer).u16(TLS_1_2).opaque16(cut).toByteArray());
  }

  private boolean hidesType() {
    return this == TLS13 || this == TLS13_PADDED || this == SPOILT;
  }

  private Bytes body(ContentType type, Bytes content) {
    Bytes start = zeros(before).plus(content);
    return switch (this) {
      case NONE -> content;
      case GCM12, CHACHA12 -> start.plus(zeros(tag));
      case TLS13 -> start.plus(typed(type)).plus(zeros(tag));
      case TLS13_PADDED -> start.plus(typed(type)).plus(zeros(PADDING)).plus(zeros(tag));
      case SPOILT -> start.plus(typed(type)).plus(spoiltTag());
      case CBC -> start.plus(zeros(tag)).plus(padding(content.length() + tag));
      case ENCRYPT_THEN_MAC -> start.plus(padding(content.length())).plus(zeros(tag));
    };
  }

  private static Bytes typed(ContentType type) {
    return Bytes.of((byte) type.code());
  }

  private Bytes spoiltTag() {
    byte[] bytes = new byte[tag];
    bytes[tag - 1] = OpenCrypto.SPOILT;
    return Bytes.of(bytes);
  }

  private Bytes padding(int length) {
    byte[] bytes = new byte[block - length % block];
    Arrays.fill(bytes, (byte) (bytes.length - 1));
    return Bytes.of(bytes);
  }

  private static Bytes zeros(int count) {
    return Bytes.of(new byte[count]);
  }
}
