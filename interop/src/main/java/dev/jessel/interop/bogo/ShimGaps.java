// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.bogo;

import java.util.Arrays;
import java.util.Set;

/** What flags are about that the shim does not know, in words for those who count tests. */
enum ShimGaps {
  DTLS("DTLS", "dtls"),
  SRTP("SRTP, which is for DTLS", "srtp-profiles"),
  ECH(
      "Encrypted ClientHello",
      "ech-config-list",
      "ech-server-config",
      "ech-server-key",
      "ech-is-retry-config",
      "enable-ech-grease",
      "fail-early-callback-ech-rewind",
      "expect-ech-accept",
      "expect-no-ech-name-override",
      "reject-unusable-ech-config"),
  CHANNEL_ID(
      "not of libssl: Channel ID", "enable-channel-id", "send-channel-id", "expect-channel-id"),
  NPN(
      "NPN, a draft whose place ALPN has taken",
      "advertise-npn",
      "advertise-empty-npn",
      "select-next-proto",
      "select-empty-next-proto",
      "expect-next-proto",
      "expect-no-next-proto"),
  FALSE_START("not of libssl: False Start", "false-start", "allow-false-start-without-alpn"),
  ALPS("not of libssl: ALPS", "application-settings", "alps-use-new-codepoint", "defer-alps"),
  PAKE("not of libssl: PAKE", "new-spake2plusv1-credential"),
  TRUST_ANCHORS(
      "not of libssl: trust anchor identifiers",
      "requested-trust-anchors",
      "available-trust-anchors",
      "expect-peer-available-trust-anchors",
      "cert-properties"),
  TICKET_FLAGS(
      "not of libssl: ticket flags, resumption across names",
      "resumption-across-names-enabled",
      "expect-resumable-across-names",
      "expect-not-resumable-across-names"),
  PADDING(
      "not of libssl: padding that the client asks its server for",
      "request-server-padding",
      "server-supports-padding"),
  WORKAROUND("not of libssl: what old versions of one stack need", "jdk11-workaround"),
  FORGETTING(
      "not of libssl: keeping the digest of a client's certificate alone",
      "retain-only-sha256-client-cert",
      "expect-sha256-client-cert"),
  HINTS(
      "not of libssl: key shares that are none, or as the server is guessed to like them",
      "no-key-shares",
      "server-supported-groups-hint"),
  RENEGOTIATION(
      "not of libssl: a handshake that is asked for waits for the application",
      "renegotiate-explicit"),
  FORBIDDING(
      "not of libssl: a wish for another handshake that is an error",
      "forbid-renegotiation-after-handshake"),
  SPLITTING(
      "not of libssl: records of one byte before those with CBC, where libssl has empty ones",
      "cbc-record-splitting"),
  SKEW("not of libssl: telling how wrong a ticket's age is", "expect-ticket-age-skew"),
  ALPN("not of libssl: taking protocols that were not offered", "allow-unknown-alpn-protos"),
  EQUAL("not of libssl: groups of equal preference that ignore their order", "curves-flags"),
  POLICY("not of libssl: a policy of BoringSSL's", "cnsa-202407"),
  TICKETS("tickets that hold a session in BoringSSL's form", "ticket-key");

  private final String words;
  private final Set<String> flags;

  ShimGaps(String words, String... flags) {
    this.words = words;
    this.flags = Set.of(flags);
  }

  static String of(String flag) {
    return Arrays.stream(values())
        .filter(gap -> gap.flags.contains(flag))
        .findFirst()
        .map(gap -> gap.words)
        .orElse("unknown flag " + flag);
  }
}
