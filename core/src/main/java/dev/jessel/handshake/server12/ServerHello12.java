// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.crypto.BulkCipher;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.dialect.Dialect;
import dev.jessel.dialect.Dialects;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Agreement12;
import dev.jessel.handshake.CustomExtensions;
import dev.jessel.handshake.DowngradeSentinel;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.HelloRandom;
import dev.jessel.handshake.ProtocolTerms;
import dev.jessel.handshake.RecordSizeTerms;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ExtensionPlace;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.extension.EcPointFormats;
import dev.jessel.wire.extension.EncryptThenMac;
import dev.jessel.wire.extension.ExtendedMasterSecret;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.RenegotiationInfo;
import dev.jessel.wire.extension.SelectedProtocol;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.ServerHello;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a server's ServerHello of TLS 1.2. */
final class ServerHello12 {
  private final ClientHello hello;
  private final SuiteParameters suite;
  private final HandshakeIo io;
  private final Dialect dialect;
  private final List<Extension> answers = new ArrayList<>();

  ServerHello12(ClientHello hello, SuiteParameters suite, HandshakeIo io) {
    this.hello = hello;
    this.suite = suite;
    this.io = io;
    this.dialect = io.facts().version().flatMap(Dialects::of).orElseThrow();
  }

  /** A random for it, 32 bytes. */
  static Bytes random(HandshakeIo io) {
    byte[] random = HelloRandom.ofServer(io);
    DowngradeSentinel.mark(random, io.versions(), io.dialect().version());
    return Bytes.of(random);
  }

  /**
   * Sends it.
   *
   * @param random what {@link #random} gave
   * @param sessionId what the session is called
   * @param more extensions that depend on what kind of handshake it is
   * @return what both hellos settle
   */
  Agreement12 send(Bytes random, Bytes sessionId, List<Extension> more) throws TlsException {
    Agreement12 agreement =
        new Agreement12(
            dialect,
            suite,
            hello.random(),
            random,
            SessionRules12.isExtended(hello, io),
            suite.cipher().kind() == BulkCipher.Kind.BLOCK && encryptsThenMacs(hello, io));
    answer(agreement);
    answers.addAll(more);
    answers.addAll(CustomExtensions.answer(ExtensionPlace.SERVER_HELLO_12, hello.extensions(), io));
    note(agreement);
    dialect.chooseHash(io.transcript(), io.crypto(), suite);
    io.send(
        new ServerHello(
            dialect.version(),
            agreement.serverRandom(),
            sessionId,
            suite.suite(),
            0,
            Extensions.of(answers)));
    return agreement;
  }

  /** Whether a suite takes away nothing that the handshake before had. */
  static boolean mayFollow(SuiteParameters suite, ClientHello hello, HandshakeIo io) {
    return io.previous().map(p -> p.allows(suite, encryptsThenMacs(hello, io))).orElse(true);
  }

  /** Whether block ciphers would have their MAC over what is encrypted. */
  private static boolean encryptsThenMacs(ClientHello hello, HandshakeIo io) {
    return io.config().older().switches().encryptThenMac()
        && hello.extensions().contains(ExtensionType.ENCRYPT_THEN_MAC);
  }

  private boolean asks(ExtensionType type) {
    return hello.extensions().contains(type);
  }

  private void answer(Agreement12 agreement) throws TlsException {
    if (io.previous().isPresent()) {
      io.previous().get().serverInfo().ifPresent(answers::add);
    } else {
      answerFirst();
    }
    if (asks(ExtensionType.EC_POINT_FORMATS) && suite.keyExchange().usesCurve()) {
      answers.add(EcPointFormats.UNCOMPRESSED);
    }
    if (agreement.extendedMainSecret()) {
      answers.add(new ExtendedMasterSecret());
    }
    if (agreement.encryptThenMac()) {
      answers.add(new EncryptThenMac());
    }
    RecordSizeTerms.of(dialect.version())
        .answerByServer(hello.extensions(), io)
        .ifPresent(answers::add);
  }

  /** What holds for the whole connection. */
  private void answerFirst() throws TlsException {
    Optional<Bytes> protocol = ProtocolTerms.answerByServer(hello.extensions(), io);
    io.facts().applicationProtocol(protocol);
    protocol.ifPresent(chosen -> answers.add(new SelectedProtocol(chosen)));
    boolean signalled =
        hello.cipherSuites().contains(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV);
    boolean secure = signalled || asks(ExtensionType.RENEGOTIATION_INFO);
    io.facts().secureRenegotiation(secure);
    if (secure) {
      // RFC 5746 3.6: empty in a first handshake.
      answers.add(new RenegotiationInfo(Bytes.EMPTY));
    }
  }

  private void note(Agreement12 agreement) {
    io.facts().serverRandom(agreement.serverRandom());
    io.facts().suite(suite);
    io.facts().bindings(agreement.extendedMainSecret(), agreement.encryptThenMac());
  }
}
