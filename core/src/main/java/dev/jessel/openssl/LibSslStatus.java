// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.wire.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * OCSP responses that travel with certificates. Where C has structures there is DER: an
 * OCSPResponse, a ResponderID, Extensions.
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_set_tlsext_status_cb/">
 *     SSL_CTX_set_tlsext_status_cb(3)</a>
 */
public class LibSslStatus extends LibSslCompression {
  /** No response is asked for. */
  public static final int TLSEXT_STATUSTYPE_nothing = -1;

  /** An OCSP response is asked for. */
  public static final int TLSEXT_STATUSTYPE_ocsp = 1;

  LibSslStatus() {}

  /**
   * Sets who says what a server sends, and judges what a client got; null for nobody. Without one a
   * server sends nothing. Returns 1.
   */
  public static int SSL_CTX_set_tlsext_status_cb(SSL_CTX ctx, SSL_tlsext_status_cb callback) {
    ctx.statusCallback = Optional.ofNullable(callback);
    return 1;
  }

  /** Gets that callback into element 0; null for none. Returns 1. */
  public static int SSL_CTX_get_tlsext_status_cb(SSL_CTX ctx, SSL_tlsext_status_cb[] callback) {
    callback[0] = ctx.statusCallback.orElse(null);
    return 1;
  }

  /** Sets what the callback is told. Returns 1. */
  public static int SSL_CTX_set_tlsext_status_arg(SSL_CTX ctx, Object arg) {
    ctx.statusArgument = arg;
    return 1;
  }

  /** Gets what the callback is told into element 0. Returns 1. */
  public static int SSL_CTX_get_tlsext_status_arg(SSL_CTX ctx, Object[] arg) {
    arg[0] = ctx.statusArgument;
    return 1;
  }

  /** Sets what clients ask for, {@code TLSEXT_STATUSTYPE_...}. Returns 1. */
  public static int SSL_CTX_set_tlsext_status_type(SSL_CTX ctx, int type) {
    ctx.statusType = type;
    return 1;
  }

  /** What clients ask for, {@code TLSEXT_STATUSTYPE_...}. */
  public static int SSL_CTX_get_tlsext_status_type(SSL_CTX ctx) {
    return ctx.statusType;
  }

  /** Sets what a client asks for, {@code TLSEXT_STATUSTYPE_...}. Returns 1. */
  public static int SSL_set_tlsext_status_type(SSL ssl, int type) {
    ssl.status().type(type);
    return 1;
  }

  /** What a client asks for, {@code TLSEXT_STATUSTYPE_...}. */
  public static int SSL_get_tlsext_status_type(SSL ssl) {
    return ssl.status().type();
  }

  /** Sets whose responses a client trusts, each a ResponderID in DER. Returns 1. */
  public static int SSL_set_tlsext_status_ids(SSL ssl, List<byte[]> ids) {
    ssl.status().responderIds(ids.stream().map(Bytes::of).toList());
    return 1;
  }

  /** Gets those into element 0. Returns 1. */
  public static int SSL_get_tlsext_status_ids(SSL ssl, List<byte[]>[] ids) {
    ids[0] = ssl.status().responderIds().stream().map(Bytes::toArray).toList();
    return 1;
  }

  /** Sets the extensions of a client's wish, in DER; empty for none. Returns 1. */
  public static int SSL_set_tlsext_status_exts(SSL ssl, byte[] exts) {
    ssl.status().extensions(Bytes.of(exts));
    return 1;
  }

  /** Gets those into element 0. Returns 1. */
  public static int SSL_get_tlsext_status_exts(SSL ssl, byte[][] exts) {
    exts[0] = ssl.status().extensions().toArray();
    return 1;
  }

  /** Sets what a server sends with its own certificate; null for nothing. Returns 1. */
  public static int SSL_set_tlsext_status_ocsp_resp(SSL ssl, byte[] resp, int resplen) {
    ssl.status()
        .responses(resp == null ? List.of() : List.of(Bytes.of(Arrays.copyOf(resp, resplen))));
    return 1;
  }

  /** Gets what a server sends, or a client got, into element 0: its length, or -1 for nothing. */
  public static int SSL_get_tlsext_status_ocsp_resp(SSL ssl, byte[][] resp) {
    resp[0] = ssl.status().responses().stream().findFirst().map(Bytes::toArray).orElse(null);
    return resp[0] == null ? -1 : resp[0].length;
  }

  /**
   * Sets what a server sends with its chain, one for each certificate; null where there is none.
   * TLS 1.2 has room for the first one. Returns 1.
   */
  public static int SSL_set0_tlsext_status_ocsp_resp_ex(SSL ssl, List<byte[]> resps) {
    ssl.status()
        .responses(
            resps == null
                ? List.of()
                : resps.stream().map(r -> r == null ? Bytes.EMPTY : Bytes.of(r)).toList());
    return 1;
  }

  /** Gets what a server sends, or a client got, into element 0; returns how many, -1 for none. */
  public static int SSL_get0_tlsext_status_ocsp_resp_ex(SSL ssl, List<byte[]>[] resps) {
    List<Bytes> all = ssl.status().responses();
    resps[0] = all.isEmpty() ? null : all.stream().map(Bytes::toArray).toList();
    return all.isEmpty() ? -1 : all.size();
  }
}
