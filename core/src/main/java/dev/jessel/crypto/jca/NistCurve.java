// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.Optional;

/** The NIST curves over prime fields, with their parameters as JCA has them. */
enum NistCurve {
  P_256("secp256r1"),
  P_384("secp384r1"),
  P_521("secp521r1");

  private final Optional<ECParameterSpec> parameters;

  NistCurve(String name) {
    this.parameters = look(name);
  }

  /** The parameters; throws {@link IllegalArgumentException} in a JDK without the curve. */
  ECParameterSpec parameters() {
    return parameters.orElseThrow(() -> new IllegalArgumentException("no provider has " + this));
  }

  /** Whether {@code key} lies on this curve and on nothing that only looks like it. */
  boolean holds(ECKey key) {
    return parameters.filter(own -> same(own, key.getParams())).isPresent();
  }

  private static boolean same(ECParameterSpec own, ECParameterSpec other) {
    return own == other
        || other != null
            && own.getCurve().equals(other.getCurve())
            && own.getGenerator().equals(other.getGenerator())
            && own.getOrder().equals(other.getOrder());
  }

  private static Optional<ECParameterSpec> look(String name) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(name));
      return Optional.of(parameters.getParameterSpec(ECParameterSpec.class));
    } catch (GeneralSecurityException jdkWithoutCurves) {
      return Optional.empty();
    }
  }
}
