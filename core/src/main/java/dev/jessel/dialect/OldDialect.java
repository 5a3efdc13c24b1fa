// SPDX-License-Identifier: Apache-2.0
package dev.jessel.dialect;

import dev.jessel.crypto.BulkCipher;
import dev.jessel.crypto.CbcCipher;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Hash;
import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.Hmac;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.StreamCipher;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.keys.SideKeys;
import dev.jessel.record.CbcBody;
import dev.jessel.record.CbcCiphers;
import dev.jessel.record.CbcPadding;
import dev.jessel.record.CbcProtection;
import dev.jessel.record.EncryptThenMacProtection;
import dev.jessel.record.RecordMac;
import dev.jessel.record.RecordProtection;
import dev.jessel.record.StreamProtection;

/**
 * A dialect older than TLS 1.2: it says what the parts of a record's protection are, and here they
 * are put together.
 */
public interface OldDialect extends Dialect {
  /** How the blocks of CBC look. */
  enum Blocks {
    /** Each record has an IV of its own. */
    TLS_1_1,
    /** A record's IV is the end of the one before. */
    TLS_1_0,
    /** As in TLS 1.0, and padding is not to be checked. */
    SSL_3
  }

  /**
   * The MAC of records.
   *
   * @param mac has its key
   * @param idle the hash of the MAC, to pass the time with
   * @param blockLength bytes that the hash takes in at a time
   * @param keyed bytes of a block that is begun with the key; 0 when the key fills whole blocks
   * @param withVersion whether the version is authenticated
   */
  record Mac(Hmac mac, Hash idle, int blockLength, int keyed, boolean withVersion) {
    /** HMAC. */
    public static Mac hmac(CryptoProvider crypto, HashAlgorithm hash, Secret key) {
      return new Mac(crypto.hmac(hash, key), crypto.hash(hash), hash.blockLength(), 0, true);
    }
  }

  /** How the blocks of CBC look. */
  Blocks blocks();

  /** The MAC of records. */
  Mac mac(CryptoProvider crypto, HashAlgorithm hash, Secret key);

  /** A block cipher in CBC. */
  CbcCipher block(CryptoProvider crypto, BulkCipher cipher, Secret key);

  /** A cipher that is neither one of blocks nor an AEAD. */
  StreamCipher stream(BulkCipher cipher, Secret key);

  @Override
  default RecordProtection protection(CryptoProvider crypto, RecordTerms terms, SideKeys keys) {
    try {
      SuiteParameters suite = terms.suite();
      RecordMac mac = recordMac(mac(crypto, suite.mac().hash(), keys.macKey()));
      if (suite.cipher().kind() != BulkCipher.Kind.BLOCK) {
        return new StreamProtection(mac, stream(suite.cipher(), keys.key()), version().code());
      }
      CbcCipher cipher = block(crypto, suite.cipher(), keys.key());
      boolean chained = blocks() != Blocks.TLS_1_1;
      CbcBody body =
          chained ? CbcBody.chained(crypto, cipher, keys.iv()) : CbcBody.explicit(crypto, cipher);
      CbcCiphers ciphers = new CbcCiphers(body, mac);
      CbcProtection.Form form = form(chained && terms.emptyRecords());
      return terms.encryptThenMac()
          ? new EncryptThenMacProtection(ciphers, form)
          : new CbcProtection(ciphers, form);
    } finally {
      keys.destroy();
    }
  }

  private RecordMac recordMac(Mac mac) {
    RecordMac.Header header =
        mac.withVersion() ? RecordMac.Header.WITH_VERSION : RecordMac.Header.WITHOUT_VERSION;
    RecordMac.Layout layout = new RecordMac.Layout(mac.blockLength(), mac.keyed(), header);
    return new RecordMac(mac.mac(), mac.idle(), layout, version().code());
  }

  private CbcProtection.Form form(boolean emptyRecordFirst) {
    CbcPadding padding = blocks() == Blocks.SSL_3 ? CbcPadding.SSL_3 : CbcPadding.TLS;
    return new CbcProtection.Form(version().code(), padding, emptyRecordFirst);
  }
}
