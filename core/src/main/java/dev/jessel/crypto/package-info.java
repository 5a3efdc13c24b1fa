// SPDX-License-Identifier: Apache-2.0

/**
 * The cryptography that TLS asks for, as interfaces: hashes, MACs, AEADs, key exchange, signatures.
 *
 * <p>{@link dev.jessel.crypto.CryptoProvider} hands them out; Jessel's own one stands on JCA. The
 * interfaces speak TLS, not JCA: a key exchange takes the bytes of a key share, a signer is chosen
 * by signature scheme, an AEAD seals one record. Secrets travel as {@link
 * dev.jessel.crypto.Secret}, which never prints.
 */
package dev.jessel.crypto;
