// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.bogo;

import dev.jessel.Ssl;
import dev.jessel.SslPsk;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.jca.JcaCryptoProvider;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateType;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.x509.Certificates;
import dev.jessel.x509.Credential;
import dev.jessel.x509.DelegatedCredential;
import dev.jessel.x509.PasswordSource;
import dev.jessel.x509.PemException;
import dev.jessel.x509.PrivateKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the shim can show: credentials that the flags open one after the other, and the default one,
 * whose files are given before the first of them.
 */
final class ShimCredentials {
  static final CryptoProvider CRYPTO = JcaCryptoProvider.create();

  /** A pre-shared key stands here for each hash that it is imported for. */
  private record Opened(Optional<Credential> credential, List<SslPsk> keys) {
    boolean isUsedBy(Ssl ssl) {
      Optional<Bytes> identity =
          ssl.pskIdentity().map(text -> Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
      return identity.isPresent()
          ? keys.stream().anyMatch(key -> key.identity().equals(identity.get()))
          : credential.isPresent() && credential.equals(ssl.credential());
    }
  }

  private final List<Opened> inOrder = new ArrayList<>();
  private Optional<Credential> fallback = Optional.empty();

  private ShimCredentials() {}

  static ShimCredentials of(ShimFlags flags) throws PemException {
    ShimCredentials credentials = new ShimCredentials();
    Parts open = new Parts();
    boolean first = true;
    for (ShimFlags.Flag flag : flags.inOrder()) {
      switch (flag.name()) {
        case "new-x509-credential",
            "new-rpk-credential",
            "new-delegated-credential",
            "new-psk-credential" -> {
          credentials.close(open, first);
          open = new Parts();
          open.isRaw = flag.name().equals("new-rpk-credential");
          first = false;
        }
        case "psk-importer-key" -> open.preShared = flag.value();
        case "psk-importer-sha384" -> open.hash = HashAlgorithm.SHA_384;
        case "psk-importer-identity" -> open.identity = flag.value();
        case "psk-importer-context" -> open.context = flag.value();
        case "cert-file" -> open.chain = flag.value();
        case "key-file" -> open.key = flag.value();
        case "must-match-issuer" -> open.mustMatchIssuer = true;
        case "delegated-credential" -> open.delegated = flag.value();
        case "signing-prefs" -> open.schemes.add(new SignatureScheme(number(flag)));
        case "ocsp-response" -> open.ocspResponse = flag.value();
        case "signed-cert-timestamps" -> open.timestamps = flag.value();
        default -> {}
      }
    }
    credentials.close(open, first);
    return credentials;
  }

  private static int number(ShimFlags.Flag flag) {
    return Integer.parseInt(flag.value());
  }

  private void close(Parts parts, boolean first) throws PemException {
    Optional<Credential> read = parts.read();
    List<SslPsk> keys = parts.preSharedKeys();
    if (first) {
      fallback = read;
    } else if (read.isPresent() || !keys.isEmpty()) {
      inOrder.add(new Opened(read, keys));
    } else {
      throw TestEnd.broken("a credential without files");
    }
  }

  /** All, in the order in which they are tried. */
  List<Credential> all() {
    List<Credential> all = new ArrayList<>();
    inOrder.forEach(opened -> opened.credential.ifPresent(all::add));
    fallback.ifPresent(all::add);
    return all;
  }

  /** The pre-shared keys of TLS 1.3, in the order in which they are tried. */
  List<SslPsk> preSharedKeys() {
    return inOrder.stream().flatMap(opened -> opened.keys.stream()).toList();
  }

  /** The number of what a connection uses; -1 for the default credential and for none. */
  int numberOf(Ssl ssl) {
    return IntStream.range(0, inOrder.size())
        .filter(i -> inOrder.get(i).isUsedBy(ssl))
        .findFirst()
        .orElse(-1);
  }

  /** What this side can show, in the order of its credentials; empty when there are none. */
  List<CertificateType> types() {
    return all().stream()
        .map(c -> c.isRawPublicKey() ? CertificateType.RAW_PUBLIC_KEY : CertificateType.X509)
        .distinct()
        .toList();
  }

  /** Reads a list in the form of RFC 6962 3.3, which the library makes by itself. */
  static List<Bytes> timestamps(String encoded) {
    List<Bytes> found = new ArrayList<>();
    ByteBuffer list = ByteBuffer.wrap(Base64.getDecoder().decode(encoded));
    if (list.hasRemaining() && list.getShort() == 0) {
      throw TestEnd.unimplemented("timestamps that are none");
    }
    while (list.hasRemaining()) {
      byte[] timestamp = new byte[list.getShort()];
      list.get(timestamp);
      found.add(Bytes.of(timestamp));
    }
    return found;
  }

  /** The flags of one credential. */
  private static final class Parts {
    private final List<SignatureScheme> schemes = new ArrayList<>();
    private HashAlgorithm hash = HashAlgorithm.SHA_256;
    private boolean isRaw;
    private boolean mustMatchIssuer;
    private String chain = "";
    private String key = "";
    private String delegated = "";
    private String preShared = "";
    private String identity = "";
    private String context = "";
    private String ocspResponse = "";
    private String timestamps = "";

    List<SslPsk> preSharedKeys() {
      return preShared.isEmpty()
          ? List.of()
          : SslPsk.importedForAll(
              decoded(identity),
              decoded(context),
              Secret.take(Base64.getDecoder().decode(preShared)),
              hash,
              CRYPTO);
    }

    private static Bytes decoded(String text) {
      return Bytes.of(Base64.getDecoder().decode(text));
    }

    Optional<Credential> read() throws PemException {
      if (chain.isEmpty() && key.isEmpty()) {
        return Optional.empty();
      }
      if (key.isEmpty() || chain.isEmpty() && !isRaw) {
        throw TestEnd.unimplemented("a key without a certificate");
      }
      PrivateKey privateKey = PrivateKeys.read(Path.of(key), PasswordSource.none());
      Credential.Builder builder =
          Credential.builder()
              .key(privateKey)
              .schemes(schemes.toArray(SignatureScheme[]::new))
              .mustMatchIssuer(mustMatchIssuer)
              .scts(timestamps(timestamps));
      if (!ocspResponse.isEmpty()) {
        builder = builder.ocspResponse(decoded(ocspResponse));
      }
      if (isRaw) {
        builder = builder.rawPublicKey(PublicHalf.of(privateKey, Path.of(key)));
      } else {
        builder = builder.certificates(Certificates.read(Path.of(chain)));
      }
      return Optional.of(delegated.isEmpty() ? built(builder) : built(delegated(builder)));
    }

    private Credential.Builder delegated(Credential.Builder builder) {
      try {
        return builder.delegated(DelegatedCredential.parse(decoded(delegated)));
      } catch (TlsException e) {
        throw TestEnd.unimplemented("a delegated credential that cannot be read");
      }
    }

    private static Credential built(Credential.Builder builder) {
      try {
        return builder.build();
      } catch (IllegalArgumentException e) {
        throw TestEnd.unimplemented(e.getMessage());
      }
    }
  }
}
