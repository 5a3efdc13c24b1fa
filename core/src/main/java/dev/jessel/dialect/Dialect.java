// SPDX-License-Identifier: Apache-2.0
package dev.jessel.dialect;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.KeyExchange;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.TlsException;
import dev.jessel.keys.KeyBlock;
import dev.jessel.keys.Prf;
import dev.jessel.keys.SideKeys;
import dev.jessel.keys.Transcript;
import dev.jessel.record.RecordProtection;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import java.util.List;
import java.util.Optional;

/**
 * What one version before TLS 1.3 does in its own way: keys, records and signatures. All else of a
 * handshake is the same in these versions. Immutable and thread-safe.
 */
public interface Dialect {
  /** The version. */
  ProtocolVersion version();

  /** Whether a suite, which the version may have, can be used with the cryptography at hand. */
  boolean supports(CryptoProvider crypto, SuiteParameters suite);

  /** Chooses the hash of a handshake; the messages stay. */
  void chooseHash(Transcript transcript, CryptoProvider crypto, SuiteParameters suite);

  /** Whether hellos have extensions; without them there is nothing but the signal of RFC 5746. */
  default boolean hasExtensions() {
    return true;
  }

  /** Whether an encrypted premaster secret has its length before it. */
  default boolean tellsLengthOfSecret() {
    return true;
  }

  /** Whether a client without a certificate says so with an empty list, or with an alert. */
  default boolean hasEmptyCertificateList() {
    return true;
  }

  /** How secrets are derived, and the content of a Finished. */
  Prf prf(CryptoProvider crypto, SuiteParameters suite);

  /** How much of the key block a suite needs. */
  KeyBlock.Sizes keySizes(SuiteParameters suite);

  /**
   * The keys of one side as they are used: those of export suites are made longer with what
   * everybody knows.
   *
   * @param keys what the key block gave; belongs to the result
   * @param own the random of the side that sends under these keys
   * @param other the other one
   */
  default SideKeys finalKeys(
      CryptoProvider crypto, SuiteParameters suite, SideKeys keys, Bytes own, Bytes other) {
    return keys;
  }

  /**
   * The key exchange with an RSA key that lasts one handshake. What it has for a share is what a
   * ServerKeyExchange says of such a key.
   *
   * @param offered the version that the ClientHello offered
   * @throws IllegalStateException in versions that have none, which are all but one
   */
  default KeyExchange temporaryRsa(CryptoProvider crypto, ProtocolVersion offered) {
    throw new IllegalStateException(version() + " has no temporary RSA keys");
  }

  /**
   * The protection of the records that one side sends.
   *
   * @param terms what was agreed upon
   * @param keys destroyed
   */
  RecordProtection protection(CryptoProvider crypto, RecordTerms terms, SideKeys keys);

  /**
   * What signatures are made with, where messages do not say it: one scheme for each kind of key;
   * empty where they do.
   */
  Optional<List<SignatureScheme>> impliedSchemes();

  /**
   * What a key signs where a message names no scheme.
   *
   * @param content what the signature covers
   * @return what {@code scheme} is to be given for it
   */
  Bytes toSign(CryptoProvider crypto, SignatureScheme scheme, Bytes content);

  /**
   * What a client's key signs to show that it is there: all messages so far.
   *
   * @param main the main secret, which SSLv3 mixes in
   * @return what {@code scheme} is to be given for it
   * @throws TlsException if there are too many messages
   */
  Bytes toSign(CryptoProvider crypto, SignatureScheme scheme, Transcript transcript, Secret main)
      throws TlsException;

  /**
   * How the records of a connection are to be protected.
   *
   * @param suite the negotiated suite
   * @param encryptThenMac whether RFC 7366 was agreed upon; counts for block ciphers alone
   * @param emptyRecords whether records without content may go before those of application data,
   *     where the IV of a record is known before its content is
   */
  record RecordTerms(SuiteParameters suite, boolean encryptThenMac, boolean emptyRecords) {}
}
