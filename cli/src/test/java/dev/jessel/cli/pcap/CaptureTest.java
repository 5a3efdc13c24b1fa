// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import dev.jessel.bio.BioPair;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureTest {
  private static final int SECTION = 0x0A0D0D0A;
  private static final int INTERFACE = 1;
  private static final int PACKET = 6;
  private static final int SECRETS = 10;

  private static final byte[] RECORD = {22, 3, 3, 0, 3, 'a', 'b', 'c'};

  @TempDir private Path directory;

  @Test
  void recordsBecomePacketsOfAConnection() throws Exception {
    Path file = directory.resolve("c.pcapng");
    int[] ports = new int[2];
    try (Capture capture = Capture.to(file);
        Wire wire = new Wire(capture, ports)) {
      wire.near.write(RECORD, 0, RECORD.length);
      wire.far.write(RECORD, 0, RECORD.length);
      read(wire.near, RECORD.length);
    }

    List<PcapngFile.Block> blocks = PcapngFile.blocks(file);
    assertThat(blocks.get(0).type()).isEqualTo(SECTION);
    assertThat(blocks.get(1).type()).isEqualTo(INTERFACE);
    List<PcapngFile.Segment> segments = segments(blocks);
    assertThat(segments.stream().map(PcapngFile.Segment::flags))
        .containsExactly(0x02, 0x12, 0x10, 0x18, 0x18, 0x11, 0x10);
    assertThat(PcapngFile.stream(segments, ports[0])).isEqualTo(RECORD);
    assertThat(PcapngFile.stream(segments, ports[1])).isEqualTo(RECORD);
  }

  @Test
  void secretsStandBeforeThePacketThatMadeThemKnown() throws Exception {
    Path file = directory.resolve("c.pcapng");
    try (Capture capture = Capture.to(file);
        Wire wire = new Wire(capture, new int[2])) {
      wire.far.write(RECORD, 0, RECORD.length);
      read(wire.near, RECORD.length);
      capture.secret("SERVER_HANDSHAKE_TRAFFIC_SECRET 00 11");
      wire.near.write(RECORD, 0, RECORD.length);
    }

    List<Integer> types = PcapngFile.blocks(file).stream().map(PcapngFile.Block::type).toList();
    assertThat(types.subList(0, 7))
        .containsExactly(SECTION, INTERFACE, PACKET, PACKET, PACKET, SECRETS, PACKET);
    assertThat(PcapngFile.secrets(PcapngFile.blocks(file).get(5)))
        .isEqualTo("SERVER_HANDSHAKE_TRAFFIC_SECRET 00 11\n");
  }

  @Test
  void aRecordThatIsCutOffIsKept() throws Exception {
    Path file = directory.resolve("c.pcapng");
    int[] ports = new int[2];
    try (Capture capture = Capture.to(file);
        Wire wire = new Wire(capture, ports)) {
      wire.far.write(RECORD, 0, 6);
      read(wire.near, 6);
    }

    assertThat(PcapngFile.stream(segments(PcapngFile.blocks(file)), ports[1]))
        .containsExactly(22, 3, 3, 0, 3, 'a');
  }

  @Test
  void theFileCanBeReadWhileItIsWritten() throws Exception {
    Path file = directory.resolve("c.pcapng");
    try (Capture capture = Capture.to(file);
        Wire wire = new Wire(capture, new int[2])) {
      wire.near.write(RECORD, 0, RECORD.length);

      assertThat(segments(PcapngFile.blocks(file))).hasSize(4);
    }
  }

  @Test
  void aSegmentOverSixHasValidChecksumsToo() throws Exception {
    Endpoint one = new Endpoint(address(1), 1234);
    Endpoint two = new Endpoint(address(2), 443);
    byte[] frame = new TcpSegment(one, two, 7, 9, TcpSegment.ACK, true).frame(new byte[] {1, 2, 3});

    assertThat(PcapngFile.segment(frame).data()).containsExactly(1, 2, 3);
    assertThat(PcapngFile.segment(frame).to()).isEqualTo(443);
  }

  private static InetAddress address(int last) throws Exception {
    byte[] bytes = new byte[16];
    bytes[0] = 0x20;
    bytes[15] = (byte) last;
    return InetAddress.getByAddress(bytes);
  }

  private static List<PcapngFile.Segment> segments(List<PcapngFile.Block> blocks) {
    return blocks.stream().filter(b -> b.type() == PACKET).map(PcapngFile::segment).toList();
  }

  private static void read(Bio bio, int length) {
    assertThat(bio.read(new byte[length], 0, length)).isEqualTo(length);
  }

  /** A socket for the addresses, and a pair of Bios for the bytes. */
  private static final class Wire implements AutoCloseable {
    final Bio near;
    final Bio far;

    Wire(Capture capture, int[] ports) throws Exception {
      BioPair pair = BioPair.create(1000, 1000);
      far = pair.right();
      try (ServerSocketChannel listener = ServerSocketChannel.open()) {
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        try (SocketChannel channel = SocketChannel.open(listener.getLocalAddress())) {
          ports[0] = ((InetSocketAddress) channel.getLocalAddress()).getPort();
          ports[1] = ((InetSocketAddress) channel.getRemoteAddress()).getPort();
          near = capture.watch(channel, pair.left(), true);
        }
      }
    }

    @Override
    public void close() {
      near.close();
    }
  }
}
