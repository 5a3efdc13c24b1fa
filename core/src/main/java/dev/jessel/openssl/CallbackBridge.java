// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.Ssl;
import dev.jessel.SslCallbacks;
import dev.jessel.SslListener;
import dev.jessel.SslRefusal;
import dev.jessel.SslReply;
import dev.jessel.SslSession;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.jca.JcaCryptoProvider;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.HandshakeType;
import dev.jessel.x509.Credential;
import dev.jessel.x509.PeerCertificate;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.List;
import java.util.Optional;

/** Tells C's info and message callbacks, and asks the ALPN callback. */
final class CallbackBridge implements SslListener {
  static final CryptoProvider CRYPTO = JcaCryptoProvider.create();

  private static final int FATAL = 2;

  private final LibSslTypes.SSL handle;
  private final HandshakeNotes notes = new HandshakeNotes(System::nanoTime);
  private boolean begun;
  private boolean started;
  private boolean established;

  CallbackBridge(LibSslTypes.SSL handle) {
    this.handle = handle;
  }

  @Override
  public void state(Ssl ssl, String state) {
    begin(ssl);
    if (!started) {
      started = true;
      inform(LibSslTypes.SSL_CB_HANDSHAKE_START, 1);
    }
    inform(side() | LibSslTypes.SSL_CB_LOOP, 1);
    if (state.equals("Established")) {
      established = true;
      handle.sessions().established(ssl);
      inform(LibSslTypes.SSL_CB_HANDSHAKE_DONE, 1);
    }
  }

  @Override
  public void handshakeMessage(Ssl ssl, boolean sent, Bytes message) {
    begin(ssl);
    notes.message(ssl.isServer(), sent, message);
    if (established && message.at(0) == HandshakeType.CLIENT_HELLO.code()) {
      handle.sessions().started(ssl.isServer(), false);
      inform(LibSslTypes.SSL_CB_HANDSHAKE_START, 1);
    }
    if (!sent) {
      showExtensions(ssl, message);
    }
    show(sent, LibSslTypes.SSL3_RT_HANDSHAKE, message.toArray());
  }

  @Override
  public void ssl2Message(Ssl ssl, boolean sent, Bytes message) {
    notes.message(ssl.isServer(), sent, message);
    show(sent, LibSslTypes.SSL2_VERSION, 0, message.toArray());
  }

  @Override
  public void changeCipherSpec(Ssl ssl, boolean sent) {
    show(sent, LibSslTypes.SSL3_RT_CHANGE_CIPHER_SPEC, new byte[] {1});
  }

  @Override
  public void alert(Ssl ssl, boolean sent, int level, AlertDescription alert) {
    show(sent, LibSslTypes.SSL3_RT_ALERT, new byte[] {(byte) level, (byte) alert.code()});
    if (level == FATAL) {
      handle.sessions().failed();
    }
    inform(
        sent ? LibSslTypes.SSL_CB_WRITE_ALERT : LibSslTypes.SSL_CB_READ_ALERT,
        level << 8 | alert.code());
  }

  @Override
  public void session(Ssl ssl, SslSession session) {
    handle.sessions().received(ssl, session);
  }

  @Override
  public void sessionIssued(Ssl ssl, SslSession session) {
    handle.sessions().issued(session);
  }

  /** What the messages of the handshake said. */
  HandshakeNotes notes() {
    return notes;
  }

  /** A call that ran the handshake returns. */
  void exit(boolean done) {
    inform(side() | LibSslTypes.SSL_CB_EXIT, done ? 1 : -1);
  }

  /** A server may fail with the first message, before it has come to any state. */
  private void begin(Ssl ssl) {
    if (!begun) {
      begun = true;
      handle.sessions().started(ssl.isServer(), true);
    }
  }

  /** The next state belongs to another handshake. */
  void startOver() {
    begun = false;
    started = false;
    established = false;
    notes.startOver();
  }

  Optional<String> selectProtocol(List<String> offered) {
    LibSslTypes.SSL_CTX context = handle.context();
    if (context.alpnCallback.isEmpty()) {
      return Optional.empty();
    }
    byte[][] out = new byte[1][];
    int answer =
        context.alpnCallback.get().select(handle, out, wire(offered), context.alpnArgument);
    if (answer == LibSslTypes.SSL_TLSEXT_ERR_OK && out[0] != null) {
      return Optional.of(new String(out[0], StandardCharsets.ISO_8859_1));
    }
    if (answer == LibSslTypes.SSL_TLSEXT_ERR_ALERT_FATAL) {
      throw new SslRefusal(SslReason.NO_APPLICATION_PROTOCOL);
    }
    return Optional.empty();
  }

