// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslExtension;
import dev.jessel.SslRefusal;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.openssl.LibSslTypes.SSL;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionPlace;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.PeerCertificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks C's callbacks about one extension of the application's, whichever end this is. */
final class CustomExtensionBridge implements SslExtension.Writer, SslExtension.Reader {
  private final SSL handle;
  private final List<CustomExtensionEntry> entries;

  private CustomExtensionBridge(SSL handle, List<CustomExtensionEntry> entries) {
    this.handle = handle;
    this.entries = entries;
  }

  /** Has a connection speak the extensions of a context. */
  static SslContext.Builder apply(
      SSL handle, List<CustomExtensionEntry> all, SslContext.Builder builder) {
    SslContext.Builder with = builder.noExtensions();
    for (int type : all.stream().mapToInt(CustomExtensionEntry::type).distinct().toArray()) {
      List<CustomExtensionEntry> same = all.stream().filter(e -> e.type() == type).toList();
      CustomExtensionBridge bridge = new CustomExtensionBridge(handle, same);
      with = with.extension(new SslExtension(type, bridge.places(), bridge, bridge));
    }
    return with;
  }

  private Set<ExtensionPlace> places() {
    Set<ExtensionPlace> places = EnumSet.noneOf(ExtensionPlace.class);
    entries.forEach(entry -> places.addAll(entry.places()));
    return places;
  }

  /** The entry that counts here; none where it stays silent and deaf. */
  private Optional<CustomExtensionEntry> relevant(Ssl ssl, ExtensionPlace place) {
    return entries.stream()
        .filter(entry -> entry.role().is(ssl.isServer()))
        .filter(entry -> entry.places().contains(place))
        .filter(entry -> isInVersion(entry, ssl))
        .filter(
            entry ->
                !ssl.isResumed() || !entry.has(LibSslCustomExtensions.SSL_EXT_IGNORE_ON_RESUMPTION))
        .findFirst();
  }

  private static boolean isInVersion(CustomExtensionEntry entry, Ssl ssl) {
    Optional<ProtocolVersion> version = ssl.version();
    boolean is13 = version.equals(Optional.of(ProtocolVersion.TLS_1_3));
    // A client's ClientHello goes out before the version is known, and has both kinds.
    return version.isEmpty()
        || !entry.has(
            is13
                ? LibSslCustomExtensions.SSL_EXT_TLS1_2_AND_BELOW_ONLY
                : LibSslCustomExtensions.SSL_EXT_TLS1_3_ONLY);
  }

  @Override
  public Optional<Bytes> write(Ssl ssl, ExtensionPlace place, int certificate) {
    return relevant(ssl, place).flatMap(entry -> write(entry, place, certificate));
  }

  private Optional<Bytes> write(CustomExtensionEntry entry, ExtensionPlace place, int certificate) {
    if (entry.add().isEmpty()) {
      // As libssl: without a callback a client asks with an empty one, and nobody answers.
      return place == ExtensionPlace.CLIENT_HELLO ? Optional.of(Bytes.EMPTY) : Optional.empty();
    }
    byte[][] out = {null};
    int[] alert = {AlertDescription.INTERNAL_ERROR.code()};
    int context = CustomExtensionEntry.flag(place);
    List<PeerCertificate> own = handle.ssl().credential().map(c -> c.chain()).orElse(List.of());
    int answer =
        entry
            .add()
            .get()
            .add(
                handle,
                entry.type(),
                context,
                out,
                beside(place, own, certificate),
                certificate,
                alert,
                entry.addArgument());
    if (answer < 0) {
      throw new SslRefusal(SslReason.CALLBACK_FAILED, new AlertDescription(alert[0] & 0xFF));
    }
    if (answer == 0) {
      return Optional.empty();
    }
    Bytes content = out[0] == null ? Bytes.EMPTY : Bytes.of(out[0].clone());
    entry.free().ifPresent(f -> f.free(handle, entry.type(), context, out[0], entry.addArgument()));
    return Optional.of(content);
  }

  @Override
  public void read(Ssl ssl, ExtensionPlace place, Bytes content, int certificate) {
    relevant(ssl, place)
        .filter(entry -> entry.parse().isPresent())
        .ifPresent(entry -> read(entry, place, content, certificate));
  }

  private void read(
      CustomExtensionEntry entry, ExtensionPlace place, Bytes content, int certificate) {
    int[] alert = {AlertDescription.DECODE_ERROR.code()};
    int answer =
        entry
            .parse()
            .orElseThrow()
            .parse(
                handle,
                entry.type(),
                CustomExtensionEntry.flag(place),
                content.toArray(),
                content.length(),
                beside(place, handle.ssl().peerCertificates(), certificate),
                certificate,
                alert,
                entry.parseArgument());
    if (answer <= 0) {
      throw new SslRefusal(SslReason.BAD_EXTENSION, new AlertDescription(alert[0] & 0xFF));
    }
  }

  private static PeerCertificate beside(
      ExtensionPlace place, List<PeerCertificate> chain, int certificate) {
    boolean known = place == ExtensionPlace.CERTIFICATE && certificate < chain.size();
    return known ? chain.get(certificate) : null;
  }
}
