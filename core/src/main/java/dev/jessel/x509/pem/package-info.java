// SPDX-License-Identifier: Apache-2.0
/** Floor 2: the text form of certificates, keys and sessions. */
package dev.jessel.x509.pem;
