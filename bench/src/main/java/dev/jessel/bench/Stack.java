// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench;

/** Who speaks TLS. */
public enum Stack {
  /** Jessel on the JDK's own cryptography. */
  JESSEL,
  /** Jessel with Bouncy Castle on the class path. */
  JESSEL_BC,
  /** The JDK's own TLS. */
  JSSE,
  /** Nobody: the JDK's cryptography alone, which is the limit for the other ones. */
  LIMIT
}
