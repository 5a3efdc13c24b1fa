// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.Set;

/** A provider that does what the JDK's do, by their own classes, but for what is broken in it. */
final class Borrowed extends Provider {
  private static final long serialVersionUID = 1L;
  private static final Set<String> TYPES =
      Set.of(
          "MessageDigest",
          "Mac",
          "Cipher",
          "Signature",
          "KeyPairGenerator",
          "KeyAgreement",
          "KeyFactory");

  Borrowed(String name) {
    super(name, "1", "for a test");
    for (Provider each : Security.getProviders()) {
      each.getServices().stream().filter(s -> TYPES.contains(s.getType())).forEach(this::borrow);
    }
  }

  /** The same without a type of service. */
  Borrowed without(String type) {
    getServices().stream().filter(s -> s.getType().equals(type)).forEach(this::removeService);
    return this;
  }

  /** The same with an algorithm that is another one in truth. */
  Borrowed passingOff(String type, String algorithm, String as) {
    Service honest = getService(type, as);
    putService(new Lent(this, honest, algorithm));
    return this;
  }

  private void borrow(Service service) {
    if (getService(service.getType(), service.getAlgorithm()) == null) {
      putService(new Lent(this, service, service.getAlgorithm()));
    }
  }

  private static final class Lent extends Service {
    private final Service lender;

    Lent(Provider borrower, Service lender, String algorithm) {
      super(borrower, lender.getType(), algorithm, lender.getClassName(), null, null);
      this.lender = lender;
    }

    @Override
    public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
      return lender.newInstance(parameter);
    }
  }
}
