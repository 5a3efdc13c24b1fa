// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import dev.jessel.crypto.DhParameters;
import dev.jessel.crypto.Encapsulation;
import dev.jessel.crypto.Secret;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.EcPointFormats;
import dev.jessel.wire.extension.EncryptThenMac;
import dev.jessel.wire.extension.ExtendedMasterSecret;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.SessionTicket;
import dev.jessel.wire.extension.SignatureAlgorithms;
import dev.jessel.wire.extension.SupportedGroups;
import dev.jessel.wire.message.CertificateMessage12;
import dev.jessel.wire.message.CertificateVerify;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.ClientKeyParameters;
import dev.jessel.wire.message.DhPublic;
import dev.jessel.wire.message.EcdhPublic;
import dev.jessel.wire.message.Finished;
import dev.jessel.wire.message.HandshakeMessage;
import dev.jessel.wire.message.NewSessionTicket12;
import dev.jessel.wire.message.ServerHello;
import dev.jessel.wire.message.ServerHelloDone;
import dev.jessel.wire.message.ServerKeyExchange;
import dev.jessel.wire.message.ServerKeyParameters;
import dev.jessel.x509.Credential;
import dev.jessel.x509.PeerCertificate;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A scripted client of TLS 1.2: its victims are servers. */
public final class ScriptedClient12 extends ScriptedPeer12<ScriptedClient12> {
  private static final int RANDOM_LENGTH = 32;

  private final List<CipherSuite> suites;
  private Optional<Credential> credential = Optional.empty();
  private boolean asked;
  private boolean extended = true;
  private boolean encryptThenMac = true;
  private boolean wantsTicket;
  private Bytes identity = Bytes.EMPTY;
  private UnaryOperator<RsaBlock> blockBend = UnaryOperator.identity();
  private UnaryOperator<Bytes> signedBend = UnaryOperator.identity();
  private UnaryOperator<Bytes> encryptedBend = UnaryOperator.identity();
  private Optional<UnaryOperator<Bytes>> ssl2Format = Optional.empty();
  private ClientHello hello;

  private ScriptedClient12(List<CipherSuite> suites) {
    this.suites = suites;
  }

  /** A client that offers some suites. */
  public static ScriptedClient12 of(CipherSuite... suites) {
    return new ScriptedClient12(List.of(suites));
  }

  /** A client that shows a credential; its server must ask for one. */
  public ScriptedClient12 credential(Credential value) {
    credential = Optional.of(value);
    asked = true;
    return this;
  }

  /** The server will ask for a certificate and gets an empty list. */
  public ScriptedClient12 withoutCredential() {
    asked = true;
    return this;
  }

  /** Does not offer the extended main secret (RFC 7627). */
  public ScriptedClient12 withoutExtendedMainSecret() {
    extended = false;
    return this;
  }

  /** Does not offer to encrypt before the MAC (RFC 7366). */
  public ScriptedClient12 withoutEncryptThenMac() {
    encryptThenMac = false;
    return this;
  }

  /** Would like a ticket. */
  public ScriptedClient12 wantTicket() {
    wantsTicket = true;
    return this;
  }

  /** What it calls its pre-shared key. */
  public ScriptedClient12 identity(Bytes value) {
    identity = value;
    return this;
  }

  /** Changes the padded premaster secret before it is encrypted; its keys are those of before. */
  public ScriptedClient12 block(UnaryOperator<RsaBlock> change) {
    blockBend = change;
    return this;
  }

  /** Changes the encrypted premaster secret. */
  public ScriptedClient12 encrypted(UnaryOperator<Bytes> change) {
    encryptedBend = change;
    return this;
  }

  /** Signs something else than the messages so far. */
  public ScriptedClient12 signing(UnaryOperator<Bytes> content) {
    signedBend = content;
    return this;
  }

  /**
   * Says hello in the format of SSLv2 (RFC 5246 E.2).
   *
   * @param change of the whole record; the transcript has all but its two bytes of length
   */
  public ScriptedClient12 inSsl2Format(UnaryOperator<Bytes> change) {
    ssl2Format = Optional.of(change);
    return this;
  }

  @Override
  ScriptedClient12 self() {
    return this;
  }

  @Override
  boolean isServer() {
    return false;
  }

  @Override
  void write() {
    step(Move.CLIENT_HELLO, this::sayHello);
    step(Move.AWAIT_HELLO, this::awaitHello);
    if (resumed().isPresent()) {
      step(Move.AWAIT_FINISHED, talk -> awaitUpTo(talk, Finished.class));
      step(Move.CHANGE_CIPHER_SPEC, Conversation::changeCipherSpec);
      step(Move.FINISHED, this::sayFinished);
    } else {
      step(Move.AWAIT_FLIGHT, talk -> awaitUpTo(talk, ServerHelloDone.class));
      if (asked) {
        step(Move.CERTIFICATE, talk -> talk.move(Move.CERTIFICATE, certificate()));
      }
      step(Move.CLIENT_KEY_EXCHANGE, this::sayKeyExchange);
      credential.ifPresent(by -> step(Move.CERTIFICATE_VERIFY, talk -> sayVerify(talk, by)));
      step(Move.CHANGE_CIPHER_SPEC, Conversation::changeCipherSpec);
      step(Move.FINISHED, this::sayFinished);
      step(Move.AWAIT_FINISHED, this::awaitFinished);
    }
    step(Move.ESTABLISHED, Conversation::listen);
  }

