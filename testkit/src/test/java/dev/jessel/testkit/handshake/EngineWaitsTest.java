// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.connection.ConnectionConfig;
import dev.jessel.connection.ConnectionObserver;
import dev.jessel.connection.Progress;
import dev.jessel.connection.Role;
import dev.jessel.connection.TlsConnection;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import dev.jessel.handshake.ClientHelloVerdict;
import dev.jessel.handshake.CredentialRequest;
import dev.jessel.handshake.DefaultDecisions;
import dev.jessel.handshake.GroupPreferences;
import dev.jessel.handshake.HandshakeConfig;
import dev.jessel.handshake.Resumption;
import dev.jessel.handshake.SessionFound;
import dev.jessel.handshake.SigningRequest;
import dev.jessel.handshake.SuiteOrder;
import dev.jessel.handshake.VerifyMode;
import dev.jessel.handshake.VersionRange;
import dev.jessel.handshake.Wait;
import dev.jessel.record.BufferPool;
import dev.jessel.record.PaddingPolicy;
import dev.jessel.record.RecordLimits;
import dev.jessel.session.Session;
import dev.jessel.testkit.TestClock;
import dev.jessel.testkit.peer.ScriptedClient;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ContentType;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.OfferedPsk;
import dev.jessel.wire.extension.PreSharedKeyClient;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.x509.Credential;
import dev.jessel.x509.PathValidator;
import dev.jessel.x509.PathVerdict;
import dev.jessel.x509.PeerEvidence;
import dev.jessel.x509.Purpose;
import dev.jessel.x509.TrustStore;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The engine without I/O, where every question is answered "later" once, the stores' also. */
class EngineWaitsTest {
  private static final CryptoProvider CRYPTO = Identities.CRYPTO;
  private static final int MAX_CALLS = 200;

  private static final List<Wait> OF_CLIENT =
      List.of(Wait.VERIFY_PEER, Wait.CHOOSE_CREDENTIAL, Wait.SIGN);

  private static final List<Wait> OF_SERVER =
      List.of(Wait.CLIENT_HELLO, Wait.CHOOSE_CREDENTIAL, Wait.SIGN, Wait.VERIFY_PEER, Wait.TICKET);

  private static final List<Wait> OF_SERVER_WITH_STORE =
      List.of(Wait.CLIENT_HELLO, Wait.SESSION_LOOKUP, Wait.CHOOSE_CREDENTIAL, Wait.SIGN);

  @Test
  void aHandshakeWithEveryAnswerLateConnects() throws TlsException {
    List<Wait> ofClient = new ArrayList<>();
    List<Wait> ofServer = new ArrayList<>();
    TlsConnection client = engine(Role.CLIENT, Identities.CLIENT);
    TlsConnection server = engine(Role.SERVER, Identities.SERVER);

    for (int i = 0; i < MAX_CALLS && !(client.isEstablished() && server.isEstablished()); i++) {
      step(client, server, ofClient);
      step(server, client, ofServer);
    }

    assertThat(client.isEstablished()).isTrue();
    assertThat(server.isEstablished()).isTrue();
    assertThat(ofClient).isEqualTo(OF_CLIENT);
    assertThat(ofServer).isEqualTo(OF_SERVER);
  }

  @Test
  void aSessionMayBeLookedUpElsewhere() throws TlsException {
    TlsConnection server = engine(Role.SERVER, Identities.SERVER);
    give(server, record(helloWithPsk()));
    List<Wait> waits = new ArrayList<>();

    Progress progress = Progress.BLOCKED;
    for (int i = 0; i < MAX_CALLS && progress == Progress.BLOCKED; i++) {
      progress = handshake(server, waits);
    }

    assertThat(progress).isEqualTo(Progress.NEED_FLUSH);
    assertThat(waits).isEqualTo(OF_SERVER_WITH_STORE);
  }

  @Test
  void noWaitIsLeftOutHere() {
    EnumSet<Wait> tried = EnumSet.copyOf(OF_CLIENT);
    tried.addAll(OF_SERVER);
    tried.addAll(OF_SERVER_WITH_STORE);
    tried.add(Wait.PSK); // ExternalPskTest, Tls12HandshakeTest
    tried.add(Wait.EARLY_DATA); // EarlyDataTest
    assertThat(tried).containsExactly(Wait.values());
  }

  private static void step(TlsConnection from, TlsConnection to, List<Wait> waits)
      throws TlsException {
    Progress ignored = handshake(from, waits);
    Bytes flight =
        Bytes.copyOf(from.outbound().array(), from.outbound().start(), from.outbound().size());
    from.outbound().consume(flight.length());
    if (!to.isEstablished()) {
      give(to, flight);
    }
  }

