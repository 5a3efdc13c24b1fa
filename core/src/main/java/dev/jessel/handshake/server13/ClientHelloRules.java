// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.ExtensionRules;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.KeyShareClient;
import dev.jessel.wire.extension.KeyShareEntry;
import dev.jessel.wire.extension.MessageContext;
import dev.jessel.wire.extension.PskKeyExchangeModes;
import dev.jessel.wire.extension.SignatureAlgorithms;
import dev.jessel.wire.extension.SupportedGroups;
import dev.jessel.wire.extension.SupportedVersionsClient;
import dev.jessel.wire.message.ClientHello;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What RFC 9846 4.2.2, 4.3.8 and 9.2 ask of a ClientHello that is to lead to TLS 1.3. */
public final class ClientHelloRules {
  private ClientHelloRules() {}

  /** Checks a ClientHello. */
  public static void check(ClientHello hello) throws TlsException {
    Extensions extensions = hello.extensions();
    checkVersion(hello);
    ExtensionRules.checkRequest(extensions, MessageContext.CLIENT_HELLO);
    if (hello.compressionMethods().length() != 1 || hello.compressionMethods().at(0) != 0) {
      throw new TlsException(SslReason.INVALID_COMPRESSION_ALGORITHM);
    }
    boolean withPsk = extensions.contains(ExtensionType.PRE_SHARED_KEY);
    if (withPsk) {
      // RFC 9846 4.3.9: a PSK must come with the ways in which it may be used.
      require(
          extensions.find(PskKeyExchangeModes.class), SslReason.MISSING_PSK_KEX_MODES_EXTENSION);
    } else {
      checkComplete(hello);
    }
    checkShares(extensions, withPsk);
  }

  /** RFC 9846 9.2: what is mandatory where no PSK is used. */
  static void checkComplete(ClientHello hello) throws TlsException {
    Extensions extensions = hello.extensions();
    require(extensions.find(SignatureAlgorithms.class), SslReason.MISSING_SIGALGS_EXTENSION);
    require(extensions.find(SupportedGroups.class), SslReason.MISSING_SUPPORTED_GROUPS_EXTENSION);
    require(extensions.find(KeyShareClient.class), SslReason.MISSING_KEY_SHARE);
  }

  /** RFC 9846 9.2: groups and shares stand together, or a PSK must do alone. */
  private static void checkShares(Extensions extensions, boolean withPsk) throws TlsException {
    Optional<SupportedGroups> groups = extensions.find(SupportedGroups.class);
    Optional<KeyShareClient> shares = extensions.find(KeyShareClient.class);
    if (withPsk && groups.isEmpty() && shares.isEmpty()) {
      return;
    }
    checkShares(
        require(shares, SslReason.MISSING_KEY_SHARE),
        require(groups, SslReason.MISSING_SUPPORTED_GROUPS_EXTENSION).groups());
  }

  private static void checkVersion(ClientHello hello) throws TlsException {
    boolean offered =
        hello
            .extensions()
            .find(SupportedVersionsClient.class)
            .map(versions -> versions.versions().contains(ProtocolVersion.TLS_1_3))
            .orElse(false);
    if (!offered) {
      throw new TlsException(SslReason.UNSUPPORTED_PROTOCOL, "the client does not offer TLS 1.3");
    }
    if (!hello.legacyVersion().equals(ProtocolVersion.TLS_1_2)) {
      throw new TlsException(SslReason.BAD_LEGACY_VERSION, hello.legacyVersion().toString());
    }
  }

  /**
   * RFC 9846 4.3.8: shares stand in the order of the groups, one for each at the most. One walk
   * through both lists: a client can fill them with thousands.
   */
  private static void checkShares(KeyShareClient shares, List<NamedGroup> groups)
      throws TlsException {
    Iterator<NamedGroup> left = groups.iterator();
    for (KeyShareEntry entry : shares.shares()) {
      boolean found = false;
      while (!found && left.hasNext()) {
        found = left.next().equals(entry.group());
      }
      if (!found) {
        throw new TlsException(SslReason.BAD_KEY_SHARE, "key shares out of order or not offered");
      }
    }
  }

  private static <T> T require(Optional<T> extension, SslReason reason) throws TlsException {
    return extension.orElseThrow(() -> new TlsException(reason));
  }
}
