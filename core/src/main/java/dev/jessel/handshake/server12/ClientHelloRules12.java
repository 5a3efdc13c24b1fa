// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.server12;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.ExtensionRules;
import dev.jessel.handshake.PreviousHandshake;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.extension.EcPointFormats;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.MessageContext;
import dev.jessel.wire.extension.RenegotiationInfo;
import dev.jessel.wire.message.ClientHello;
import java.util.Optional;

/** What RFC 5246 7.4.1.2 and the extensions ask of a ClientHello that is to lead to TLS 1.2. */
public final class ClientHelloRules12 {
  private ClientHelloRules12() {}

  /**
   * Checks a ClientHello.
   *
   * @param previous the handshake that it follows; empty for a first one
   */
  public static void check(ClientHello hello, Optional<PreviousHandshake> previous)
      throws TlsException {
    Extensions extensions = hello.extensions();
    ExtensionRules.checkRequest(extensions, MessageContext.CLIENT_HELLO);
    if (!offersNoCompression(hello)) {
      // RFC 5246 7.4.1.2: no compression must be among the methods.
      throw new TlsException(SslReason.NO_COMPRESSION_SPECIFIED);
    }
    Optional<EcPointFormats> formats = extensions.find(EcPointFormats.class);
    if (formats.isPresent() && !formats.get().hasUncompressed()) {
      // RFC 8422 5.1.2: the uncompressed format must be among them.
      throw new TlsException(SslReason.TLS_INVALID_ECPOINTFORMAT_LIST);
    }
    if (previous.isPresent()) {
      checkAnother(hello, previous.get());
    } else {
      checkFirst(extensions);
    }
  }

  private static void checkAnother(ClientHello hello, PreviousHandshake previous)
      throws TlsException {
    if (hello.cipherSuites().contains(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV)) {
      // RFC 5746 3.7: it says that there was no handshake before.
      throw new TlsException(SslReason.SCSV_RECEIVED_WHEN_RENEGOTIATING);
    }
    PreviousHandshake.check(previous.clientInfo(), hello.extensions());
    previous.checkBinding(hello.extensions().contains(ExtensionType.EXTENDED_MASTER_SECRET));
  }

  private static void checkFirst(Extensions extensions) throws TlsException {
    Optional<RenegotiationInfo> info = extensions.find(RenegotiationInfo.class);
    if (info.isPresent() && !info.get().renegotiatedConnection().isEmpty()) {
      // RFC 5746 3.6: there was no handshake before this one.
      throw new TlsException(SslReason.RENEGOTIATION_MISMATCH);
    }
  }

  private static boolean offersNoCompression(ClientHello hello) {
    for (byte method : hello.compressionMethods().toArray()) {
      if (method == 0) {
        return true;
      }
    }
    return false;
  }
}
