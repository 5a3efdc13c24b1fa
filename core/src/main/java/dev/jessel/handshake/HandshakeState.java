// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

/**
 * Where a handshake stands. Each state is a record of just the facts that are known at that point;
 * the state that follows is a return value. Only the driver assigns the current state.
 *
 * <pre>
 *   WorkState    --run-->    next | blocked(Wait)        consumes no message
 *   MessageState --handle--> next                        consumes exactly one message
 *   CipherSpecState --change--> next                     consumes a change_cipher_spec
 *   Established              data flows; post-handshake messages are handled inside
 *   Failed                   nothing leads out of it
 * </pre>
 */
public sealed interface HandshakeState
    permits MessageState, CipherSpecState, WorkState, Established, Failed {}
