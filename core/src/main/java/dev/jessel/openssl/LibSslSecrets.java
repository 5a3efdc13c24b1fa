// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.wire.Bytes;

/**
 * What only the two peers know, and what both threw in.
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_export_keying_material/">
 *     SSL_export_keying_material(3)</a>
 */
public class LibSslSecrets extends LibSslPsk {
  LibSslSecrets() {}

  /**
   * Makes keying material that only the two peers know.
   *
   * @param out gets it
   * @param olen how many bytes
   * @param label what it is for
   * @param context what it is bound to
   * @param use_context 0 to ignore the context
   * @return 1, or 0 before the keys are known
   */
  public static int SSL_export_keying_material(
      SSL ssl, byte[] out, int olen, String label, byte[] context, int use_context) {
    try {
      byte[] made = ssl.ssl().exportKeyingMaterial(label, use_context == 0 ? null : context, olen);
      System.arraycopy(made, 0, out, 0, olen);
      return 1;
    } catch (IllegalStateException | IllegalArgumentException e) {
      return flag(
          Configured.refuse(ERR_LIB_SSL, ErrorCode.PASSED_INVALID_ARGUMENT, e.getMessage()));
    }
  }

  /** Copies the ClientHello's random; returns the bytes copied, or with no room how many. */
  public static int SSL_get_client_random(SSL ssl, byte[] out, int outlen) {
    return copied(ssl.ssl().clientRandom(), out, outlen);
  }

  /** Copies the ServerHello's random; returns the bytes copied, or with no room how many. */
  public static int SSL_get_server_random(SSL ssl, byte[] out, int outlen) {
    return copied(ssl.ssl().serverRandom(), out, outlen);
  }

  /**
   * Copies what our Finished message said; an old way to bind something to a connection.
   *
   * @param buf gets up to {@code count} bytes
   * @return how many there are; 0 before the message
   */
  public static int SSL_get_finished(SSL ssl, byte[] buf, int count) {
    return head(ssl.notes().ownFinished(), buf, count);
  }

  /**
   * Copies what the peer's Finished message said.
   *
   * @param buf gets up to {@code count} bytes
   * @return how many there are; 0 before the message
   */
  public static int SSL_get_peer_finished(SSL ssl, byte[] buf, int count) {
    return head(ssl.notes().peerFinished(), buf, count);
  }

  private static int head(Bytes bytes, byte[] out, int most) {
    int count = Math.min(most, bytes.length());
    System.arraycopy(bytes.toArray(), 0, out, 0, count);
    return bytes.length();
  }

  private static int copied(Bytes bytes, byte[] out, int outlen) {
    if (outlen == 0) {
      return bytes.length();
    }
    int count = Math.min(outlen, bytes.length());
    System.arraycopy(bytes.toArray(), 0, out, 0, count);
    return count;
  }
}
