// SPDX-License-Identifier: Apache-2.0
package dev.jessel.compress;

import dev.jessel.wire.CertificateCompression;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * An algorithm that compresses certificates (RFC 8879). Thread-safe.
 *
 * <p>zlib is there always. Brotli and Zstandard come from libraries: a class of a few lines makes
 * one of them a codec, is named in {@code provides dev.jessel.compress.CertificateCodec} or in
 * {@code META-INF/services}, and is found by {@link #available()}.
 */
public interface CertificateCodec {
  /** Which algorithm this is. */
  CertificateCompression algorithm();

  /**
   * Compresses.
   *
   * @param message the body of a Certificate message, some kilobytes
   * @return at least one byte, in an array of the caller's own
   */
  byte[] compress(byte[] message);

  /**
   * Decompresses as it is read. Who reads takes no more than was announced, which bounds what an
   * attacker can have made of a few bytes; nothing must be taken memory for that nobody has read.
   *
   * @param compressed what the peer sent, and nothing else
   * @return a stream that throws {@link IOException} when it meets what the algorithm does not
   *     allow, bytes behind the end included
   */
  InputStream decompress(InputStream compressed) throws IOException;

  /** The algorithm that the JDK has. */
  static CertificateCodec zlib() {
    return ZlibCodec.INSTANCE;
  }

  /** All codecs that are found: zlib, and what the service loader has, one for each algorithm. */
  static List<CertificateCodec> available() {
    List<CertificateCodec> codecs = new ArrayList<>(List.of(zlib()));
    for (CertificateCodec found : ServiceLoader.load(CertificateCodec.class)) {
      if (codecs.stream().noneMatch(known -> known.algorithm().equals(found.algorithm()))) {
        codecs.add(found);
      }
    }
    return List.copyOf(codecs);
  }
}
