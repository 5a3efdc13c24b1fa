// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server13;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.ExtensionRules;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.KeyShareClient;
import dev.jessel.wire.extension.KeyShareEntry;
import dev.jessel.wire.extension.MessageContext;
import dev.jessel.wire.extension.SignatureAlgorithms;
import dev.jessel.wire.extension.SupportedGroups;
import dev.jessel.wire.extension.SupportedVersionsClient;
import dev.jessel.wire.message.ClientHello;
import java.util.List;
import java.util.Optional;

/** What RFC 9846 4.2.2, 4.3.8 and 9.2 ask of a ClientHello that is to lead to TLS 1.3. */
final class ClientHelloRules {
  private ClientHelloRules() {}

  static void check(ClientHello hello) throws TlsException {
    Extensions extensions = hello.extensions();
    checkVersion(hello);
    ExtensionRules.checkRequest(extensions, MessageContext.CLIENT_HELLO);
    if (hello.compressionMethods().length() != 1 || hello.compressionMethods().at(0) != 0) {
      throw new TlsException(SslReason.INVALID_COMPRESSION_ALGORITHM);
    }
    // RFC 9846 9.2: without a PSK these three are mandatory.
    require(extensions.find(SignatureAlgorithms.class), SslReason.MISSING_SIGALGS_EXTENSION);
    SupportedGroups groups =
        require(
            extensions.find(SupportedGroups.class), SslReason.MISSING_SUPPORTED_GROUPS_EXTENSION);
    KeyShareClient shares =
        require(extensions.find(KeyShareClient.class), SslReason.MISSING_KEY_SHARE);
    checkShares(shares, groups.groups());
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
  }

  /** RFC 9846 4.3.8: shares stand in the order of the groups, one for each at the most. */
  private static void checkShares(KeyShareClient shares, List<NamedGroup> groups)
      throws TlsException {
    int position = -1;
    for (KeyShareEntry entry : shares.shares()) {
      int found = groups.indexOf(entry.group());
      if (found <= position) {
        throw new TlsException(SslReason.BAD_KEY_SHARE, "key shares out of order or not offered");
      }
      position = found;
    }
  }

  private static <T> T require(Optional<T> extension, SslReason reason) throws TlsException {
    return extension.orElseThrow(() -> new TlsException(reason));
  }
}
