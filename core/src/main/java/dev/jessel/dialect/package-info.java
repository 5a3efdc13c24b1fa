// SPDX-License-Identifier: Apache-2.0
/**
 * Floor 3: what one version before TLS 1.3 does in its own way. TLS 1.2 speaks here; those before
 * it speak in a module of their own, and without that module nobody does.
 */
package dev.jessel.dialect;
