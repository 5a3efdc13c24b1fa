// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

/** How many zero bytes go into a TLS 1.3 record beside its content (RFC 9846 5.4). */
@FunctionalInterface
public interface PaddingPolicy {
  /** No padding. */
  PaddingPolicy NONE = (type, length) -> 0;

  /**
   * Decides on one record. The answer is cut to what the record can hold.
   *
   * @param type the content type, {@code ContentType.code()}
   * @param length length of the content in bytes
   * @return bytes of padding, 0 or more
   */
  int padding(int type, int length);

  /**
   * Pads each record to a multiple of a block, as {@code SSL_CTX_set_block_padding} does: what is
   * encrypted, the content with its type byte, has such a length.
   *
   * @param applicationBlock block for application data, 0 or 1 for none, at most 16384
   * @param handshakeBlock block for handshake messages and alerts
   */
  static PaddingPolicy toBlocks(int applicationBlock, int handshakeBlock) {
    checkBlock(applicationBlock);
    checkBlock(handshakeBlock);
    return (type, length) -> {
      int block = type == RecordSealer.APPLICATION_DATA ? applicationBlock : handshakeBlock;
      int over = block <= 1 ? 0 : (length + 1) % block;
      return over == 0 ? 0 : block - over;
    };
  }

  private static void checkBlock(int block) {
    if (block < 0 || block > RecordLimits.MAX_PLAINTEXT) {
      throw new IllegalArgumentException("a padding block is 0 to 16384 bytes, not " + block);
    }
  }
}
