// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import dev.jessel.crypto.BulkCipher;
import dev.jessel.crypto.DhParameters;
import dev.jessel.crypto.KeyExchange;
import dev.jessel.crypto.KeyShare;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.EncryptThenMac;
import dev.jessel.wire.extension.ExtendedMasterSecret;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.SessionTicket;
import dev.jessel.wire.extension.SignatureAlgorithms;
import dev.jessel.wire.message.CertificateMessage12;
import dev.jessel.wire.message.CertificateRequest12;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.ClientKeyExchange;
import dev.jessel.wire.message.ClientKeyParameters;
import dev.jessel.wire.message.DhPublic;
import dev.jessel.wire.message.DigitalSignature;
import dev.jessel.wire.message.EcdhPublic;
import dev.jessel.wire.message.Finished;
import dev.jessel.wire.message.HelloRequest;
import dev.jessel.wire.message.NewSessionTicket12;
import dev.jessel.wire.message.ServerHello;
import dev.jessel.wire.message.ServerHelloDone;
import dev.jessel.wire.message.ServerKeyParameters;
import dev.jessel.x509.Credential;
import dev.jessel.x509.PeerCertificate;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A scripted server of TLS 1.2: its victims are clients. */
public final class ScriptedServer12 extends ScriptedPeer12<ScriptedServer12> {
  private static final int RANDOM_LENGTH = 32;

  private final CipherSuite chosen;
  private final SuiteParameters parameters;
  private Optional<Credential> credential = Optional.empty();
  private boolean extended = true;
  private boolean asksClient;
  private Optional<Bytes> ticket = Optional.empty();
  private NamedGroup group = NamedGroup.X25519;
  private Optional<DhParameters> field = Optional.empty();
  private UnaryOperator<ServerKeyParameters> shareBend = UnaryOperator.identity();
  private UnaryOperator<Bytes> signedBend = UnaryOperator.identity();
  private Optional<SignatureScheme> scheme = Optional.empty();
  private KeyShare share;

  private ScriptedServer12(CipherSuite chosen) {
    this.chosen = chosen;
    this.parameters = SuiteParameters.of(chosen).orElseThrow();
  }

  /** A server that chooses a suite, whatever it is offered. */
  public static ScriptedServer12 of(CipherSuite suite) {
    return new ScriptedServer12(suite);
  }

  /** What it shows, in suites that have a certificate. */
  public ScriptedServer12 credential(Credential value) {
    credential = Optional.of(value);
    return this;
  }

  /** Does not bind the main secret to the handshake (RFC 7627). */
  public ScriptedServer12 withoutExtendedMainSecret() {
    extended = false;
    return this;
  }

  /** Asks the client for a certificate. */
  public ScriptedServer12 askClient() {
    asksClient = true;
    return this;
  }

  /** Gives a ticket to a client that takes some. */
  public ScriptedServer12 ticket(Bytes value) {
    ticket = Optional.of(value);
    noteTicket(value);
    return this;
  }

  /** Exchanges keys in another group than X25519. */
  public ScriptedServer12 group(NamedGroup value) {
    group = value;
    return this;
  }

  /** Exchanges keys in another field than ffdhe2048. */
  public ScriptedServer12 field(DhParameters value) {
    field = Optional.of(value);
    return this;
  }

  /** Changes the key share before it is signed. */
  public ScriptedServer12 share(UnaryOperator<ServerKeyParameters> change) {
    shareBend = change;
    return this;
  }

  /** Signs something else than both randoms and the key share. */
  public ScriptedServer12 signing(UnaryOperator<Bytes> content) {
    signedBend = content;
    return this;
  }

  /** Signs in a scheme of choice. */
  public ScriptedServer12 scheme(SignatureScheme value) {
    scheme = Optional.of(value);
    return this;
  }

  @Override
  ScriptedServer12 self() {
    return this;
  }

  @Override
  boolean isServer() {
    return true;
  }

  @Override
  void write() {
    if (isFollowing()) {
      step(Move.HELLO_REQUEST, talk -> talk.slipIn(new HelloRequest()));
    }
    step(Move.AWAIT_HELLO, talk -> talk.await(ClientHello.class));
    step(Move.SERVER_HELLO, this::sayHello);
    if (resumed().isPresent()) {
      step(Move.CHANGE_CIPHER_SPEC, Conversation::changeCipherSpec);
      step(Move.FINISHED, this::sayFinished);
      step(Move.AWAIT_FINISHED, talk -> awaitUpTo(talk, Finished.class));
    } else {
      writeFlight();
      step(Move.AWAIT_FLIGHT, this::awaitKeyExchange);
      step(Move.AWAIT_FINISHED, talk -> awaitUpTo(talk, Finished.class));
      ticket.ifPresent(
          value ->
              step(
                  Move.NEW_SESSION_TICKET,
                  talk -> talk.move(Move.NEW_SESSION_TICKET, new NewSessionTicket12(60, value))));
      step(Move.CHANGE_CIPHER_SPEC, Conversation::changeCipherSpec);
      step(Move.FINISHED, this::sayFinished);
    }
    step(Move.ESTABLISHED, Conversation::victimReads);
  }

  private void writeFlight() {
    if (parameters.authentication().usesCertificate()) {
      step(Move.CERTIFICATE, talk -> talk.move(Move.CERTIFICATE, certificate()));
    }
    if (parameters.keyExchange().isEphemeral()) {
      step(Move.SERVER_KEY_EXCHANGE, this::sayKeyExchange);
    }
    if (asksClient) {
      step(Move.CERTIFICATE_REQUEST, talk -> talk.move(Move.CERTIFICATE_REQUEST, request()));
    }
    step(Move.SERVER_HELLO_DONE, talk -> talk.move(Move.SERVER_HELLO_DONE, new ServerHelloDone()));
  }

