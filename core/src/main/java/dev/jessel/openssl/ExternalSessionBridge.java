// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslCallbacks.ExternalSession;
import dev.jessel.SslCallbacks.SessionWanted;
import dev.jessel.SslContext;
import dev.jessel.SslRefusal;
import dev.jessel.SslReply;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.openssl.LibSslTickets.tls_session_secret_cb_fn;
import dev.jessel.openssl.LibSslTickets.tls_session_ticket_ext_cb_fn;
import dev.jessel.openssl.LibSslTypes.SSL;
import dev.jessel.openssl.LibSslTypes.SSL_CIPHER;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Asks C's callbacks for sessions that no handshake has made, as EAP-FAST has them. */
final class ExternalSessionBridge {
  private final SSL handle;
  private Optional<tls_session_secret_cb_fn> secret = Optional.empty();
  private Object secretArgument;
  private Optional<tls_session_ticket_ext_cb_fn> reader = Optional.empty();
  private Object readerArgument;
  private Bytes ticket = Bytes.EMPTY;
  private boolean asksForTickets = true;

  ExternalSessionBridge(SSL handle) {
    this.handle = handle;
  }

  void secret(tls_session_secret_cb_fn callback, Object argument) {
    secret = Optional.ofNullable(callback);
    secretArgument = argument;
  }

  void reader(tls_session_ticket_ext_cb_fn callback, Object argument) {
    reader = Optional.ofNullable(callback);
    readerArgument = argument;
  }

  /** Sets what the extension says, empty for no extension at all. */
  void ticket(Optional<Bytes> content) {
    ticket = content.orElse(Bytes.EMPTY);
    asksForTickets = content.isPresent();
  }

  SslContext.Builder apply(SslContext.Builder builder) {
    return builder
        .externalSessionFinder(secret.map(any -> this::find))
        .ticketReader(reader.map(any -> this::read))
        .externalTicket(ticket)
        .asksForTickets(asksForTickets);
  }

  private SslReply<Optional<ExternalSession>> find(SessionWanted wanted) {
    byte[] room = new byte[LibSslTickets.SSL_MAX_MASTER_KEY_LENGTH];
    int[] length = {room.length};
    SSL_CIPHER[] cipher = new SSL_CIPHER[1];
    List<SSL_CIPHER> peers = handle.ssl().isServer() ? known(wanted.suites()) : null;
    try {
      int given = secret.orElseThrow().secret(handle, room, length, peers, cipher, secretArgument);
      if (given == 0 || length[0] <= 0) {
        return SslReply.now(Optional.empty());
      }
      if (length[0] > room.length) {
        throw new SslRefusal(SslReason.BAD_DATA_RETURNED_BY_CALLBACK);
      }
      Optional<CipherSuite> suite = Optional.ofNullable(cipher[0]).map(SSL_CIPHER::suite);
      Secret main = Secret.take(Arrays.copyOf(room, length[0]));
      return SslReply.now(Optional.of(new ExternalSession(main, suite)));
    } finally {
      Arrays.fill(room, (byte) 0);
    }
  }

  private static List<SSL_CIPHER> known(List<CipherSuite> suites) {
    return suites.stream()
        .filter(suite -> SuiteParameters.of(suite).isPresent())
        .map(SSL_CIPHER::new)
        .toList();
  }

  private void read(Bytes content) {
    byte[] data = content.toArray();
    if (reader.orElseThrow().ticket(handle, data, data.length, readerArgument) == 0) {
      throw handle.ssl().isServer()
          ? new SslRefusal(SslReason.CALLBACK_FAILED, AlertDescription.INTERNAL_ERROR)
          : new SslRefusal(SslReason.BAD_EXTENSION, AlertDescription.HANDSHAKE_FAILURE);
    }
  }
}
