// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import dev.jessel.crypto.Encapsulation;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.TlsException;
import dev.jessel.keys.CertificateVerifyContent;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.Cookie;
import dev.jessel.wire.extension.EarlyDataIndication;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.KeyShareClient;
import dev.jessel.wire.extension.KeyShareEntry;
import dev.jessel.wire.extension.KeyShareRetry;
import dev.jessel.wire.extension.KeyShareServer;
import dev.jessel.wire.extension.PreSharedKeyServer;
import dev.jessel.wire.extension.SelectedVersion;
import dev.jessel.wire.extension.SignatureAlgorithms;
import dev.jessel.wire.message.CertificateRequest;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.EncryptedExtensions;
import dev.jessel.wire.message.Finished;
import dev.jessel.wire.message.HandshakeMessage;
import dev.jessel.wire.message.ServerHello;
import dev.jessel.x509.Credential;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A scripted server: its victims are clients. */
public final class ScriptedServer extends ScriptedPeer<ScriptedServer> {
  private static final int RANDOM_LENGTH = 32;

  private final Credential credential;
  private Optional<NamedGroup> retryGroup = Optional.empty();
  private Optional<Bytes> cookie = Optional.empty();
  private boolean asksClient;
  private boolean withPsk;
  private boolean takesEarly;

  private ScriptedServer(Credential credential) {
    this.credential = credential;
  }

  /** A server that shows a credential, which must be one that can sign alone. */
  public static ScriptedServer with(Credential credential) {
    return new ScriptedServer(credential);
  }

  /** Asks the client to come again with a key share of a group. */
  public ScriptedServer retry(NamedGroup group) {
    retryGroup = Optional.of(group);
    return this;
  }

  /** Asks the client to come again with a cookie. */
  public ScriptedServer cookie(Bytes value) {
    cookie = Optional.of(value);
    return this;
  }

  /** Asks the client for a certificate. */
  public ScriptedServer askClient() {
    asksClient = true;
    return this;
  }

  /** Takes {@link TestPsk}, which the client must offer first; there are no certificates then. */
  public ScriptedServer psk() {
    withPsk = true;
    return this;
  }

  /** Takes the early data that its victim sends with {@link TestPsk}. */
  public ScriptedServer takeEarly(String data) {
    takesEarly = true;
    return rejectEarly(data);
  }

  /** Uses {@link TestPsk}, but does not take the early data that its victim sends with it. */
  public ScriptedServer rejectEarly(String data) {
    early(Bytes.of(data.getBytes(StandardCharsets.UTF_8)));
    return psk();
  }

  /**
   * Takes the early data that its victim sends, which then does nothing but read until {@link
   * Conversation#victimEndsEarlyData}, or until it gets what it cannot take before.
   */
  public ScriptedServer halfOpen(String data) {
    halfOpen();
    return takeEarly(data);
  }

  @Override
  ScriptedServer self() {
    return this;
  }

  @Override
  boolean isServer() {
    return true;
  }

  @Override
  void write() {
    step(Move.AWAIT_HELLO, this::awaitHello);
    if (retryGroup.isPresent() || cookie.isPresent()) {
      step(Move.HELLO_RETRY_REQUEST, this::sayRetry);
      step(Move.AWAIT_SECOND_HELLO, talk -> talk.await(ClientHello.class));
    }
    step(Move.SERVER_HELLO, this::sayHello);
    step(Move.DUMMY, Conversation::dummy);
    step(Move.HANDSHAKE_KEYS, talk -> talk.writeIn(Epoch.HANDSHAKE));
    step(
        Move.ENCRYPTED_EXTENSIONS,
        talk ->
            talk.move(Move.ENCRYPTED_EXTENSIONS, new EncryptedExtensions(encryptedExtensions())));
    if (asksClient) {
      step(Move.CERTIFICATE_REQUEST, talk -> talk.move(Move.CERTIFICATE_REQUEST, request()));
    }
    if (!withPsk) {
      writeAuthentication();
    }
    step(Move.FINISHED, ScriptedServer::sayFinished);
    step(Move.APPLICATION_KEYS, talk -> talk.writeIn(Epoch.APPLICATION));
    step(Move.AWAIT_FINISHED, ScriptedServer::awaitFinished);
    step(Move.ESTABLISHED, Conversation::victimReads);
  }

