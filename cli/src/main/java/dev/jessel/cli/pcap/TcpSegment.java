// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.pcap;

import java.nio.ByteBuffer;

/**
 * A TCP segment that becomes an Ethernet frame.
 *
 * @param from who sends it
 * @param to who gets it
 * @param sequence of its first byte
 * @param acknowledged what its sender has received
 * @param flags {@link #SYN}, {@link #ACK} and so on
 * @param fromClient whether the side that connected sends it; picks the made-up MAC addresses
 */
record TcpSegment(
    Endpoint from, Endpoint to, int sequence, int acknowledged, int flags, boolean fromClient) {
  static final int FIN = 0x01;
  static final int SYN = 0x02;
  static final int PSH = 0x08;
  static final int ACK = 0x10;

  /** Bytes that fit behind the headers into a packet of the largest size that IP has. */
  static final int MAX_PAYLOAD = 65_535 - 60;

  private static final int ETHERNET_HEADER = 14;
  private static final int V4_HEADER = 20;
  private static final int V6_HEADER = 40;
  private static final int TCP_HEADER = 20;
  private static final int TCP_CHECKSUM = 16;
  private static final int V4_CHECKSUM = 10;

  private static final int ETHERTYPE_V4 = 0x0800;
  private static final int ETHERTYPE_V6 = 0x86DD;
  private static final int TCP = 6;
  private static final int HOP_LIMIT = 64;
  private static final int WINDOW = 65_535;

  private static final long MAC = 0x0200_0000_0000L;
  private static final int MAC_BYTES = 6;

  /** The frame: Ethernet, IP and TCP headers with valid checksums, then the payload. */
  byte[] frame(byte[] payload) {
    boolean v6 = !(from.isV4() && to.isV4());
    int ipHeader = v6 ? V6_HEADER : V4_HEADER;
    byte[] frame = new byte[ETHERNET_HEADER + ipHeader + TCP_HEADER + payload.length];
    ByteBuffer out = ByteBuffer.wrap(frame);
    putMac(out, fromClient ? 2 : 1);
    putMac(out, fromClient ? 1 : 2);
    out.putShort((short) (v6 ? ETHERTYPE_V6 : ETHERTYPE_V4));
    putIp(out, frame, v6, TCP_HEADER + payload.length);
    int tcp = out.position();
    putTcp(out);
    out.put(payload);
    out.putShort(tcp + TCP_CHECKSUM, tcpChecksum(frame, tcp, v6));
    return frame;
  }

  private void putIp(ByteBuffer out, byte[] frame, boolean v6, int length) {
    if (v6) {
      out.putInt(0x6000_0000).putShort((short) length).put((byte) TCP).put((byte) HOP_LIMIT);
      out.put(from.bytes(true)).put(to.bytes(true));
      return;
    }
    int start = out.position();
    out.putShort((short) 0x4500).putShort((short) (V4_HEADER + length));
    out.putInt(0x0000_4000); // identification 0, don't fragment
    out.put((byte) HOP_LIMIT).put((byte) TCP).putShort((short) 0);
    out.put(from.bytes(false)).put(to.bytes(false));
    Checksum sum = new Checksum().add(frame, start, V4_HEADER);
    out.putShort(start + V4_CHECKSUM, sum.value());
  }

  private void putTcp(ByteBuffer out) {
    out.putShort((short) from.port()).putShort((short) to.port());
    out.putInt(sequence).putInt(acknowledged);
    out.putShort((short) (TCP_HEADER / Integer.BYTES << 12 | flags));
    out.putShort((short) WINDOW).putShort((short) 0).putShort((short) 0);
  }

  // RFC 9293 3.1: over a pseudo header of addresses, protocol and length, then the segment.
  private short tcpChecksum(byte[] frame, int tcp, boolean v6) {
    int length = frame.length - tcp;
    byte[] source = from.bytes(v6);
    byte[] target = to.bytes(v6);
    return new Checksum()
        .add(source, 0, source.length)
        .add(target, 0, target.length)
        .add(TCP)
        .add(length)
        .add(frame, tcp, length)
        .value();
  }

  private static void putMac(ByteBuffer out, int station) {
    byte[] mac = ByteBuffer.allocate(Long.BYTES).putLong(MAC + station).array();
    out.put(mac, Long.BYTES - MAC_BYTES, MAC_BYTES);
  }
}
