// SPDX-License-Identifier: Apache-2.0

/** {@code jessel s_server}: any number of clients on one selector thread. */
package dev.jessel.cli.server;
