// SPDX-License-Identifier: Apache-2.0
/**
 * A TLS 1.3 peer that speaks by a script, and bends it in named ways: {@code ScriptedServer} and
 * {@code ScriptedClient} hold the honest scripts, {@code ScriptedPeer} the bends, {@code
 * Conversation} what a bend of one's own can say.
 */
package dev.jessel.testkit.peer;
