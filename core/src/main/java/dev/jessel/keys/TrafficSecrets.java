// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

/**
 * The last stage of the TLS 1.3 key schedule (RFC 9846 7.1): what protects application data.
 *
 * @param client the client's first application traffic secret; its user destroys it
 * @param server the server's first application traffic secret; its user destroys it
 * @param exporter keying material for the application, from the exporter secret
 */
public record TrafficSecrets(TrafficSecret client, TrafficSecret server, Exporter exporter) {}
