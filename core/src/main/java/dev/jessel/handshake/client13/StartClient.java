// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.client13;

import dev.jessel.handshake.HandshakeConfig;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.handshake.Step;
import dev.jessel.handshake.WorkState;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.ApplicationProtocols;
import dev.jessel.wire.extension.CertificateAuthorities;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.MaxFragmentLength;
import dev.jessel.wire.extension.PskKeyExchangeModes;
import dev.jessel.wire.extension.RecordSizeLimit;
import dev.jessel.wire.extension.ServerNameList;
import dev.jessel.wire.extension.SignatureAlgorithms;
import dev.jessel.wire.extension.SupportedGroups;
import dev.jessel.wire.extension.SupportedVersionsClient;
import dev.jessel.wire.message.ClientHello;
import java.util.ArrayList;
import java.util.List;

/** Sends the first ClientHello. */
public record StartClient() implements WorkState {
  private static final int RANDOM_LENGTH = 32;
  private static final Bytes NO_COMPRESSION = Bytes.of((byte) 0);

  @Override
  public Step run(HandshakeIo io) {
    KeyShares shares = KeyShares.generate(io.crypto(), io.config().preferences().groups().shares());
    ClientHello hello =
        new ClientHello(
            ProtocolVersion.TLS_1_2,
            random(io),
            sessionId(io),
            io.config().preferences().suites(),
            NO_COMPRESSION,
            Extensions.of(extensions(io.config(), shares)));
    io.facts().clientRandom(hello.random());
    io.facts().offeredSuites(hello.cipherSuites());
    io.facts().serverName(io.config().names().serverName());
    io.send(hello);
    return Step.to(new ExpectServerHello(new ClientOffer(hello, shares)));
  }

  /** RFC 9846 E.4: a session id that is never resumed makes the hello look like TLS 1.2's. */
  private static Bytes sessionId(HandshakeIo io) {
    return io.config().behaviour().middleboxCompatible() ? random(io) : Bytes.EMPTY;
  }

  private static Bytes random(HandshakeIo io) {
    byte[] random = new byte[RANDOM_LENGTH];
    io.crypto().randomBytes(random);
    return Bytes.of(random);
  }

  private static List<Extension> extensions(HandshakeConfig config, KeyShares shares) {
    List<Extension> list = new ArrayList<>();
    config.names().serverName().ifPresent(name -> list.add(new ServerNameList(name)));
    list.add(new SupportedGroups(config.preferences().groups().groups()));
    list.add(new SignatureAlgorithms(config.preferences().schemes()));
    if (!config.checks().issuers().isEmpty()) {
      list.add(new CertificateAuthorities(config.checks().issuers()));
    }
    if (!config.names().applicationProtocols().isEmpty()) {
      list.add(new ApplicationProtocols(config.names().applicationProtocols()));
    }
    config.sizes().maxFragmentCode().ifPresent(code -> list.add(new MaxFragmentLength(code)));
    config.sizes().recordSizeLimit().ifPresent(limit -> list.add(new RecordSizeLimit(limit)));
    list.add(new SupportedVersionsClient(List.of(ProtocolVersion.TLS_1_3)));
    // RFC 9846 4.3.9: without it a server may send no tickets.
    list.add(new PskKeyExchangeModes(List.of(PskKeyExchangeModes.PSK_DHE_KE)));
    list.add(shares.extension());
    return list;
  }
}
