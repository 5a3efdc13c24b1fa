// SPDX-License-Identifier: Apache-2.0
/** Floor 2: the records of SSLv2, which a module of its own opens and seals. */
package dev.jessel.ssl2;
