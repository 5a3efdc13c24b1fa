// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.der.DerElement;
import dev.jessel.wire.der.DerException;
import dev.jessel.wire.der.DerReader;
import dev.jessel.wire.der.DerTag;
import dev.jessel.wire.der.DerWriter;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** A private key as it stands in a file, on its way to plain PKCS#8 (RFC 5958). */
final class EncodedKey {
  private static final byte[] VERSION_0 = {DerTag.INTEGER, 1, 0};
  private static final byte[] RSA_ENCRYPTION =
      algorithm(new byte[] {0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 1, 1});
  private static final byte[] EC_PUBLIC_KEY =
      algorithm(new byte[] {0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 2, 1});
  private static final Set<String> ML_DSA =
      Set.of("2.16.840.1.101.3.4.3.17", "2.16.840.1.101.3.4.3.18", "2.16.840.1.101.3.4.3.19");
  private static final byte[] NULL = {DerTag.NULL, 0};

  private final KeyContainer container;
  private final byte[] content;
  private final Optional<PemEncryption> encryption;
  private final Optional<byte[]> curve;

  /**
   * @param encryption of the PEM block, unless it is PKCS#8 that is encrypted
   * @param curve the parameters that stood before an EC key
   */
  EncodedKey(
      KeyContainer container,
      byte[] content,
      Optional<PemEncryption> encryption,
      Optional<byte[]> curve) {
    this.container = container;
    this.content = content;
    this.encryption = encryption;
    this.curve = curve;
  }

  /** Plain PKCS#8 in an array of its own. */
  byte[] open(String source, PasswordSource passwords) throws PemException {
    boolean encrypted = encryption.isPresent() || container == KeyContainer.ENCRYPTED_PKCS8;
    if (!encrypted) {
      try {
        return toPkcs8(container, content);
      } catch (DerException e) {
        throw new PemException(source, "malformed private key: " + e.getMessage(), e);
      }
    }
    char[] password = passwords.password();
    try {
      return decrypt(source, password);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private byte[] decrypt(String source, char[] password) throws PemException {
    if (password.length == 0) {
      throw new PemException(source, "the private key is encrypted and no password was given");
    }
    try {
      if (encryption.isPresent()) {
        return toPkcs8(container, encryption.get().decrypt(content, password));
      }
      return toPkcs8(KeyContainer.PKCS8, Pkcs8Encryption.decrypt(content, password));
    } catch (NoSuchAlgorithmException e) {
      throw new PemException(source, "unsupported encryption of the private key", e);
    } catch (DerException | GeneralSecurityException e) {
      // The cause stays out: for a padding error it says nothing, for DER it speaks of plaintext.
      throw new PemException(source, "wrong password, or the encrypted private key is damaged");
    }
  }

  private byte[] toPkcs8(KeyContainer form, byte[] key) throws DerException {
    return switch (form) {
      case PKCS8, ENCRYPTED_PKCS8 -> withoutAttributes(key);
      case PKCS1_RSA -> fromPkcs1(key);
      case SEC1_EC -> fromSec1(key);
      case OTHER -> throw new DerException("not a format that is supported");
    };
  }

  // Version 1 with a public key (RFC 5958) becomes version 0 without: every JDK reads that.
  private static byte[] withoutAttributes(byte[] key) throws DerException {
    DerReader fields = DerReader.of(key).sequence();
    fields.next(DerTag.INTEGER);
    DerElement algorithm = fields.next(DerTag.SEQUENCE);
    byte[] content = fields.next(DerTag.OCTET_STRING).value();
    boolean isMlDsa = ML_DSA.contains(algorithm.content().next().oid());
    return pkcs8(algorithm.encoded(), isMlDsa ? expandedOnly(content) : content);
  }

  // RFC 9881 6: a key is its seed, or what the seed expands to, or a sequence of both, which is
  // what OpenSSL writes. The second is the one that every provider reads.
  private static byte[] expandedOnly(byte[] key) throws DerException {
    DerReader reader = DerReader.of(key);
    if (!reader.nextIs(DerTag.SEQUENCE)) {
      return key;
    }
    DerReader both = reader.sequence();
    both.next(DerTag.OCTET_STRING);
    return both.next(DerTag.OCTET_STRING).encoded();
  }

  private static byte[] fromPkcs1(byte[] key) throws DerException {
    DerReader.of(key).sequence().next(DerTag.INTEGER);
    return pkcs8(DerWriter.element(DerTag.SEQUENCE, RSA_ENCRYPTION, NULL), key);
  }

  // RFC 5915 3: the curve is in the key itself; older files have it in a block before.
  private byte[] fromSec1(byte[] key) throws DerException {
    DerReader fields = DerReader.of(key).sequence();
    fields.next(DerTag.INTEGER);
    fields.next(DerTag.OCTET_STRING);
    byte[] parameters;
    if (fields.nextIs(DerTag.constructed(0))) {
      parameters = fields.next().content().next().encoded();
    } else {
      parameters = curve.orElseThrow(() -> new DerException("EC key without a curve"));
    }
    return pkcs8(DerWriter.element(DerTag.SEQUENCE, EC_PUBLIC_KEY, parameters), key);
  }

  private static byte[] pkcs8(byte[] algorithm, byte[] key) {
    byte[] octets = DerWriter.element(DerTag.OCTET_STRING, key);
    return DerWriter.element(DerTag.SEQUENCE, VERSION_0, algorithm, octets);
  }

  private static byte[] algorithm(byte[] oid) {
    return DerWriter.element(DerTag.OBJECT_IDENTIFIER, oid);
  }
}
