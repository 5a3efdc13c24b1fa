// SPDX-License-Identifier: Apache-2.0
package dev.jessel.compress;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateCompression;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The codecs of a context, the best first, and what was compressed with them before: a server shows
 * the same chain to everybody. Thread-safe.
 */
public final class CertificateCompressor {
  /** Compressed messages that are remembered. */
  static final int REMEMBERED = 32;

  /** Compresses nothing, and takes nothing that is compressed. */
  public static final CertificateCompressor NONE = new CertificateCompressor(List.of());

  private final List<CertificateCodec> codecs;
  private final List<CertificateCompression> algorithms;
  private final Map<Known, Bytes> known =
      new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Known, Bytes> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Known(CertificateCompression algorithm, Bytes message) {}

  /** A compressor with some codecs, the best first. */
  public CertificateCompressor(List<CertificateCodec> codecs) {
    this.codecs = List.copyOf(codecs);
    this.algorithms = codecs.stream().map(CertificateCodec::algorithm).distinct().toList();
  }

  /** The algorithms that can be decompressed, the best first; empty for none. */
  public List<CertificateCompression> algorithms() {
    return algorithms;
  }

  /** Whether there is a codec that compresses, and not only decompresses. */
  public boolean compresses(CertificateCompression algorithm) {
    return compressing(algorithm).isPresent();
  }

  /** The best algorithm that a peer decompresses, and this side compresses. */
  public Optional<CertificateCompression> common(List<CertificateCompression> theirs) {
    // RFC 8879 3: the list is of what its sender decompresses; it says nothing of what it sends.
    return algorithms().stream().filter(theirs::contains).filter(this::compresses).findFirst();
  }

  /**
   * Compresses, or remembers.
   *
   * @param remember whether the same is likely to be asked again
   * @throws IllegalArgumentException for an algorithm that is not there, or only decompresses
   */
  public Bytes compress(CertificateCompression algorithm, Bytes message, boolean remember) {
    Known key = new Known(algorithm, message);
    synchronized (known) {
      Bytes before = known.get(key);
      if (before != null) {
        return before;
      }
    }
    CertificateCodec codec = compressing(algorithm).orElseThrow(() -> missing(algorithm));
    Bytes compressed = Bytes.of(codec.compress(message.toArray()));
    if (remember) {
      remember(algorithm, message, compressed);
    }
    return compressed;
  }

  /** What is remembered of a message. */
  public Optional<Bytes> remembered(CertificateCompression algorithm, Bytes message) {
    synchronized (known) {
      return Optional.ofNullable(known.get(new Known(algorithm, message)));
    }
  }

  /** Has a message that was compressed elsewhere sent as it is. */
  public void remember(CertificateCompression algorithm, Bytes message, Bytes compressed) {
    synchronized (known) {
      known.put(new Known(algorithm, message), compressed);
    }
  }

  /**
   * Decompresses. Memory is taken for what comes out, never for what was announced.
   *
   * @param length what must come out, no more and no less
   * @throws IOException when something else does
   * @throws IllegalArgumentException for an algorithm that is not there
   */
  public Bytes decompress(CertificateCompression algorithm, Bytes compressed, int length)
      throws IOException {
    InputStream from = new ByteArrayInputStream(compressed.toArray());
    try (InputStream decompressed = codec(algorithm).decompress(from)) {
      byte[] message = decompressed.readNBytes(length + 1);
      if (message.length != length) {
        String more = message.length > length ? "more than " : "";
        int told = Math.min(message.length, length);
        throw new IOException(more + told + " bytes where " + length + " were announced");
      }
      return Bytes.of(message);
    }
  }

  private Optional<CertificateCodec> compressing(CertificateCompression algorithm) {
    return of(algorithm).filter(CertificateCodec::compresses).findFirst();
  }

  private CertificateCodec codec(CertificateCompression algorithm) {
    return of(algorithm).findFirst().orElseThrow(() -> missing(algorithm));
  }

  private Stream<CertificateCodec> of(CertificateCompression algorithm) {
    return codecs.stream().filter(codec -> codec.algorithm().equals(algorithm));
  }

  private static IllegalArgumentException missing(CertificateCompression algorithm) {
    return new IllegalArgumentException("no codec for " + algorithm);
  }
}
