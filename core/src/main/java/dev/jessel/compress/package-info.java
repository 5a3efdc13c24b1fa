// SPDX-License-Identifier: Apache-2.0
/**
 * Floor 2: compression of certificates (RFC 8879). The JDK has zlib; whoever has another algorithm
 * brings it as a {@link dev.jessel.compress.CertificateCodec}.
 */
package dev.jessel.compress;
