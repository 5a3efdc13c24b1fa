// SPDX-License-Identifier: Apache-2.0
/**
 * Bytes and numbers of the protocol: a reader and a writer for TLS's length-prefixed vectors, an
 * immutable byte string, and the registries (cipher suites, groups, signature schemes, extension
 * and message types, versions) as value types over their code points, so that what nobody has a
 * name for yet survives a round trip. Everything here is free of policy and of state.
 */
package dev.jessel.wire;
