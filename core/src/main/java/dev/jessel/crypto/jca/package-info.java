// SPDX-License-Identifier: Apache-2.0

/**
 * The cryptography of {@link dev.jessel.crypto} on JCA, with what JDK 17 to 25 and Bouncy Castle
 * have.
 *
 * <p>Which provider serves an algorithm is found out once and remembered. Where the installed
 * providers have a gap (AES-CCM everywhere, ML-KEM and ML-DSA before JDK 24) Bouncy Castle fills it
 * if it is on the class path, registered or not. What newer JDKs brought is reached by method
 * handles, since the classes are compiled for Java 17.
 */
package dev.jessel.crypto.jca;
