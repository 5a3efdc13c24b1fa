// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.compress.CertificateCompressor;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateCompression;
import dev.jessel.wire.extension.CompressCertificate;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.wire.message.CompressedCertificate;
import dev.jessel.wire.message.HandshakeMessage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Certificates that travel compressed (RFC 8879). */
public final class CompressionTerms {
  private CompressionTerms() {}

  /** What this side takes; empty for what is not compressed alone. */
  public static Optional<CompressCertificate> offer(HandshakeIo io) {
    return Optional.of(taken(io))
        .filter(algorithms -> !algorithms.isEmpty())
        .map(CompressCertificate::new);
  }

  /**
   * A Certificate in the form in which the peer takes it.
   *
   * @param asked the extensions of the peer's ClientHello or CertificateRequest
   */
  public static HandshakeMessage send(
      CertificateMessage message, Extensions asked, HandshakeIo io) {
    Optional<CertificateCompression> common =
        asked
            .find(CompressCertificate.class)
            .filter(theirs -> io.config().offers().compression().sends())
            .flatMap(theirs -> compressor(io).common(theirs.algorithms()));
    if (common.isEmpty()) {
      return message;
    }
    // Who answers a request of its own name will not do so again.
    boolean remember = message.context().isEmpty();
    try {
      return compressed(message, common.get(), compressor(io), remember);
    } catch (RuntimeException e) {
      // RFC 8879 4: nobody has to compress; a codec that cannot is no reason to end a handshake.
      return message;
    }
  }

  private static CompressedCertificate compressed(
      CertificateMessage message,
      CertificateCompression algorithm,
      CertificateCompressor compressor,
      boolean remember) {
    Bytes body = body(message);
    Bytes compressed = compressor.compress(algorithm, body, remember);
    return new CompressedCertificate(algorithm, body.length(), compressed);
  }

  /** The body of a Certificate message: what is compressed. */
  public static Bytes body(CertificateMessage message) {
    ByteWriter body = new ByteWriter();
    message.encodeBody(body);
    return body.toBytes();
  }

  /** True for a Certificate, compressed or not. */
  public static boolean isCertificate(HandshakeMessage message) {
    return message instanceof CertificateMessage || message instanceof CompressedCertificate;
  }

  /**
   * The Certificate that came, compressed or not.
   *
   * @throws TlsException unexpected_message for another message, illegal_parameter for an algorithm
   *     that was not offered, bad_certificate for what cannot be decompressed to what was announced
   */
  public static CertificateMessage receive(Received received, HandshakeIo io) throws TlsException {
    if (taken(io).isEmpty() || !(received.message() instanceof CompressedCertificate compressed)) {
      return received.expect(CertificateMessage.class);
    }
    return CertificateMessage.decode(ByteReader.of(decompressed(compressed, io)));
  }

  private static Bytes decompressed(CompressedCertificate message, HandshakeIo io)
      throws TlsException {
    if (!taken(io).contains(message.algorithm())) {
      throw new TlsException(
          SslReason.BAD_COMPRESSION_ALGORITHM, message.algorithm() + " was not offered");
    }
    if (message.uncompressedLength() > io.config().offers().compression().maxLength()) {
      // RFC 8879 4: the limit on messages holds for what is in them, too.
      throw new TlsException(
          SslReason.EXCESSIVE_MESSAGE_SIZE,
          message.uncompressedLength() + " bytes of certificates are announced");
    }
    try {
      return compressor(io)
          .decompress(message.algorithm(), message.compressed(), message.uncompressedLength());
    } catch (IOException | RuntimeException e) {
      // RFC 8879 4: bad_certificate for what does not decompress, or to another length.
      throw new TlsException(SslReason.BAD_DECOMPRESSION, String.valueOf(e.getMessage()), e);
    }
  }

  private static CertificateCompressor compressor(HandshakeIo io) {
    return io.config().offers().compression().compressor();
  }

  private static List<CertificateCompression> taken(HandshakeIo io) {
    return io.config().offers().compression().takes() ? compressor(io).algorithms() : List.of();
  }
}
