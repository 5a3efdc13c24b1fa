// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.KeyShare;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.TlsException;
import dev.jessel.keys.CertificateVerifyContent;
import dev.jessel.keys.EarlySecrets;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.Cookie;
import dev.jessel.wire.extension.EarlyDataIndication;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.KeyShareClient;
import dev.jessel.wire.extension.KeyShareEntry;
import dev.jessel.wire.extension.KeyShareRetry;
import dev.jessel.wire.extension.KeyShareServer;
import dev.jessel.wire.extension.OfferedPsk;
import dev.jessel.wire.extension.PreSharedKeyClient;
import dev.jessel.wire.extension.PskKeyExchangeModes;
import dev.jessel.wire.extension.SignatureAlgorithms;
import dev.jessel.wire.extension.SupportedGroups;
import dev.jessel.wire.extension.SupportedVersionsClient;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.EndOfEarlyData;
import dev.jessel.wire.message.Finished;
import dev.jessel.wire.message.HandshakeMessage;
import dev.jessel.wire.message.ServerHello;
import dev.jessel.x509.Credential;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A scripted client: its victims are servers. It offers X25519 and P-256 and a share of the first;
 * a victim that wants another share, or a cookie, needs {@link #expectRetry}.
 */
public final class ScriptedClient extends ScriptedPeer<ScriptedClient> {
  private static final int RANDOM_LENGTH = 32;

  private final List<KeyShare> shares = new ArrayList<>();
  private Optional<Credential> credential = Optional.empty();
  private boolean asked;
  private boolean expectsRetry;
  private boolean withPsk;
  private Bytes earlyData = Bytes.EMPTY;
  private ClientHello hello;

  /** A client without a certificate. */
  public ScriptedClient() {}

  /** A client that shows a credential; its server must ask for one. */
  public ScriptedClient credential(Credential value) {
    credential = Optional.of(value);
    asked = true;
    return this;
  }

  /** The server will ask for a certificate and gets an empty one. */
  public ScriptedClient withoutCredential() {
    asked = true;
    return this;
  }

  /** The server will answer with a HelloRetryRequest. */
  public ScriptedClient expectRetry() {
    expectsRetry = true;
    return this;
  }

  /** A client that offers {@link TestPsk}, and uses it if the server does. */
  public ScriptedClient psk() {
    withPsk = true;
    return this;
  }

  /** A client that sends early data with {@link TestPsk}; its victim reads early data. */
  public ScriptedClient early(String data) {
    earlyData = Bytes.of(data.getBytes(StandardCharsets.UTF_8));
    early(Bytes.EMPTY);
    return psk();
  }

  /** The first ClientHello as it was before any bend; for bends of later steps. */
  public ClientHello firstHello() {
    return hello;
  }

  @Override
  ScriptedClient self() {
    return this;
  }

  @Override
  boolean isServer() {
    return false;
  }

  @Override
  void write() {
    step(Move.CLIENT_HELLO, this::sayHello);
    if (!earlyData.isEmpty()) {
      step(Move.EARLY_DATA, this::sendEarlyData);
    }
    step(Move.AWAIT_HELLO, talk -> talk.await(ServerHello.class));
    if (expectsRetry) {
      step(Move.DUMMY, Conversation::dummy);
      step(Move.SECOND_CLIENT_HELLO, this::sayHelloAgain);
      step(Move.AWAIT_SECOND_HELLO, talk -> talk.await(ServerHello.class));
    }
    step(Move.HANDSHAKE_KEYS, this::agree);
    step(Move.AWAIT_FINISHED, ScriptedClient::awaitFinished);
    if (isEarly()) {
      step(Move.END_OF_EARLY_DATA, talk -> talk.move(Move.END_OF_EARLY_DATA, new EndOfEarlyData()));
      step(Move.HANDSHAKE_KEYS, talk -> talk.writeIn(Epoch.HANDSHAKE));
    }
    if (!expectsRetry) {
      step(Move.DUMMY, Conversation::dummy);
    }
    if (asked) {
      step(Move.CERTIFICATE, talk -> talk.move(Move.CERTIFICATE, certificate()));
    }
    credential.ifPresent(shown -> step(Move.CERTIFICATE_VERIFY, talk -> sayVerify(talk, shown)));
    step(Move.FINISHED, talk -> talk.move(Move.FINISHED, talk.finished()));
    step(Move.APPLICATION_KEYS, talk -> talk.writeIn(Epoch.APPLICATION));
    step(Move.ESTABLISHED, Conversation::listen);
  }

  private void sayHello(Conversation talk) {
    if (hello == null) {
      hello = hello(talk);
    }
    if (!earlyData.isEmpty()) {
      EarlyDataIndication early = new EarlyDataIndication(OptionalLong.empty());
      hello = hello.withExtensions(hello.extensions().with(early));
    }
    talk.move(Move.CLIENT_HELLO, withPsk ? bound(hello, talk) : hello);
  }

  private boolean isEarly() {
    return !earlyData.isEmpty() && !expectsRetry;
  }

  private void sendEarlyData(Conversation talk) {
    talk.deriveEarlyKeys();
    talk.writeIn(Epoch.EARLY);
    talk.data(earlyData);
  }

  /** A ClientHello with the key at its end, and the proof of it. */
  private static ClientHello bound(ClientHello hello, Conversation talk) {
    HashAlgorithm hash = TestPsk.suite().hash();
    ClientHello unbound = withBinder(hello, Bytes.of(new byte[hash.length()]));
    Bytes whole = unbound.encode();
    Bytes truncated = whole.slice(0, whole.length() - 3 - hash.length());
    return withBinder(
        hello,
        EarlySecrets.withPsk(talk.crypto(), hash, TestPsk.key())
            .externalBinder(talk.transcript().hashWith(hash, truncated)));
  }

  private static ClientHello withBinder(ClientHello hello, Bytes binder) {
    PreSharedKeyClient keys =
        new PreSharedKeyClient(List.of(new OfferedPsk(TestPsk.IDENTITY, 0)), List.of(binder));
    return hello.withExtensions(hello.extensions().with(keys));
  }

  private ClientHello hello(Conversation talk) {
    byte[] random = new byte[2 * RANDOM_LENGTH];
    talk.crypto().randomBytes(random);
    shares.add(talk.crypto().keyExchange(NamedGroup.X25519).generate());
    return new ClientHello(
        ProtocolVersion.TLS_1_2,
        Bytes.copyOf(random, 0, RANDOM_LENGTH),
        Bytes.copyOf(random, RANDOM_LENGTH, RANDOM_LENGTH),
        List.of(CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_AES_256_GCM_SHA384),
        Bytes.of((byte) 0),
        Extensions.of(
            new SupportedGroups(List.of(NamedGroup.X25519, NamedGroup.SECP256R1)),
            new SignatureAlgorithms(
                List.of(
                    SignatureScheme.ECDSA_SECP256R1_SHA256,
                    SignatureScheme.RSA_PSS_RSAE_SHA256,
                    SignatureScheme.ED25519)),
            new SupportedVersionsClient(List.of(ProtocolVersion.TLS_1_3)),
            new PskKeyExchangeModes(List.of(PskKeyExchangeModes.PSK_DHE_KE)),
            keyShares()));
  }

  private KeyShareClient keyShares() {
    return new KeyShareClient(
        shares.stream().map(s -> new KeyShareEntry(s.group(), s.publicValue())).toList());
  }

  private void sayHelloAgain(Conversation talk) {
    ServerHello retry = talk.heard(ServerHello.class);
    Extensions extensions = hello.extensions();
    Optional<NamedGroup> group =
        retry.extensions().find(KeyShareRetry.class).map(KeyShareRetry::group);
    if (group.isPresent()) {
      shares.clear();
      shares.add(talk.crypto().keyExchange(group.get()).generate());
      extensions = extensions.with(keyShares());
    }
    Optional<Cookie> cookie = retry.extensions().find(Cookie.class);
    if (cookie.isPresent()) {
      extensions = extensions.with(cookie.get());
    }
    ClientHello again = hello.withExtensions(extensions.without(ExtensionType.EARLY_DATA));
    talk.writeIn(Epoch.PLAIN);
    talk.move(Move.SECOND_CLIENT_HELLO, withPsk ? bound(again, talk) : again);
  }

  private void agree(Conversation talk) {
    ServerHello answer = talk.heard(ServerHello.class);
    KeyShareEntry theirs = answer.extensions().find(KeyShareServer.class).orElseThrow().share();
    KeyShare ours =
        shares.stream().filter(s -> s.group().equals(theirs.group())).findFirst().orElseThrow();
    talk.choose(SuiteParameters.of(answer.cipherSuite()).orElseThrow());
    if (answer.extensions().contains(ExtensionType.PRE_SHARED_KEY)) {
      talk.usePsk();
    }
    try {
      talk.deriveHandshakeKeys(ours.decapsulate(theirs.keyExchange()));
    } catch (TlsException e) {
      throw new IllegalStateException("the victim's key share cannot be used", e);
    }
    if (!isEarly()) {
      talk.writeIn(Epoch.HANDSHAKE);
    }
  }

  private CertificateMessage certificate() {
    return credential
        .map(Proofs::certificate)
        .orElseGet(() -> new CertificateMessage(Bytes.EMPTY, List.of()));
  }

  private static void sayVerify(Conversation talk, Credential shown) {
    byte[] content = CertificateVerifyContent.client(talk.transcript().hash());
    talk.move(Move.CERTIFICATE_VERIFY, Proofs.verify(talk.crypto(), shown, content));
  }

  private static void awaitFinished(Conversation talk) {
    HandshakeMessage message = talk.await();
    while (!(message instanceof Finished)) {
      message = talk.await();
    }
    talk.deriveApplicationKeys();
  }
}
