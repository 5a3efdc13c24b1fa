// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.wire.Bytes;
import java.util.Arrays;
import java.util.Optional;

/**
 * Certificate compression (RFC 8879). As with a libssl that was built without it, nothing is
 * compressed until a preference is set; then servers and clients compress as they go, and a server
 * remembers. zlib is there always, Brotli and Zstandard where a codec is found, see {@link
 * dev.jessel.compress.CertificateCodec#available()}; one that only decompresses has chains neither
 * compressed nor taken.
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_set1_cert_comp_preference/">
 *     SSL_CTX_set1_cert_comp_preference(3)</a>
 */
public class LibSslCompression extends LibSslDane {
  /** No algorithm, or all of them. */
  public static final int TLSEXT_comp_cert_none = 0;

  /** zlib. */
  public static final int TLSEXT_comp_cert_zlib = 1;

  /** Brotli. */
  public static final int TLSEXT_comp_cert_brotli = 2;

  /** Zstandard. */
  public static final int TLSEXT_comp_cert_zstd = 3;

  LibSslCompression() {}

  /** Sets the algorithms, the best first; 0 when one of them is not there. */
  public static int SSL_CTX_set1_cert_comp_preference(SSL_CTX ctx, int[] algs, int len) {
    return flag(ctx.compression(Arrays.copyOf(algs, len)));
  }

  /** Sets the algorithms, the best first; 0 when one of them is not there. */
  public static int SSL_set1_cert_comp_preference(SSL ssl, int[] algs, int len) {
    return flag(ssl.compression(Arrays.copyOf(algs, len)));
  }

  /** Compresses a server's chains now; {@link #TLSEXT_comp_cert_none} for all algorithms. */
  public static int SSL_CTX_compress_certs(SSL_CTX ctx, int alg) {
    return flag(ctx.compressCertificates(alg));
  }

  /** Compresses a server's chains now; {@link #TLSEXT_comp_cert_none} for all algorithms. */
  public static int SSL_compress_certs(SSL ssl, int alg) {
    return flag(ssl.compressCertificates(alg));
  }

  /** Has the current chain sent as it was compressed elsewhere. */
  public static int SSL_CTX_set1_compressed_cert(
      SSL_CTX ctx, int algorithm, byte[] comp_data, int comp_length, int orig_length) {
    return flag(ctx.compressedCertificate(algorithm, bytes(comp_data, comp_length), orig_length));
  }

  /** Has the current chain sent as it was compressed elsewhere. */
  public static int SSL_set1_compressed_cert(
      SSL ssl, int algorithm, byte[] comp_data, int comp_length, int orig_length) {
    return flag(ssl.compressedCertificate(algorithm, bytes(comp_data, comp_length), orig_length));
  }

  /**
   * Gets the current chain, compressed.
   *
   * @param data element 0 gets it
   * @param orig_len element 0 gets the length of the message before
   * @return the compressed length, 0 when it was not compressed
   */
  public static int SSL_CTX_get1_compressed_cert(
      SSL_CTX ctx, int alg, byte[][] data, int[] orig_len) {
    return given(ctx, alg, data, orig_len);
  }

  /** As {@link #SSL_CTX_get1_compressed_cert}, of a connection. */
  public static int SSL_get1_compressed_cert(SSL ssl, int alg, byte[][] data, int[] orig_len) {
    return given(ssl, alg, data, orig_len);
  }

  private static int given(Configured of, int alg, byte[][] data, int[] orig_len) {
    Optional<Configured.Compressed> found = of.compressedCertificate(alg);
    if (found.isEmpty()) {
      return 0;
    }
    data[0] = found.get().bytes().toArray();
    orig_len[0] = found.get().length();
    return data[0].length;
  }

  private static Bytes bytes(byte[] data, int length) {
    return Bytes.copyOf(data, 0, length);
  }
}
