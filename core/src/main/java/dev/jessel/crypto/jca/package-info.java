// SPDX-License-Identifier: Apache-2.0

/**
 * The cryptography of {@link dev.jessel.crypto} on JCA, with what JDK 17 to 25, Bouncy Castle and
 * Amazon's provider have.
 *
 * <p>Which provider serves an algorithm is found out once and remembered. Where the installed
 * providers have a gap (AES-CCM everywhere, ML-KEM and ML-DSA before JDK 24) Bouncy Castle fills it
 * if it is on the class path, registered or not. Where Amazon's provider is, it takes over the
 * algorithms in which it shows that it is faster. What newer JDKs brought is reached by method
 * handles, since the classes are compiled for Java 17.
 */
package dev.jessel.crypto.jca;
