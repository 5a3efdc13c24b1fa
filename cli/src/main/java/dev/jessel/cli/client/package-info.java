// SPDX-License-Identifier: Apache-2.0

/** {@code jessel s_client}: connects, tells what came of it, and passes bytes both ways. */
package dev.jessel.cli.client;
