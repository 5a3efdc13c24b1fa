// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.limbo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One case of the suite: certificates, what is asked of them, and what is right. Field by field
 * what the file has; see the x509-limbo project for the schema.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record LimboCase(
    String id,
    @JsonProperty("validation_kind") String validationKind,
    @JsonProperty("trusted_certs") List<String> trusted,
    @JsonProperty("untrusted_intermediates") List<String> intermediates,
    @JsonProperty("peer_certificate") String leaf,
    @JsonProperty("validation_time") String time,
    @JsonProperty("extended_key_usage") List<String> extendedKeyUsage,
    @JsonProperty("expected_result") String expected,
    @JsonProperty("expected_peer_name") Name peerName,
    @JsonProperty("expected_peer_names") List<Name> peerNames,
    @JsonProperty("max_chain_depth") Integer maxChainDepth,
    List<String> crls) {
  /** A name that the certificate should bear. */
  record Name(String kind, String value) {}

  boolean shouldPass() {
    return expected.equals("SUCCESS");
  }

  boolean isClient() {
    return extendedKeyUsage.isEmpty()
        ? validationKind.equals("CLIENT")
        : extendedKeyUsage.contains("clientAuth");
  }

  /** The first part of the id, and the second too for the many cases of BetterTLS. */
  String group() {
    String[] parts = id.split("::", -1);
    return parts[0].equals("bettertls") ? parts[0] + "::" + parts[1] : parts[0];
  }
}
