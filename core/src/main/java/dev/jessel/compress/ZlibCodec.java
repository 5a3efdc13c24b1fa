// SPDX-License-Identifier: Apache-2.0
package dev.jessel.compress;

import dev.jessel.wire.CertificateCompression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** zlib (RFC 1950), as the JDK has it. */
final class ZlibCodec implements CertificateCodec {
  static final ZlibCodec INSTANCE = new ZlibCodec();

  private static final int CHUNK = 1024;

  private ZlibCodec() {}

  @Override
  public CertificateCompression algorithm() {
    return CertificateCompression.ZLIB;
  }

  @Override
  public byte[] compress(byte[] message) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(message);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(message.length);
      byte[] chunk = new byte[CHUNK];
      while (!deflater.finished()) {
        out.write(chunk, 0, deflater.deflate(chunk));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  @Override
  public InputStream decompress(InputStream compressed) {
    return new Strict(compressed, new Inflater());
  }

  /** Insists that nothing follows the end, and gives the native memory back. */
  private static final class Strict extends InflaterInputStream {
    Strict(InputStream compressed, Inflater inflater) {
      super(compressed, inflater, CHUNK);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = super.read(target, offset, length);
      boolean over = count < 0;
      if (over && (!inf.finished() || inf.getRemaining() > 0 || in.read() >= 0)) {
        throw new IOException(
            inf.finished() ? "bytes behind the end" : "a dictionary is asked for");
      }
      return count;
    }

    @Override
    public void close() throws IOException {
      super.close();
      inf.end();
    }
  }
}
