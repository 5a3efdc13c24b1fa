// SPDX-License-Identifier: Apache-2.0
/** Floor 1: DER (X.690), as much of it as certificates, keys and sessions need. */
package dev.jessel.wire.der;
