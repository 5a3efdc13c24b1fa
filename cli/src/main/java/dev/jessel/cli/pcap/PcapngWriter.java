// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.pcap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Writes the blocks of a pcapng file with one Ethernet interface. Each block goes out whole, so
 * that the file can be read at any moment. Not thread-safe.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-opsawg-pcapng/">PCAP Now Generic</a>
 */
final class PcapngWriter implements AutoCloseable {
  private static final int SECTION_HEADER = 0x0A0D_0D0A;
  private static final int INTERFACE = 1;
  private static final int ENHANCED_PACKET = 6;
  private static final int DECRYPTION_SECRETS = 10;

  private static final int BYTE_ORDER_MAGIC = 0x1A2B_3C4D;
  private static final long UNKNOWN_LENGTH = -1;
  private static final int ETHERNET = 1;
  private static final int TLS_KEY_LOG = 0x544C_534B;

  private static final int OPTION_INTERFACE_NAME = 2;
  private static final int OPTION_PACKET_FLAGS = 2;
  private static final int OPTION_APPLICATION = 4;
  private static final int OPTION_TIME_RESOLUTION = 9;
  private static final byte NANOSECONDS = 9;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private static final int INBOUND = 1;
  private static final int OUTBOUND = 2;

  private final WritableByteChannel file;

  /** Starts a file: section and interface. */
  PcapngWriter(WritableByteChannel file, String application) throws IOException {
    this.file = file;
    writeSection(application);
    writeInterface();
  }

  private void writeSection(String application) throws IOException {
    BlockBuffer block = new BlockBuffer(SECTION_HEADER);
    block.u32(BYTE_ORDER_MAGIC).u16(1).u16(0).u64(UNKNOWN_LENGTH);
    block.option(OPTION_APPLICATION, utf8(application)).endOfOptions();
    write(block);
  }

  private void writeInterface() throws IOException {
    BlockBuffer block = new BlockBuffer(INTERFACE);
    block.u16(ETHERNET).u16(0).u32(0);
    block.option(OPTION_INTERFACE_NAME, utf8("jessel"));
    block.option(OPTION_TIME_RESOLUTION, new byte[] {NANOSECONDS}).endOfOptions();
    write(block);
  }

  /** Writes secrets; they decrypt the packets that come after them. */
  void secrets(String keyLog) throws IOException {
    byte[] text = utf8(keyLog);
    BlockBuffer block = new BlockBuffer(DECRYPTION_SECRETS);
    block.u32(TLS_KEY_LOG).u32(text.length).padded(text);
    write(block);
  }

  /** Writes a packet. */
  void packet(Packet packet) throws IOException {
    Instant time = packet.time();
    long nanos = time.getEpochSecond() * NANOS_PER_SECOND + time.getNano();
    int length = packet.frame().length;
    BlockBuffer block = new BlockBuffer(ENHANCED_PACKET);
    block.u32(0).u32((int) (nanos >>> Integer.SIZE)).u32((int) nanos);
    block.u32(length).u32(length).padded(packet.frame());
    block.option(OPTION_PACKET_FLAGS, flags(packet.sent() ? OUTBOUND : INBOUND)).endOfOptions();
    write(block);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void write(BlockBuffer block) throws IOException {
    ByteBuffer bytes = block.finish();
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  private static byte[] flags(int flags) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(flags).array();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