  /** Asks the callbacks that look at a ClientHello; each may change what the server shows. */
  SslReply<Boolean> inspect(SslCallbacks.ClientHelloView hello) {
    handle.hostName = hello.serverName();
    if (!askAboutHello()) {
      return SslReply.later();
    }
    LibSslTypes.SSL_CTX context = handle.context();
    int[] alert = {AlertDescription.UNRECOGNIZED_NAME.code()};
    int answer =
        context
            .servernameCallback
            .map(callback -> callback.servername(handle, alert, context.servernameArgument))
            .orElse(LibSslTypes.SSL_TLSEXT_ERR_NOACK);
    if (answer == LibSslTypes.SSL_TLSEXT_ERR_ALERT_FATAL) {
      throw new SslRefusal(SslReason.UNRECOGNIZED_NAME, new AlertDescription(alert[0] & 0xFF));
    }
    boolean acknowledged = answer == LibSslTypes.SSL_TLSEXT_ERR_OK;
    handle.change(builder -> builder.acknowledgeServerName(acknowledged));
    return SslReply.now(true);
  }

  /** False for later. */
  private boolean askAboutHello() {
    LibSslTypes.SSL_CTX context = handle.context();
    int[] alert = {AlertDescription.INTERNAL_ERROR.code()};
    int answer =
        context
            .helloCallback
            .map(callback -> callback.hello(handle, alert, context.helloArgument))
            .orElse(LibSslTypes.SSL_CLIENT_HELLO_SUCCESS);
    if (answer == LibSslTypes.SSL_CLIENT_HELLO_ERROR) {
      throw new SslRefusal(SslReason.CALLBACK_FAILED, new AlertDescription(alert[0] & 0xFF));
    }
    return answer > 0;
  }

  /** Shows the extensions of what the peer sent, one by one. */
  private void showExtensions(Ssl ssl, Bytes message) {
    handle.extensionCallback.ifPresent(
        callback ->
            PeerExtensions.in(message)
                .forEach(
                    (type, body) ->
                        callback.extension(
                            handle,
                            ssl.isServer() ? 0 : 1,
                            type,
                            body.toArray(),
                            body.length(),
                            handle.extensionArgument)));
  }

  /** Chooses among the certificates as they are once the application was asked. */
  SslReply<Optional<Credential>> choose(SslCallbacks.CredentialWanted wanted) {
    int asked = handle.certificates().ask(handle);
    if (asked < 0) {
      return SslReply.later();
    }
    if (asked == 0) {
      throw new SslRefusal(SslReason.CERT_CB_ERROR);
    }
    boolean lacksAny = handle.credentials().credentials().isEmpty();
    return lacksAny && !handle.ssl().isServer() && !askClient()
        ? SslReply.later()
        : SslReply.now(best(wanted));
  }

  private Optional<Credential> best(SslCallbacks.CredentialWanted wanted) {
    ChainCheck check = new ChainCheck(handle);
    return handle.credentials().credentials().stream()
        .filter(wanted::fits)
        .filter(own -> !handle.certificates().isStrict() || check.isValid(own))
        .findFirst();
  }

  /** Asks for a client's certificate and takes what comes; false for later. */
  private boolean askClient() {
    PeerCertificate[] certificate = new PeerCertificate[1];
    PrivateKey[] key = new PrivateKey[1];
    int asked =
        handle
            .context()
            .clientCertCallback
            .map(callback -> callback.choose(handle, certificate, key))
            .orElse(0);
    if (asked > 0 && !handle.certificateAndKey(certificate[0], key[0], List.of(), true)) {
      throw new SslRefusal(SslReason.BAD_DATA_RETURNED_BY_CALLBACK);
    }
    return asked >= 0;
  }

  /** Asks the padding callback, which counts the type byte too. */
  int padding(int type, int length) {
    long zeros =
        handle
            .paddingCallback
            .map(callback -> callback.padding(handle, type, length + 1L, handle.paddingArgument))
            .orElse(0L);
    return (int) Math.max(0, Math.min(zeros, LibSslTypes.SSL3_RT_MAX_PLAIN_LENGTH));
  }

  void keyLog(String line) {
    handle.context().keyLogCallback.ifPresent(callback -> callback.line(handle, line));
  }

  private void inform(int where, int value) {
    handle.infoCallback.ifPresent(callback -> callback.info(handle, where, value));
  }

  private void show(boolean sent, int type, byte[] bytes) {
    show(sent, LibSsl.SSL_version(handle), type, bytes);
  }

  private void show(boolean sent, int version, int type, byte[] bytes) {
    handle.messageCallback.ifPresent(
        callback ->
            callback.message(sent ? 1 : 0, version, type, bytes, handle, handle.messageArgument));
  }

  private int side() {
    return handle.ssl().isServer() ? LibSslTypes.SSL_ST_ACCEPT : LibSslTypes.SSL_ST_CONNECT;
  }

  private static byte[] wire(List<String> names) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String name : names) {
      byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
      out.write(bytes.length);
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }
}
