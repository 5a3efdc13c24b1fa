// SPDX-License-Identifier: Apache-2.0
package dev.jessel.compress;

import dev.jessel.wire.CertificateCompression;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * An algorithm that compresses certificates (RFC 8879). Thread-safe.
 *
 * <p>zlib is there always. Brotli and Zstandard come from libraries. These are found by {@link
 * #available()} when they are on the class path and work, their native parts included:
 *
 * <ul>
 *   <li>Zstandard: {@code com.github.luben:zstd-jni}
 *   <li>Brotli: {@code com.aayushatharva.brotli4j:brotli4j}
 *   <li>Brotli that comes and none that goes: {@code org.brotli:dec}
 * </ul>
 *
 * <p>They decompress with a window of at most 8 MiB, which is what a stream of a few bytes can have
 * memory taken for while it is read; a stream that asks for more is refused.
 *
 * <p>A class of a few lines makes a codec of another library. It is named in {@code provides
 * dev.jessel.compress.CertificateCodec} or in {@code META-INF/services}.
 */
public interface CertificateCodec {
  /** Which algorithm this is. */
  CertificateCompression algorithm();

  /**
   * Whether it compresses, too. One that only decompresses is offered to the peer, whose choice it
   * then is, and is never asked to {@link #compress}.
   */
  default boolean compresses() {
    return true;
  }

  /**
   * Compresses. When it throws, the certificate travels as it is.
   *
   * @param message the body of a Certificate message, some kilobytes
   * @return at least one byte, in an array of the caller's own
   * @throws UnsupportedOperationException when it only decompresses
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

  /**
   * All codecs that are found, one for each algorithm: zlib, what the service loader has, and then
   * the libraries that are known by name. Classes come from the thread's context loader, the
   * libraries' also from the loader of Jessel. Each call looks anew, and tries what it finds: ask
   * once for a context, not for each connection. A library that is broken is not there.
   */
  static List<CertificateCodec> available() {
    List<CertificateCodec> codecs = new ArrayList<>(List.of(zlib()));
    ServiceLoader.load(CertificateCodec.class).forEach(codecs::add);
    codecs.addAll(Libraries.codecs());
    Map<CertificateCompression, CertificateCodec> first = new LinkedHashMap<>();
    codecs.forEach(codec -> first.putIfAbsent(codec.algorithm(), codec));
    return List.copyOf(first.values());
  }
}
