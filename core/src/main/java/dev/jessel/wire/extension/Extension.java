// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.ExtensionType;

/**
 * An extension of a handshake message (RFC 9846 section 4.3). One record for each form; an
 * extension that looks different in another message has another record there.
 */
public sealed interface Extension
    permits ApplicationProtocols,
        CertificateAuthorities,
        CertificateStatus,
        CertificateTypes,
        CompressCertificate,
        Cookie,
        DelegatedKey,
        DelegatedSchemes,
        EarlyDataIndication,
        EcPointFormats,
        EncryptThenMac,
        ExtendedMasterSecret,
        KeyShareClient,
        KeyShareRetry,
        KeyShareServer,
        MaxFragmentLength,
        Padding,
        PostHandshakeAuth,
        PreSharedKeyClient,
        PreSharedKeyServer,
        PskKeyExchangeModes,
        RecordSizeLimit,
        RenegotiationInfo,
        SelectedCertificateType,
        SelectedProtocol,
        SelectedVersion,
        ServerNameAck,
        ServerNameList,
        SessionTicket,
        SignatureAlgorithms,
        SignatureAlgorithmsCert,
        SignedCertificateTimestamps,
        StatusRequest,
        StatusRequestAck,
        SupportedGroups,
        SupportedVersionsClient,
        TicketPromise,
        TicketRequest,
        TimestampRequest,
        UnknownExtension {
  /**
   * The type.
   *
   * @return what its code point says
   */
  ExtensionType type();

  /**
   * Writes {@code extension_data}, without the type and the length before it.
   *
   * @param out where to
   */
  void encodeBody(ByteWriter out);
}
