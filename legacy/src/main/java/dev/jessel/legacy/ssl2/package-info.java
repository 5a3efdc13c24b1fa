// SPDX-License-Identifier: Apache-2.0
/** SSLv2 (draft-hickman-netscape-ssl-00), client and server. */
package dev.jessel.legacy.ssl2;
