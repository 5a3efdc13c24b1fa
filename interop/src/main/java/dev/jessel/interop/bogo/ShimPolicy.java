// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.bogo;

import dev.jessel.wire.ProtocolVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What BoringSSL has names for, said in lists of the library: nothing else may come about. */
enum ShimPolicy {
  /** NIST SP 800-52r2, as of 2022. */
  FIPS_2022(
      "fips-202205",
      ProtocolVersion.TLS_1_2,
      "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384",
      "ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384"
          + ":ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384",
      "P-256:P-384",
      List.of(0x0401, 0x0501, 0x0601, 0x0403, 0x0503, 0x0804, 0x0805, 0x0806)),

  /** WPA3 with 192 bits. */
  WPA_2023(
      "wpa-202304",
      ProtocolVersion.TLS_1_2,
      "TLS_AES_256_GCM_SHA384",
      "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384",
      "P-384",
      List.of(0x0503, 0x0501, 0x0601, 0x0805, 0x0806)),

  /** CNSA 1.0, with ML-KEM before the curve. */
  CNSA_1(
      "cnsa1-202603",
      ProtocolVersion.TLS_1_2,
      "TLS_AES_256_GCM_SHA384",
      "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:AES256-GCM-SHA384",
      "MLKEM1024/P-384",
      List.of(0x0503, 0x0501, 0x0805)),

  /** CNSA 2.0, as far as signatures are not asked for. */
  CNSA_2(
      "cnsa2-202603",
      ProtocolVersion.TLS_1_3,
      "TLS_AES_256_GCM_SHA384",
      "ECDHE-RSA-AES256-GCM-SHA384",
      "MLKEM1024",
      List.of(0x0503, 0x0501, 0x0805));

  private final String flag;
  private final ProtocolVersion least;
  private final String suites;
  private final String olderSuites;
  private final String groups;
  private final List<Integer> schemes;

  ShimPolicy(
      String flag,
      ProtocolVersion least,
      String suites,
      String olderSuites,
      String groups,
      List<Integer> schemes) {
    this.flag = flag;
    this.least = least;
    this.suites = suites;
    this.olderSuites = olderSuites;
    this.groups = groups;
    this.schemes = schemes;
  }

  static Optional<ShimPolicy> of(ShimFlags flags) {
    return Arrays.stream(values()).filter(policy -> flags.has(policy.flag)).findFirst();
  }

  ProtocolVersion least() {
    return least;
  }

  /** The suites of TLS 1.3. */
  String suites() {
    return suites;
  }

  String olderSuites() {
    return olderSuites;
  }

  String groups() {
    return groups;
  }

  List<Integer> schemes() {
    return schemes;
  }
}
