// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a pcapng file back, and checks all lengths and checksums on the way. */
public final class PcapngFile {
  private static final int ETHERNET = 14;
  private static final int V4 = 20;
  private static final int V6 = 40;

  /** One block. */
  public record Block(int type, ByteBuffer body) {}

  /** One TCP segment. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Segment(int from, int to, int sequence, int acknowledged, int flags, byte[] data) {}

  private PcapngFile() {}

  public static List<Block> blocks(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Block> blocks = new ArrayList<>();
    while (bytes.hasRemaining()) {
      int start = bytes.position();
      int type = bytes.getInt();
      int length = bytes.getInt();
      assertThat(length % 4).isZero();
      assertThat(bytes.getInt(start + length - 4)).isEqualTo(length);
      ByteBuffer body = bytes.slice(start + 8, length - 12).order(ByteOrder.LITTLE_ENDIAN);
      blocks.add(new Block(type, body));
      bytes.position(start + length);
    }
    return blocks;
  }

  public static String secrets(Block block) {
    assertThat(block.body().getInt(0)).isEqualTo(0x544C534B);
    byte[] text = new byte[block.body().getInt(4)];
    block.body().get(8, text);
    return new String(text, StandardCharsets.UTF_8);
  }

  public static Segment segment(Block packet) {
    byte[] frame = new byte[packet.body().getInt(12)];
    assertThat(packet.body().getInt(16)).isEqualTo(frame.length);
    packet.body().get(20, frame);
    return segment(frame);
  }

  static Segment segment(byte[] frame) {
    ByteBuffer bytes = ByteBuffer.wrap(frame);
    boolean v6 = bytes.getShort(12) == (short) 0x86DD;
    int tcp = ETHERNET + (v6 ? V6 : V4);
    int length = frame.length - tcp;
    if (v6) {
      assertThat(bytes.getShort(ETHERNET + 4) & 0xFFFF).isEqualTo(length);
    } else {
      assertThat(bytes.getShort(ETHERNET + 2) & 0xFFFF).isEqualTo(length + V4);
      assertThat(sum(frame, ETHERNET, V4)).isEqualTo(0xFFFF);
    }
    assertThat(sum(pseudo(frame, v6, length), 0, 40 + length + length % 2)).isEqualTo(0xFFFF);
    byte[] data = new byte[length - 20];
    bytes.get(tcp + 20, data);
    return new Segment(
        bytes.getShort(tcp) & 0xFFFF,
        bytes.getShort(tcp + 2) & 0xFFFF,
        bytes.getInt(tcp + 4),
        bytes.getInt(tcp + 8),
        bytes.getShort(tcp + 12) & 0xFF,
        data);
  }

  /** Pseudo header and segment, in 40 bytes and an even number. */
  private static byte[] pseudo(byte[] frame, boolean v6, int length) {
    ByteBuffer all = ByteBuffer.allocate(40 + length + length % 2);
    if (v6) {
      all.put(frame, ETHERNET + 8, 32);
    } else {
      all.put(frame, ETHERNET + 12, 8).position(32);
    }
    all.putInt(length).putInt(6).put(frame, frame.length - length, length);
    return all.array();
  }

  private static int sum(byte[] bytes, int offset, int length) {
    int sum = 0;
    for (int i = offset; i < offset + length; i += 2) {
      sum += (bytes[i] & 0xFF) << 8 | bytes[i + 1] & 0xFF;
      sum = (sum & 0xFFFF) + (sum >>> 16);
    }
    return sum;
  }

  /** What one side sent, put together by sequence numbers that must fit. */
  public static byte[] stream(List<Segment> segments, int port) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    int next = 0;
    for (Segment segment : segments) {
      if (segment.from() == port) {
        boolean first = (segment.flags() & TcpSegment.SYN) != 0;
        assertThat(first || segment.sequence() == next).isTrue();
        stream.writeBytes(segment.data());
        boolean counts = (segment.flags() & (TcpSegment.SYN | TcpSegment.FIN)) != 0;
        next = segment.sequence() + segment.data().length + (counts ? 1 : 0);
      }
    }
    return stream.toByteArray();
  }
}