  private void sayHello(Conversation talk) {
    if (ssl2Format.isPresent()) {
      saySsl2Hello(talk, ssl2Format.get());
      return;
    }
    ClientHello honest =
        new ClientHello(
            ProtocolVersion.TLS_1_2,
            random(talk),
            resumed().map(s -> s.ticket().isEmpty() ? s.id() : random(talk)).orElse(Bytes.EMPTY),
            suites,
            Bytes.of((byte) 0),
            Extensions.of(extensions(talk)));
    Bytes said = talk.move(Move.CLIENT_HELLO, honest);
    hello = read(ClientHello.class, honest, said);
  }

  private void saySsl2Hello(Conversation talk, UnaryOperator<Bytes> change) {
    Bytes random = random(talk);
    ByteWriter message = new ByteWriter().u8(1).u16(ProtocolVersion.TLS_1_2.code());
    message.u16(3 * suites.size()).u16(0).u16(RANDOM_LENGTH);
    suites.forEach(suite -> message.u24(suite.code()));
    message.bytes(random);
    Bytes record = new ByteWriter().u16(0x8000 | message.size()).bytes(message.toBytes()).toBytes();
    Bytes said = change.apply(record);
    talk.raw(said);
    talk.transcript().add(said.slice(2, said.length() - 2));
    hello =
        new ClientHello(
            ProtocolVersion.TLS_1_2,
            random,
            Bytes.EMPTY,
            suites,
            Bytes.of((byte) 0),
            Extensions.EMPTY);
  }

  private List<Extension> extensions(Conversation talk) {
    List<Extension> list = new ArrayList<>();
    list.add(
        new SupportedGroups(
            List.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.FFDHE2048)));
    list.add(EcPointFormats.UNCOMPRESSED);
    list.add(
        new SignatureAlgorithms(
            List.of(
                SignatureScheme.ECDSA_SECP256R1_SHA256,
                SignatureScheme.RSA_PSS_RSAE_SHA256,
                SignatureScheme.RSA_PKCS1_SHA256,
                SignatureScheme.ED25519)));
    list.add(renegotiationInfo(talk));
    if (extended) {
      list.add(new ExtendedMasterSecret());
    }
    if (encryptThenMac) {
      list.add(new EncryptThenMac());
    }
    Bytes ticket = resumed().map(Remembered::ticket).orElse(Bytes.EMPTY);
    if (wantsTicket || !ticket.isEmpty()) {
      list.add(new SessionTicket(ticket));
    }
    return list;
  }

  private static Bytes random(Conversation talk) {
    byte[] random = new byte[RANDOM_LENGTH];
    talk.crypto().randomBytes(random);
    return Bytes.of(random);
  }

  private void awaitHello(Conversation talk) {
    ServerHello answer = talk.await(ServerHello.class);
    agreed(hello, answer, talk);
    if (resumed().isPresent()) {
      deriveFrom(talk, resumed().get());
    }
  }

  private CertificateMessage12 certificate() {
    return new CertificateMessage12(
        credential.stream().flatMap(c -> c.chain().stream()).map(PeerCertificate::der).toList());
  }

  private void sayKeyExchange(Conversation talk) {
    try {
      Optional<Encapsulation> exchange = exchange(talk);
      ClientKeyParameters parameters =
          new ClientKeyParameters(
              suite().keyExchange().usesPsk() ? Optional.of(identity) : Optional.empty(),
              exchange.map(Encapsulation::publicValue));
      talk.move(Move.CLIENT_KEY_EXCHANGE, parameters.message(KeyForms.ofClient(suite())));
      Optional<Secret> secret = exchange.map(Encapsulation::secret);
      derive(talk, premaster(secret));
    } catch (TlsException e) {
      throw new IllegalStateException("the victim's key share cannot be used", e);
    }
  }

  private Optional<Encapsulation> exchange(Conversation talk) throws TlsException {
    return switch (suite().keyExchange()) {
      case PSK -> Optional.empty();
      case RSA, RSA_PSK -> Optional.of(transport(talk));
      default -> Optional.of(answer(talk));
    };
  }

  private Encapsulation answer(Conversation talk) throws TlsException {
    ServerKeyParameters theirs =
        ServerKeyParameters.decode(talk.heard(ServerKeyExchange.class), KeyForms.ofServer(suite()));
    if (theirs.ecdh().isPresent()) {
      EcdhPublic share = theirs.ecdh().get();
      return talk.crypto().keyExchange(share.group()).encapsulate(share.point());
    }
    DhPublic share = theirs.dh().orElseThrow();
    DhParameters field = new DhParameters(share.prime(), share.generator());
    return talk.crypto().keyExchange(field).encapsulate(share.value());
  }

  private Encapsulation transport(Conversation talk) {
    Bytes leaf = talk.heard(CertificateMessage12.class).chain().get(0);
    RsaBlock honest = RsaBlock.honest(talk.crypto(), leaf, hello.legacyVersion());
    Bytes encrypted = encryptedBend.apply(blockBend.apply(honest).encrypt());
    return new Encapsulation(encrypted, Secret.take(honest.premaster().toArray()));
  }

  private void sayVerify(Conversation talk, Credential by) {
    SignatureScheme scheme =
        talk.crypto().schemesFor(by.publicKey(), ProtocolVersion.TLS_1_2).get(0);
    try {
      byte[] content = signedBend.apply(Bytes.of(talk.transcript().messages())).toArray();
      Bytes signature =
          talk.crypto().signer(by.privateKey(), scheme, ProtocolVersion.TLS_1_2).sign(content);
      talk.move(Move.CERTIFICATE_VERIFY, new CertificateVerify(scheme, signature));
    } catch (TlsException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitFinished(Conversation talk) {
    HandshakeMessage message = talk.await();
    while (!(message instanceof Finished)) {
      if (message instanceof NewSessionTicket12 given) {
        noteTicket(given.ticket());
      }
      message = talk.await();
    }
  }
}
