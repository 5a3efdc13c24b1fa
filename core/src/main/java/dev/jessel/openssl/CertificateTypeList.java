// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.wire.CertificateType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Types of certificates as C has them: one byte each, or nothing at all for the default. */
final class CertificateTypeList {
  private static final List<CertificateType> KNOWN =
      List.of(CertificateType.X509, CertificateType.RAW_PUBLIC_KEY);

  private CertificateTypeList() {}

  /** The types that bytes name; empty when they make no sense. */
  static Optional<List<CertificateType>> of(byte[] bytes, int length) {
    if (bytes == null && length == 0) {
      return Optional.of(List.of(CertificateType.X509));
    }
    if (bytes == null || length == 0) {
      return Optional.empty();
    }
    List<CertificateType> types = new ArrayList<>();
    for (byte code : Arrays.copyOf(bytes, length)) {
      CertificateType type = new CertificateType(code & 0xFF);
      if (types.contains(type) || !KNOWN.contains(type)) {
        return Optional.empty();
      }
      types.add(type);
    }
    return Optional.of(types);
  }
}
