// SPDX-License-Identifier: Apache-2.0
/**
 * Floor 2: compression of certificates (RFC 8879). The JDK has zlib; Brotli and Zstandard are there
 * when a library that is known has them, or a {@link dev.jessel.compress.CertificateCodec} brings
 * them.
 */
package dev.jessel.compress;
