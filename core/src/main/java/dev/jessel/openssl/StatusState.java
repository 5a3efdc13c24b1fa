// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslRefusal;
import dev.jessel.SslReply;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.openssl.LibSslTypes.SSL_CTX;
import dev.jessel.wire.Bytes;
import dev.jessel.x509.Credential;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.VerifyResult;
import java.util.List;
import java.util.Optional;

/** What a connection has to do with OCSP responses, and the callback of its context. */
final class StatusState {
  private final LibSslTypes.SSL handle;
  private int type = LibSslStatus.TLSEXT_STATUSTYPE_nothing;
  private List<Bytes> responderIds = List.of();
  private Bytes extensions = Bytes.EMPTY;
  private List<Bytes> responses = List.of();
  private boolean judged;

  StatusState(LibSslTypes.SSL handle) {
    this.handle = handle;
  }

  int type() {
    return type;
  }

  void type(int value) {
    type = value;
    request();
  }

  List<Bytes> responderIds() {
    return responderIds;
  }

  void responderIds(List<Bytes> value) {
    responderIds = List.copyOf(value);
    request();
  }

  Bytes extensions() {
    return extensions;
  }

  void extensions(Bytes value) {
    extensions = value;
    request();
  }

  private void request() {
    boolean asks = type == LibSslStatus.TLSEXT_STATUSTYPE_ocsp;
    handle.change(
        builder -> builder.statusRequest(asks).statusRequestFor(responderIds, extensions));
  }

  /** What a server sends, or what a client got. */
  List<Bytes> responses() {
    return handle.ssl().isServer() ? responses : handle.ssl().ocspResponse().stream().toList();
  }

  void responses(List<Bytes> value) {
    responses = List.copyOf(value);
  }

  /** Begins anew with the same settings. */
  void startOver() {
    judged = false;
  }

  /** A server has its callback say what goes with its chain; without one, nothing does. */
  List<Bytes> send(Credential credential) {
    SSL_CTX context = handle.context();
    boolean wanted = handle.ssl().isServer() && !credential.isRawPublicKey();
    int answer =
        wanted
            ? context
                .statusCallback
                .map(callback -> callback.status(handle, context.statusArgument))
                .orElse(LibSslTypes.SSL_TLSEXT_ERR_NOACK)
            : LibSslTypes.SSL_TLSEXT_ERR_NOACK;
    if (answer == LibSslTypes.SSL_TLSEXT_ERR_ALERT_FATAL) {
      throw new SslRefusal(SslReason.CLIENTHELLO_TLSEXT, AlertDescription.INTERNAL_ERROR);
    }
    return answer == LibSslTypes.SSL_TLSEXT_ERR_OK ? responses : List.of();
  }

  /** A client has its callback judge what came, or that nothing did. */
  SslReply<VerifyResult> judge(List<PeerCertificate> chain, PathVerdict verdict) {
    Optional<LibSslTypes.SSL_tlsext_status_cb> callback = handle.context().statusCallback;
    boolean asked = type == LibSslStatus.TLSEXT_STATUSTYPE_ocsp && !handle.ssl().isServer();
    if (asked && callback.isPresent() && !judged) {
      judged = true;
      int answer = callback.get().status(handle, handle.context().statusArgument);
      if (answer == 0) {
        throw new SslRefusal(SslReason.INVALID_STATUS_RESPONSE);
      }
      if (answer < 0) {
        throw new SslRefusal(SslReason.CALLBACK_FAILED);
      }
    }
    return handle.judge().noteKey(chain, verdict);
  }
}