  private void sayHello(Conversation talk) {
    ClientHello hello = talk.heard(ClientHello.class);
    ServerHello honest =
        new ServerHello(
            ProtocolVersion.TLS_1_2,
            random(talk),
            resumed().isPresent() ? hello.sessionId() : sessionId(talk),
            chosen,
            0,
            Extensions.of(extensions(hello, talk)));
    Bytes said = talk.move(Move.SERVER_HELLO, honest);
    agreed(hello, read(ServerHello.class, honest, said), talk);
    resumed().ifPresent(session -> deriveFrom(talk, session));
  }

  private List<Extension> extensions(ClientHello hello, Conversation talk) {
    List<Extension> answers = new ArrayList<>();
    if (hello.extensions().contains(ExtensionType.RENEGOTIATION_INFO)) {
      answers.add(renegotiationInfo(talk));
    }
    if (extended && hello.extensions().contains(ExtensionType.EXTENDED_MASTER_SECRET)) {
      answers.add(new ExtendedMasterSecret());
    }
    if (parameters.cipher().kind() == BulkCipher.Kind.BLOCK
        && hello.extensions().contains(ExtensionType.ENCRYPT_THEN_MAC)) {
      answers.add(new EncryptThenMac());
    }
    if (ticket.isPresent() && resumed().isEmpty()) {
      answers.add(SessionTicket.NONE);
    }
    return answers;
  }

  private Bytes sessionId(Conversation talk) {
    return ticket.isPresent() ? Bytes.EMPTY : random(talk);
  }

  private static Bytes random(Conversation talk) {
    byte[] random = new byte[RANDOM_LENGTH];
    talk.crypto().randomBytes(random);
    return Bytes.of(random);
  }

  private CertificateMessage12 certificate() {
    return new CertificateMessage12(
        credential.orElseThrow().chain().stream().map(PeerCertificate::der).toList());
  }

  private void sayKeyExchange(Conversation talk) {
    Optional<EcdhPublic> ecdh = Optional.empty();
    Optional<DhPublic> dh = Optional.empty();
    if (parameters.keyExchange().usesCurve()) {
      share = talk.crypto().keyExchange(group).generate();
      ecdh = Optional.of(new EcdhPublic(group, share.publicValue()));
    } else {
      DhParameters numbers =
          field.orElseGet(() -> talk.crypto().dhParameters(NamedGroup.FFDHE2048).orElseThrow());
      share = exchange(talk, numbers).generate();
      dh = Optional.of(new DhPublic(numbers.prime(), numbers.generator(), share.publicValue()));
    }
    Optional<Bytes> hint =
        parameters.keyExchange().usesPsk() ? Optional.of(Bytes.EMPTY) : Optional.empty();
    ServerKeyParameters says =
        shareBend.apply(new ServerKeyParameters(hint, ecdh, dh, Optional.empty()));
    talk.move(
        Move.SERVER_KEY_EXCHANGE,
        parameters.authentication().usesCertificate()
            ? says.signed(signature(talk, says.share())).message()
            : says.message());
  }

  private static KeyExchange exchange(Conversation talk, DhParameters numbers) {
    try {
      return talk.crypto().keyExchange(numbers);
    } catch (TlsException e) {
      throw new IllegalStateException("such a field cannot be had: bend the share instead", e);
    }
  }

  private DigitalSignature signature(Conversation talk, Bytes said) {
    Credential by = credential.orElseThrow();
    SignatureScheme how = scheme.orElseGet(() -> agreedScheme(talk, by));
    byte[] content = signedBend.apply(randoms().plus(said)).toArray();
    try {
      return new DigitalSignature(
          how, talk.crypto().signer(by.privateKey(), how, ProtocolVersion.TLS_1_2).sign(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private SignatureScheme agreedScheme(Conversation talk, Credential by) {
    List<SignatureScheme> theirs =
        clientHello().extensions().find(SignatureAlgorithms.class).orElseThrow().schemes();
    return talk.crypto().schemesFor(by.publicKey(), ProtocolVersion.TLS_1_2).stream()
        .filter(theirs::contains)
        .findFirst()
        .orElseThrow();
  }

  private static CertificateRequest12 request() {
    List<SignatureScheme> schemes =
        List.of(
            SignatureScheme.ECDSA_SECP256R1_SHA256,
            SignatureScheme.RSA_PSS_RSAE_SHA256,
            SignatureScheme.ED25519);
    return new CertificateRequest12(CertificateRequest12.typesFor(schemes), schemes, List.of());
  }

  private void awaitKeyExchange(Conversation talk) {
    awaitUpTo(talk, ClientKeyExchange.class);
    try {
      ClientKeyParameters theirs =
          ClientKeyParameters.decode(
              talk.heard(ClientKeyExchange.class), KeyForms.ofClient(suite()));
      derive(talk, premaster(exchanged(talk, theirs)));
    } catch (TlsException | GeneralSecurityException e) {
      throw new EndOfScript("the keys do not come together: " + e.getMessage());
    }
  }

  private Optional<Secret> exchanged(Conversation talk, ClientKeyParameters theirs)
      throws TlsException, GeneralSecurityException {
    if (theirs.exchange().isEmpty()) {
      return Optional.empty();
    }
    if (share != null) {
      return Optional.of(share.decapsulate(theirs.exchange().get()));
    }
    return Optional.of(
        talk.crypto()
            .rsaKeyTransport()
            .decrypt(
                credential.orElseThrow().privateKey(),
                theirs.exchange().get(),
                clientHello().legacyVersion()));
  }
}
