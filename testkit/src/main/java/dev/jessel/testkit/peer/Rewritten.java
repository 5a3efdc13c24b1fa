// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.message.CertificateEntry;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.wire.message.CertificateRequest;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.EncryptedExtensions;
import dev.jessel.wire.message.HandshakeMessage;
import dev.jessel.wire.message.NewSessionTicket;
import dev.jessel.wire.message.ServerHello;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Messages with something changed: the words of most bends. */
public final class Rewritten {
  private static final int HEADER = 4;

  private Rewritten() {}

  /** A message with other extensions; those of a Certificate are its first entry's. */
  public static HandshakeMessage extensions(
      HandshakeMessage message, UnaryOperator<Extensions> change) {
    if (message instanceof ClientHello hello) {
      return hello.withExtensions(change.apply(hello.extensions()));
    }
    if (message instanceof ServerHello hello) {
      return with(hello, change.apply(hello.extensions()));
    }
    if (message instanceof EncryptedExtensions answers) {
      return new EncryptedExtensions(change.apply(answers.extensions()));
    }
    if (message instanceof CertificateRequest request) {
      return new CertificateRequest(request.context(), change.apply(request.extensions()));
    }
    if (message instanceof NewSessionTicket ticket) {
      return new NewSessionTicket(
          ticket.lifetimeSeconds(),
          ticket.ageAdd(),
          ticket.nonce(),
          ticket.ticket(),
          change.apply(ticket.extensions()));
    }
    if (message instanceof CertificateMessage certificates) {
      List<CertificateEntry> entries = new ArrayList<>(certificates.entries());
      CertificateEntry first = entries.get(0);
      entries.set(0, new CertificateEntry(first.der(), change.apply(first.extensions())));
      return new CertificateMessage(certificates.context(), entries);
    }
    throw new IllegalArgumentException(message.type() + " has no extensions");
  }

  /** A ClientHello of another legacy version. */
  public static ClientHello version(ClientHello hello, int version) {
    return new ClientHello(
        new ProtocolVersion(version),
        hello.random(),
        hello.sessionId(),
        hello.cipherSuites(),
        hello.compressionMethods(),
        hello.extensions());
  }

  /** A ClientHello with another random value. */
  public static ClientHello random(ClientHello hello, Bytes random) {
    return new ClientHello(
        hello.legacyVersion(),
        random,
        hello.sessionId(),
        hello.cipherSuites(),
        hello.compressionMethods(),
        hello.extensions());
  }

  /** A ClientHello with another session id. */
  public static ClientHello sessionId(ClientHello hello, Bytes id) {
    return new ClientHello(
        hello.legacyVersion(),
        hello.random(),
        id,
        hello.cipherSuites(),
        hello.compressionMethods(),
        hello.extensions());
  }

  /** A ClientHello with other suites. */
  public static ClientHello suites(ClientHello hello, CipherSuite... suites) {
    return new ClientHello(
        hello.legacyVersion(),
        hello.random(),
        hello.sessionId(),
        List.of(suites),
        hello.compressionMethods(),
        hello.extensions());
  }

  /** A ClientHello with other compression methods. */
  public static ClientHello compression(ClientHello hello, Bytes methods) {
    return new ClientHello(
        hello.legacyVersion(),
        hello.random(),
        hello.sessionId(),
        hello.cipherSuites(),
        methods,
        hello.extensions());
  }

  /** A ServerHello of another legacy version. */
  public static ServerHello version(ServerHello hello, int version) {
    return new ServerHello(
        new ProtocolVersion(version),
        hello.random(),
        hello.sessionId(),
        hello.cipherSuite(),
        hello.compressionMethod(),
        hello.extensions());
  }

  /** A ServerHello with another random value. */
  public static ServerHello random(ServerHello hello, Bytes random) {
    return new ServerHello(
        hello.legacyVersion(),
        random,
        hello.sessionId(),
        hello.cipherSuite(),
        hello.compressionMethod(),
        hello.extensions());
  }

  /** A ServerHello with another session id. */
  public static ServerHello sessionId(ServerHello hello, Bytes id) {
    return new ServerHello(
        hello.legacyVersion(),
        hello.random(),
        id,
        hello.cipherSuite(),
        hello.compressionMethod(),
        hello.extensions());
  }

  /** A ServerHello with another suite. */
  public static ServerHello suite(ServerHello hello, CipherSuite suite) {
    return new ServerHello(
        hello.legacyVersion(),
        hello.random(),
        hello.sessionId(),
        suite,
        hello.compressionMethod(),
        hello.extensions());
  }

  /** A ServerHello with a compression method. */
  public static ServerHello compression(ServerHello hello, int method) {
    return new ServerHello(
        hello.legacyVersion(),
        hello.random(),
        hello.sessionId(),
        hello.cipherSuite(),
        method,
        hello.extensions());
  }

  /** A ServerHello with other extensions. */
  public static ServerHello with(ServerHello hello, Extensions extensions) {
    return new ServerHello(
        hello.legacyVersion(),
        hello.random(),
        hello.sessionId(),
        hello.cipherSuite(),
        hello.compressionMethod(),
        extensions);
  }

  /** A handshake message of any type and body. */
  public static Bytes message(int type, Bytes body) {
    return new ByteWriter().u8(type).opaque24(body).toBytes();
  }

  /** A message with bytes behind its end, which its header counts. */
  public static Bytes longer(Bytes message, Bytes tail) {
    return message(message.at(0) & 0xFF, body(message).plus(tail));
  }

  /** A message without its last bytes, which its header knows. */
  public static Bytes shorter(Bytes message, int count) {
    Bytes body = body(message);
    return message(message.at(0) & 0xFF, body.slice(0, body.length() - count));
  }

  /** A message with one byte changed; counted from its end when negative. */
  public static Bytes flipped(Bytes message, int index) {
    byte[] bytes = message.toArray();
    bytes[index < 0 ? bytes.length + index : index] ^= 1;
    return Bytes.of(bytes);
  }

  /**
   * A message that ends with its extensions, with one more of any type and body: also one that is
   * there already.
   *
   * @param before the extensions as they are
   */
  public static Bytes extended(Bytes message, Extensions before, ExtensionType type, Bytes body) {
    ByteWriter encoded = new ByteWriter();
    before.encode(encoded);
    Bytes old = encoded.toBytes();
    Bytes items = old.slice(2, old.length() - 2);
    Bytes more = new ByteWriter().u16(type.code()).opaque16(body).toBytes();
    Bytes start = body(message).slice(0, message.length() - HEADER - old.length());
    Bytes block = new ByteWriter().opaque16(items.plus(more)).toBytes();
    return message(message.at(0) & 0xFF, start.plus(block));
  }

  private static Bytes body(Bytes message) {
    return message.slice(HEADER, message.length() - HEADER);
  }
}
