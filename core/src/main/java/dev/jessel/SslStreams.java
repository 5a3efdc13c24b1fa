// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Stream views of a connection over a blocking transport. */
final class SslStreams {
  private SslStreams() {}

  static InputStream input(Ssl ssl) {
    return new Input(ssl);
  }

  static OutputStream output(Ssl ssl) {
    return new Output(ssl);
  }

  private static IOException wouldBlock(SslStatus status) {
    return new IOException("a stream needs a blocking transport; the connection says " + status);
  }

  private static final class Input extends InputStream {
    private final Ssl ssl;

    Input(Ssl ssl) {
      this.ssl = ssl;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      ByteBuffer buffer = ByteBuffer.wrap(target, offset, length);
      // A stream leaves alone what lies behind the bytes read, so the record is opened elsewhere.
      SslStatus status = ssl.peek(ByteBuffer.allocate(1));
      status = status == SslStatus.DONE ? ssl.read(buffer) : status;
      if (status == SslStatus.DONE) {
        return buffer.position() - offset;
      }
      if (status == SslStatus.CLOSED) {
        return -1;
      }
      throw wouldBlock(status);
    }

    @Override
    public int available() {
      return ssl.pending();
    }

    @Override
    public void close() {
      ssl.close();
    }
  }

  private static final class Output extends OutputStream {
    private final Ssl ssl;

    Output(Ssl ssl) {
      this.ssl = ssl;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      SslStatus status = ssl.write(ByteBuffer.wrap(source, offset, length));
      if (status != SslStatus.DONE) {
        throw wouldBlock(status);
      }
    }

    @Override
    public void close() throws IOException {
      if (ssl.isEstablished()) {
        SslStatus ignored = ssl.shutdownOutput();
      }
    }
  }
}
