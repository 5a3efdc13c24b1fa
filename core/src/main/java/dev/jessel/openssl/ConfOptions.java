// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import java.util.List;

/** The words of the commands Options, Protocol and VerifyMode. */
final class ConfOptions {
  // Options that SSL_CONF alone has names for here; what libssl does no more has no bit.
  static final long ALLOW_UNSAFE_LEGACY_RENEGOTIATION = 1L << 18;
  static final long NO_TX_CERTIFICATE_COMPRESSION = 1L << 32;
  static final long NO_RX_CERTIFICATE_COMPRESSION = 1L << 33;
  static final long PREFER_NO_DHE_KEX = 1L << 35;
  static final long LEGACY_EC_POINT_FORMATS = 1L << 36;
  private static final long ENABLE_KTLS = 1L << 3;
  private static final long KTLS_TX_ZEROCOPY_SENDFILE = 1L << 34;
  private static final long NOTHING = 0;

  static final long ALL_VERSIONS =
      LibSslTypes.SSL_OP_NO_SSLv3
          | LibSslTypes.SSL_OP_NO_TLSv1
          | LibSslTypes.SSL_OP_NO_TLSv1_1
          | LibSslTypes.SSL_OP_NO_TLSv1_2
          | LibSslTypes.SSL_OP_NO_TLSv1_3;

  static final List<ConfFlag> OPTIONS =
      List.of(
          ConfFlag.off("SessionTicket", LibSslTypes.SSL_OP_NO_TICKET),
          ConfFlag.off("EmptyFragments", LibSslTypes.SSL_OP_DONT_INSERT_EMPTY_FRAGMENTS),
          ConfFlag.on("Bugs", LibSslTypes.SSL_OP_ALL),
          ConfFlag.off("Compression", LibSslTypes.SSL_OP_NO_COMPRESSION),
          ConfFlag.ofServers("ServerPreference", LibSslTypes.SSL_OP_SERVER_PREFERENCE),
          ConfFlag.ofServers(
              "NoResumptionOnRenegotiation",
              LibSslTypes.SSL_OP_NO_SESSION_RESUMPTION_ON_RENEGOTIATION),
          ConfFlag.ofServers("DHSingle", NOTHING),
          ConfFlag.ofServers("ECDHSingle", NOTHING),
          ConfFlag.on("UnsafeLegacyRenegotiation", ALLOW_UNSAFE_LEGACY_RENEGOTIATION),
          ConfFlag.on("UnsafeLegacyServerConnect", LibSslTypes.SSL_OP_LEGACY_SERVER_CONNECT),
          ConfFlag.on("ClientRenegotiation", LibSslTypes.SSL_OP_ALLOW_CLIENT_RENEGOTIATION),
          ConfFlag.off("EncryptThenMac", LibSslTypes.SSL_OP_NO_ENCRYPT_THEN_MAC),
          ConfFlag.on("NoRenegotiation", LibSslTypes.SSL_OP_NO_RENEGOTIATION),
          ConfFlag.on("AllowNoDHEKEX", LibSslTypes.SSL_OP_ALLOW_NO_DHE_KEX),
          ConfFlag.on("PreferNoDHEKEX", PREFER_NO_DHE_KEX),
          ConfFlag.on("PrioritizeChaCha", LibSslTypes.SSL_OP_PRIORITIZE_CHACHA),
          ConfFlag.on("MiddleboxCompat", LibSslTypes.SSL_OP_ENABLE_MIDDLEBOX_COMPAT),
          ConfFlag.off("AntiReplay", LibSslTypes.SSL_OP_NO_ANTI_REPLAY),
          ConfFlag.off("ExtendedMasterSecret", LibSslTypes.SSL_OP_NO_EXTENDED_MASTER_SECRET),
          ConfFlag.off("CANames", LibSslTypes.SSL_OP_DISABLE_TLSEXT_CA_NAMES),
          ConfFlag.on("KTLS", ENABLE_KTLS),
          ConfFlag.off("TxCertificateCompression", NO_TX_CERTIFICATE_COMPRESSION),
          ConfFlag.off("RxCertificateCompression", NO_RX_CERTIFICATE_COMPRESSION),
          ConfFlag.on("KTLSTxZerocopySendfile", KTLS_TX_ZEROCOPY_SENDFILE),
          ConfFlag.on("IgnoreUnexpectedEOF", LibSslTypes.SSL_OP_IGNORE_UNEXPECTED_EOF),
          ConfFlag.on("LegacyECPointFormats", LEGACY_EC_POINT_FORMATS));

  static final List<ConfFlag> PROTOCOLS =
      List.of(
          ConfFlag.off("ALL", ALL_VERSIONS),
          ConfFlag.off("SSLv2", NOTHING),
          ConfFlag.off("SSLv3", LibSslTypes.SSL_OP_NO_SSLv3),
          ConfFlag.off("TLSv1", LibSslTypes.SSL_OP_NO_TLSv1),
          ConfFlag.off("TLSv1.1", LibSslTypes.SSL_OP_NO_TLSv1_1),
          ConfFlag.off("TLSv1.2", LibSslTypes.SSL_OP_NO_TLSv1_2),
          ConfFlag.off("TLSv1.3", LibSslTypes.SSL_OP_NO_TLSv1_3));

  private static final int REQUIRE =
      LibSslTypes.SSL_VERIFY_PEER | LibSslTypes.SSL_VERIFY_FAIL_IF_NO_PEER_CERT;
  private static final int LATER =
      LibSslTypes.SSL_VERIFY_PEER | LibSslTypes.SSL_VERIFY_POST_HANDSHAKE;

  static final List<ConfFlag> VERIFY_MODES =
      List.of(
          ConfFlag.ofClients("Peer", LibSslTypes.SSL_VERIFY_PEER),
          ConfFlag.ofServers("Request", LibSslTypes.SSL_VERIFY_PEER),
          ConfFlag.ofServers("Require", REQUIRE),
          ConfFlag.ofServers(
              "Once", LibSslTypes.SSL_VERIFY_PEER | LibSslTypes.SSL_VERIFY_CLIENT_ONCE),
          ConfFlag.ofServers("RequestPostHandshake", LATER),
          ConfFlag.ofServers("RequirePostHandshake", LATER | REQUIRE));

  private ConfOptions() {}
}
