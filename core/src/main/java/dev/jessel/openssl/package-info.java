// SPDX-License-Identifier: Apache-2.0
/**
 * Floor 7: libssl's C API, name for name. One line is enough for a program:
 *
 * <pre>{@code
 * import static dev.jessel.openssl.LibSsl.*;
 * }</pre>
 *
 * <p>{@code LibSsl} inherits the functions of its sisters {@code LibErr}, {@code LibBio}, {@code
 * LibX509} and {@code LibSslContext}, and the types and constants of {@code LibSslTypes}; all are
 * translation and nothing else.
 */
package dev.jessel.openssl;
