// SPDX-License-Identifier: Apache-2.0
/** Floor 4: sessions, what they hold and how they are named. */
package dev.jessel.session;
