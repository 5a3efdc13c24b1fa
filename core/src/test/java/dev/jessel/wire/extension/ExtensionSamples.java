// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.wire.Bytes;
import dev.jessel.wire.CertificateCompression;
import dev.jessel.wire.CertificateType;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import java.util.List;
import java.util.OptionalLong;

/** For each message, one extension of every form that can stand in it, and one that is unknown. */
public final class ExtensionSamples {
  private static final UnknownExtension UNKNOWN =
      new UnknownExtension(new ExtensionType(0x1a1a), Bytes.ofHex("c0ffee"));
  private static final CompressCertificate COMPRESSIONS =
      new CompressCertificate(
          List.of(CertificateCompression.ZLIB, new CertificateCompression(0x2a2a)));
  private static final SignedCertificateTimestamps TIMESTAMPS =
      new SignedCertificateTimestamps(List.of(Bytes.ofHex("00"), Bytes.ofHex("0102")));
  private static final SignatureAlgorithms SCHEMES =
      new SignatureAlgorithms(List.of(SignatureScheme.ED25519, new SignatureScheme(0xbeef)));
  private static final SignatureAlgorithmsCert CERTIFICATE_SCHEMES =
      new SignatureAlgorithmsCert(List.of(SignatureScheme.RSA_PKCS1_SHA256));
  private static final CertificateAuthorities AUTHORITIES =
      new CertificateAuthorities(List.of(Bytes.ofHex("3000"), Bytes.ofHex("30020500")));
  private static final SupportedGroups GROUPS =
      new SupportedGroups(List.of(NamedGroup.X25519MLKEM768, new NamedGroup(0x2a2a)));
  private static final KeyShareEntry SHARE =
      new KeyShareEntry(NamedGroup.X25519, Bytes.of(new byte[32]));

  private ExtensionSamples() {}

  /** A block with everything that the message can have. */
  public static Extensions of(MessageContext context) {
    return switch (context) {
      case CLIENT_HELLO -> clientHello();
      case SERVER_HELLO ->
          Extensions.of(
              new SelectedVersion(ProtocolVersion.TLS_1_3),
              new KeyShareServer(SHARE),
              new PreSharedKeyServer(1),
              new ServerNameAck(),
              new MaxFragmentLength(1),
              new RecordSizeLimit(64),
              new StatusRequestAck(),
              new SelectedProtocol(Bytes.ofHex("6832")),
              new SelectedCertificateType(
                  ExtensionType.SERVER_CERTIFICATE_TYPE, CertificateType.RAW_PUBLIC_KEY),
              new ExtendedMasterSecret(),
              EcPointFormats.UNCOMPRESSED,
              new EncryptThenMac(),
              SessionTicket.NONE,
              TIMESTAMPS,
              new RenegotiationInfo(Bytes.of(new byte[24])),
              UNKNOWN);
      case HELLO_RETRY_REQUEST ->
          Extensions.of(
              new SelectedVersion(ProtocolVersion.TLS_1_3),
              new KeyShareRetry(NamedGroup.SECP256R1),
              new Cookie(Bytes.ofHex("00")),
              UNKNOWN);
      case ENCRYPTED_EXTENSIONS ->
          Extensions.of(
              new ServerNameAck(),
              new MaxFragmentLength(4),
              new RecordSizeLimit(16385),
              new SelectedProtocol(Bytes.ofHex("683263")),
              new SelectedCertificateType(
                  ExtensionType.CLIENT_CERTIFICATE_TYPE, CertificateType.RAW_PUBLIC_KEY),
              new SelectedCertificateType(
                  ExtensionType.SERVER_CERTIFICATE_TYPE, new CertificateType(255)),
              GROUPS,
              new EarlyDataIndication(OptionalLong.empty()),
              new TicketPromise(2),
              UNKNOWN);
      case CERTIFICATE_REQUEST ->
          Extensions.of(
              SCHEMES,
              CERTIFICATE_SCHEMES,
              AUTHORITIES,
              new StatusRequestAck(),
              new TimestampRequest(),
              COMPRESSIONS,
              UNKNOWN);
      case CERTIFICATE ->
          Extensions.of(
              new CertificateStatus(Bytes.ofHex("30030a0106")),
              TIMESTAMPS,
              new DelegatedKey(
                  0xffffffffL,
                  SignatureScheme.ED25519,
                  Bytes.ofHex("3000"),
                  SignatureScheme.ECDSA_SECP256R1_SHA256,
                  Bytes.ofHex("00")),
              UNKNOWN);
      case NEW_SESSION_TICKET ->
          Extensions.of(new EarlyDataIndication(OptionalLong.of(0xffffffffL)), UNKNOWN);
    };
  }

  private static Extensions clientHello() {
    return Extensions.of(
        new ServerNameList("server.example"),
        new MaxFragmentLength(2),
        new RecordSizeLimit(0xffff),
        GROUPS,
        SCHEMES,
        CERTIFICATE_SCHEMES,
        new ApplicationProtocols(List.of(Bytes.ofHex("6832"), Bytes.ofHex("ff"))),
        new SupportedVersionsClient(List.of(ProtocolVersion.TLS_1_3, new ProtocolVersion(0x3a3a))),
        new Cookie(Bytes.ofHex("0102")),
        new KeyShareClient(
            List.of(SHARE, new KeyShareEntry(new NamedGroup(0x4a4a), Bytes.ofHex("00")))),
        new PskKeyExchangeModes(List.of(PskKeyExchangeModes.PSK_DHE_KE, 0xaa)),
        new TicketRequest(2, 1),
        AUTHORITIES,
        new EarlyDataIndication(OptionalLong.empty()),
        new StatusRequest(List.of(Bytes.ofHex("a0")), Bytes.ofHex("3000")),
        new PostHandshakeAuth(),
        new DelegatedSchemes(List.of(SignatureScheme.ED25519)),
        new CertificateTypes(
            ExtensionType.CLIENT_CERTIFICATE_TYPE,
            List.of(CertificateType.RAW_PUBLIC_KEY, CertificateType.X509)),
        new CertificateTypes(
            ExtensionType.SERVER_CERTIFICATE_TYPE, List.of(CertificateType.RAW_PUBLIC_KEY)),
        COMPRESSIONS,
        new TimestampRequest(),
        new Padding(7),
        new ExtendedMasterSecret(),
        new EcPointFormats(Bytes.ofHex("000102")),
        new EncryptThenMac(),
        new SessionTicket(Bytes.ofHex("0a0b")),
        new RenegotiationInfo(Bytes.EMPTY),
        UNKNOWN,
        new PreSharedKeyClient(
            List.of(
                new OfferedPsk(Bytes.ofHex("7469636b6574"), 0xfffffffeL),
                new OfferedPsk(Bytes.ofHex("01"), 0)),
            List.of(Bytes.of(new byte[32]), Bytes.of(new byte[48]))));
  }
}