  private void writeAuthentication() {
    step(Move.CERTIFICATE, talk -> talk.move(Move.CERTIFICATE, Proofs.certificate(credential)));
    step(
        Move.CERTIFICATE_VERIFY,
        talk ->
            talk.move(
                Move.CERTIFICATE_VERIFY,
                Proofs.verify(
                    talk.crypto(),
                    credential,
                    CertificateVerifyContent.server(talk.transcript().hash()))));
  }

  private void awaitHello(Conversation talk) {
    ClientHello hello = talk.await(ClientHello.class);
    if (hello.extensions().contains(ExtensionType.EARLY_DATA)) {
      talk.deriveEarlyKeys();
    }
  }

  private Extensions encryptedExtensions() {
    return takesEarly
        ? Extensions.of(new EarlyDataIndication(OptionalLong.empty()))
        : Extensions.EMPTY;
  }

  private void sayRetry(Conversation talk) {
    ClientHello hello = talk.heard(ClientHello.class);
    talk.retried(suite(hello));
    List<Extension> extensions = new ArrayList<>();
    extensions.add(new SelectedVersion(ProtocolVersion.TLS_1_3));
    retryGroup.ifPresent(group -> extensions.add(new KeyShareRetry(group)));
    cookie.ifPresent(value -> extensions.add(new Cookie(value)));
    talk.move(
        Move.HELLO_RETRY_REQUEST,
        hello(talk, ServerHello.HELLO_RETRY_REQUEST_RANDOM, Extensions.of(extensions)));
  }

  private void sayHello(Conversation talk) {
    ClientHello hello = talk.heard(ClientHello.class);
    talk.choose(suite(hello));
    KeyShareEntry share =
        hello.extensions().find(KeyShareClient.class).orElseThrow().shares().stream()
            .filter(offered -> !offered.group().isGrease())
            .findFirst()
            .orElseThrow();
    Encapsulation answer = answer(talk, share);
    byte[] random = new byte[RANDOM_LENGTH];
    talk.crypto().randomBytes(random);
    Extensions extensions =
        Extensions.of(
            new SelectedVersion(ProtocolVersion.TLS_1_3),
            new KeyShareServer(new KeyShareEntry(share.group(), answer.publicValue())));
    if (withPsk) {
      talk.usePsk();
      extensions = extensions.with(new PreSharedKeyServer(0));
    }
    talk.move(Move.SERVER_HELLO, hello(talk, Bytes.of(random), extensions));
    talk.deriveHandshakeKeys(answer.secret());
  }

  private static Encapsulation answer(Conversation talk, KeyShareEntry share) {
    try {
      return talk.crypto().keyExchange(share.group()).encapsulate(share.keyExchange());
    } catch (TlsException e) {
      throw new IllegalStateException("the victim's key share cannot be used", e);
    }
  }

  private static ServerHello hello(Conversation talk, Bytes random, Extensions extensions) {
    ClientHello hello = talk.heard(ClientHello.class);
    return new ServerHello(
        ProtocolVersion.TLS_1_2, random, hello.sessionId(), suite(hello).suite(), 0, extensions);
  }

  private static SuiteParameters suite(ClientHello hello) {
    return hello.cipherSuites().stream()
        .filter(suite -> !suite.isGrease())
        .findFirst()
        .flatMap(SuiteParameters::of)
        .orElseThrow();
  }

  private static CertificateRequest request() {
    return new CertificateRequest(
        Bytes.EMPTY,
        Extensions.of(
            new SignatureAlgorithms(
                List.of(
                    SignatureScheme.ECDSA_SECP256R1_SHA256,
                    SignatureScheme.RSA_PSS_RSAE_SHA256,
                    SignatureScheme.ED25519))));
  }

  private static void sayFinished(Conversation talk) {
    talk.move(Move.FINISHED, talk.finished());
    if (!talk.hasApplicationKeys()) {
      talk.deriveApplicationKeys();
    }
  }

  private static void awaitFinished(Conversation talk) {
    HandshakeMessage message = talk.await();
    while (!(message instanceof Finished)) {
      message = talk.await();
    }
  }
}
