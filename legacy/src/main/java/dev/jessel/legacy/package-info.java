// SPDX-License-Identifier: Apache-2.0
/** What TLS 1.1, TLS 1.0 and SSLv3 do in their own way. */
package dev.jessel.legacy;