  private static Progress handshake(TlsConnection engine, List<Wait> waits) throws TlsException {
    Progress progress = engine.handshake();
    engine.waitingFor().ifPresent(waits::add);
    assertThat(engine.waitingFor().isPresent()).isEqualTo(progress == Progress.BLOCKED);
    return progress;
  }

  private static void give(TlsConnection engine, Bytes bytes) {
    int room = engine.inbound().makeRoom(bytes.length());
    assertThat(room).isGreaterThanOrEqualTo(bytes.length());
    bytes.copyTo(engine.inbound().array(), engine.inbound().end());
    engine.inbound().filled(bytes.length());
  }

  private static Bytes record(ClientHello hello) {
    return new ByteWriter()
        .u8(ContentType.HANDSHAKE.code())
        .u16(0x0303)
        .opaque16(hello.encode())
        .toBytes();
  }

  private static ClientHello helloWithPsk() {
    ScriptedClient client = new ScriptedClient();
    assertThat(client.against(Identities.server()).established()).isTrue();
    ClientHello hello = client.firstHello();
    Bytes junk = Bytes.of(new byte[32]);
    return hello.withExtensions(
        hello
            .extensions()
            .with(new PreSharedKeyClient(List.of(new OfferedPsk(junk, 0)), List.of(junk))));
  }

  private static TlsConnection engine(Role role, Credential credential) {
    HandshakeConfig handshake =
        new HandshakeConfig(
            new HandshakeConfig.Preferences(
                VersionRange.DEFAULT,
                List.of(CipherSuite.TLS_AES_128_GCM_SHA256),
                GroupPreferences.parse("X25519", CRYPTO::supports),
                List.of(SignatureScheme.ECDSA_SECP256R1_SHA256),
                new HandshakeConfig.ClientProofs(
                    List.of(SignatureScheme.ECDSA_SECP256R1_SHA256), Bytes.EMPTY),
                SuiteOrder.CLIENT),
            new HandshakeConfig.PeerChecks(
                VerifyMode.REQUIRED,
                TrustStore.of(Identities.AUTHORITY.trust()),
                PathValidator.create(),
                List.of(),
                true),
            List.of(credential),
            HandshakeConfig.CertificateKinds.X509,
            new HandshakeConfig.Names(Optional.empty(), List.of()),
            new HandshakeConfig.RecordSizes(OptionalInt.empty(), OptionalInt.empty()),
            new HandshakeConfig.Behaviour(
                true,
                false,
                2,
                false,
                HandshakeConfig.HelloTimes.NONE,
                HandshakeConfig.Variety.NONE),
            HandshakeConfig.Older.DEFAULT,
            HandshakeConfig.Offers.NONE,
            Resumption.DEFAULT);
    ConnectionConfig config =
        new ConnectionConfig(
            handshake,
            CRYPTO,
            TestClock.stopped(),
            new BufferPool(4),
            RecordLimits.MAX_PLAINTEXT,
            RecordLimits.MAX_CERTIFICATE_MESSAGE,
            PaddingPolicy.NONE);
    return new TlsConnection(config, role, new Latecomer(config, role), ConnectionObserver.NONE);
  }

  /** Answers everything, but each question only when it is asked for the second time. */
  private static final class Latecomer extends DefaultDecisions {
    private final Set<Wait> asked = EnumSet.noneOf(Wait.class);

    Latecomer(ConnectionConfig config, Role role) {
      super(
          config.handshake(),
          config.crypto(),
          config.clock(),
          role == Role.CLIENT ? Purpose.SERVER : Purpose.CLIENT);
    }

    @Override
    public Answer<ClientHelloVerdict> clientHello(ClientHello hello) throws TlsException {
      return asked.add(Wait.CLIENT_HELLO) ? Answer.later() : super.clientHello(hello);
    }

    @Override
    public Answer<SessionFound> session(Bytes identity, ProtocolVersion version)
        throws TlsException {
      return asked.add(Wait.SESSION_LOOKUP) ? Answer.later() : super.session(identity, version);
    }

    @Override
    public Answer<Optional<Bytes>> ticket(Session session) throws TlsException {
      return asked.add(Wait.TICKET) ? Answer.later() : super.ticket(session);
    }

    @Override
    public Answer<Optional<Credential>> credential(CredentialRequest request) throws TlsException {
      return asked.add(Wait.CHOOSE_CREDENTIAL) ? Answer.later() : super.credential(request);
    }

    @Override
    public Answer<Bytes> sign(SigningRequest request) throws TlsException {
      return asked.add(Wait.SIGN) ? Answer.later() : super.sign(request);
    }

    @Override
    public Answer<PathVerdict> verifyPeer(PeerEvidence evidence) throws TlsException {
      return asked.add(Wait.VERIFY_PEER) ? Answer.later() : super.verifyPeer(evidence);
    }
  }
}
