// SPDX-License-Identifier: Apache-2.0

/**
 * What client and server commands have in common: options, addresses, key logs, traces, reports.
 */
package dev.jessel.cli.tls;
