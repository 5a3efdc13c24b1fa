// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.bogo;

import dev.jessel.compress.CertificateCodec;
import dev.jessel.wire.CertificateCompression;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;

/** The runner's own algorithms: each of them takes away or adds a few bytes in front. */
enum ShimCodec implements CertificateCodec {
  /** Puts four bytes in front. */
  EXPANDING(0xFF02) {
    @Override
    public byte[] compress(byte[] message) {
      return behind(MARK, message);
    }

    @Override
    public InputStream decompress(InputStream compressed) throws IOException {
      if (!Arrays.equals(compressed.readNBytes(MARK.length), MARK)) {
        throw new IOException("the mark is missing");
      }
      return compressed;
    }
  },

  /** Leaves out two bytes that are always zero. */
  SHRINKING(0xFF01) {
    @Override
    public byte[] compress(byte[] message) {
      return Arrays.copyOfRange(message, ZEROS.length, message.length);
    }

    @Override
    public InputStream decompress(InputStream compressed) {
      return new SequenceInputStream(new ByteArrayInputStream(ZEROS), compressed);
    }
  },

  /** Puts a byte in front that the runner does not look at. */
  RANDOM(0xFF03) {
    @Override
    public byte[] compress(byte[] message) {
      return behind(new byte[] {42}, message);
    }

    @Override
    public InputStream decompress(InputStream compressed) throws IOException {
      if (compressed.readNBytes(1).length == 0) {
        throw new IOException("nothing there");
      }
      return compressed;
    }
  };

  private static final byte[] ZEROS = {0, 0};
  private static final byte[] MARK = {1, 2, 3, 4};

  private final int code;

  ShimCodec(int code) {
    this.code = code;
  }

  static List<CertificateCodec> of(ShimFlags flags) {
    if (flags.has("install-cert-compression-algs")) {
      return List.of(values());
    }
    List<Integer> wanted = flags.numbers("install-one-cert-compression-alg");
    return Arrays.stream(values())
        .filter(codec -> wanted.contains(codec.code))
        .map(CertificateCodec.class::cast)
        .toList();
  }

  @Override
  public CertificateCompression algorithm() {
    return new CertificateCompression(code);
  }

  private static byte[] behind(byte[] prefix, byte[] message) {
    byte[] both = Arrays.copyOf(prefix, prefix.length + message.length);
    System.arraycopy(message, 0, both, prefix.length, message.length);
    return both;
  }
}
