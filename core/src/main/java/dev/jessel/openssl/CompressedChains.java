// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.compress.CertificateCodec;
import dev.jessel.compress.CertificateCompressor;
import dev.jessel.handshake.CompressionTerms;
import dev.jessel.record.RecordLimits;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateCompression;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.message.CertificateEntry;
import dev.jessel.wire.message.CertificateMessage;
import dev.jessel.x509.Credential;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The chains of a context or connection, compressed before they are needed. */
record CompressedChains(CertificateCompressor compressor) {
  /** None: a libssl without compression. */
  static final CompressedChains NONE = new CompressedChains(CertificateCompressor.NONE);

  /** Those of some algorithms, the best first; empty when there is no codec for one of them. */
  static Optional<CompressedChains> of(int[] algorithms) {
    List<CertificateCodec> available = CertificateCodec.available();
    List<CertificateCodec> codecs = new ArrayList<>();
    for (int code : algorithms) {
      Optional<CertificateCodec> found =
          available.stream().filter(codec -> codec.algorithm().code() == code).findFirst();
      if (found.isEmpty()) {
        return Optional.empty();
      }
      if (!codecs.contains(found.get())) {
        codecs.add(found.get());
      }
    }
    return Optional.of(new CompressedChains(new CertificateCompressor(codecs)));
  }

  /**
   * Compresses chains.
   *
   * @param algorithm 0 for all
   * @return false when nothing was done
   */
  boolean compress(List<Credential> credentials, int algorithm) {
    List<CertificateCompression> wanted =
        compressor.algorithms().stream()
            .filter(each -> algorithm == 0 || each.code() == algorithm)
            .filter(compressor::compresses)
            .toList();
    for (Credential credential : credentials) {
      wanted.forEach(each -> compressor.compress(each, message(credential), true));
    }
    return !credentials.isEmpty() && !wanted.isEmpty();
  }

  /**
   * Takes over what was compressed elsewhere: sent when it is what would be sent.
   *
   * @param length of the message before
   * @return false when it is not what it is said to be
   */
  boolean add(int algorithm, Bytes compressed, int length) {
    CertificateCompression which = new CertificateCompression(algorithm);
    if (!compressor.compresses(which)
        || length < 0
        || length > RecordLimits.MAX_CERTIFICATE_MESSAGE) {
      return false;
    }
    try {
      compressor.remember(which, compressor.decompress(which, compressed, length), compressed);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** A chain as it was compressed before. */
  Optional<Bytes> find(Credential credential, int algorithm) {
    return compressor.remembered(new CertificateCompression(algorithm), message(credential));
  }

  /** The message that shows a chain when nothing is asked for beside it. */
  static Bytes message(Credential credential) {
    List<CertificateEntry> entries =
        credential.chain().stream()
            .map(certificate -> new CertificateEntry(certificate.der(), Extensions.EMPTY))
            .toList();
    return CompressionTerms.body(new CertificateMessage(Bytes.EMPTY, entries));
  }
}
