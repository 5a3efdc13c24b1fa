// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.x509.pem.Pem;
import dev.jessel.x509.pem.PemBlock;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads private keys in all the forms in which OpenSSL writes them: PKCS#8, plain or encrypted, and
 * the older ones of their own for RSA and EC, as PEM or DER. Which algorithms there are is a matter
 * of the JDK and of Bouncy Castle, if that is on the class path.
 */
public final class PrivateKeys {
  private static final String EC_PARAMETERS = "EC PARAMETERS";

  private PrivateKeys() {}

  /**
   * The first private key of a file.
   *
   * @param file PEM or DER, up to 16 MiB
   * @param password asked if the key is encrypted
   * @return the key
   * @throws PemException if the file cannot be read, holds no key, the key is malformed or of an
   *     unknown algorithm, or the password is wrong
   */
  public static PrivateKey read(Path file, PasswordSource password) throws PemException {
    return parse(file.toString(), SourceFile.read(file), password);
  }

  /**
   * The first private key in some bytes.
   *
   * @param source what to call the bytes in an error message
   * @param content PEM or DER
   * @param password asked if the key is encrypted
   * @return the key
   * @throws PemException as {@link #read} does
   */
  public static PrivateKey parse(String source, byte[] content, PasswordSource password)
      throws PemException {
    EncodedKey encoded =
        Pem.looksLikePem(content) ? fromPem(source, content) : fromDer(source, content);
    byte[] pkcs8 = encoded.open(source, password);
    try {
      return KeyFormat.privateKey(pkcs8);
    } catch (NoSuchAlgorithmException e) {
      throw new PemException(source, "no provider has the algorithm of this private key", e);
    } catch (GeneralSecurityException e) {
      throw new PemException(source, "malformed private key", e);
    } finally {
      Arrays.fill(pkcs8, (byte) 0);
    }
  }

  private static EncodedKey fromPem(String source, byte[] content) throws PemException {
    List<PemBlock> blocks = Pem.read(source, content);
    Optional<byte[]> curve =
        blocks.stream()
            .filter(block -> block.label().equals(EC_PARAMETERS))
            .map(PemBlock::content)
            .findFirst();
    for (PemBlock block : blocks) {
      Optional<KeyContainer> container = KeyContainer.labelled(block.label());
      if (container.isPresent()) {
        return new EncodedKey(
            container.get(), block.content(), PemEncryption.of(source, block), curve);
      }
    }
    throw none(source, content, blocks);
  }

  private static EncodedKey fromDer(String source, byte[] content) throws PemException {
    KeyContainer container = KeyContainer.of(content);
    if (container == KeyContainer.OTHER) {
      throw none(source, content, List.of());
    }
    return new EncodedKey(container, content, Optional.empty(), Optional.empty());
  }

  private static PemException none(String source, byte[] content, List<PemBlock> blocks) {
    return new PemException(source, "no private key found" + FileKind.insteadOf(content, blocks));
  }
}
