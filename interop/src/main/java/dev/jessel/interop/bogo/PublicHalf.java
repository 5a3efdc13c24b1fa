// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.bogo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** The public key of a private one: it stands in the runner's files. */
final class PublicHalf {
  private static final int BITS_OF_BYTE = 8;

  private PublicHalf() {}

  static PublicKey of(PrivateKey key, Path file) {
    try {
      if (key instanceof RSAPrivateCrtKey rsa) {
        return KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
      }
      if (key instanceof ECPrivateKey ec) {
        return KeyFactory.getInstance("EC")
            .generatePublic(new ECPublicKeySpec(point(ec, der(file)), ec.getParams()));
      }
      throw TestEnd.unimplemented("a raw public key of this kind");
    } catch (GeneralSecurityException e) {
      throw TestEnd.broken(e.getMessage());
    }
  }

  /** RFC 5915 3: the point ends the structure. */
  private static ECPoint point(ECPrivateKey key, byte[] der) {
    int size =
        (key.getParams().getCurve().getField().getFieldSize() + BITS_OF_BYTE - 1) / BITS_OF_BYTE;
    int y = der.length - size;
    int x = y - size;
    return new ECPoint(
        new BigInteger(1, Arrays.copyOfRange(der, x, y)),
        new BigInteger(1, Arrays.copyOfRange(der, y, der.length)));
  }

  private static byte[] der(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      return Base64.getMimeDecoder().decode(text.replaceAll("-----[^-]*-----", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
