// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.CipherSpi;
import javax.crypto.IllegalBlockSizeException;

/** A token whose RSA keys decrypt PKCS #1 v1.5 themselves and nothing else. */
final class PaddedOnlyToken extends Provider {
  private static final long serialVersionUID = 1L;
  private static final String TRANSFORMATION = "RSA/ECB/PKCS1Padding";

  PaddedOnlyToken() {
    super("PaddedOnlyToken", "1", "for tests");
    putService(
        new Service(this, "Cipher", TRANSFORMATION, Engine.class.getName(), null, null) {
          @Override
          public Object newInstance(Object parameter) {
            return new Engine();
          }

          @Override
          public boolean supportsParameter(Object key) {
            return key instanceof TokenKey;
          }
        });
  }

  /** A key that only the token can use. */
  static final class TokenKey implements PrivateKey {
    private static final long serialVersionUID = 1L;
    private final PrivateKey inside;

    TokenKey(PrivateKey inside) {
      this.inside = inside;
    }

    @Override
    public String getAlgorithm() {
      return "RSA";
    }

    @Override
    public String getFormat() {
      return null;
    }

    @Override
    public byte[] getEncoded() {
      return null;
    }
  }

  static final class Engine extends CipherSpi {
    private Cipher cipher;

    @Override
    protected void engineInit(int mode, Key key, SecureRandom random) throws InvalidKeyException {
      if (!(key instanceof TokenKey token)) {
        throw new InvalidKeyException("not a key of the token");
      }
      try {
        cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, token.inside);
      } catch (InvalidKeyException refused) {
        throw refused;
      } catch (GeneralSecurityException failed) {
        throw new InvalidKeyException(failed);
      }
    }

    @Override
    protected byte[] engineDoFinal(byte[] in, int offset, int length)
        throws IllegalBlockSizeException {
      try {
        return cipher.doFinal(in, offset, length);
      } catch (BadPaddingException mechanismFailed) {
        // Some tokens have no better word for it.
        throw new ProviderException(mechanismFailed);
      }
    }

    @Override
    protected void engineInit(
        int mode, Key key, AlgorithmParameterSpec parameters, SecureRandom random)
        throws InvalidKeyException {
      engineInit(mode, key, random);
    }

    @Override
    protected void engineInit(
        int mode, Key key, AlgorithmParameters parameters, SecureRandom random)
        throws InvalidKeyException {
      engineInit(mode, key, random);
    }

    @Override
    protected void engineSetMode(String mode) throws NoSuchAlgorithmException {
      throw new NoSuchAlgorithmException(mode);
    }

    @Override
    protected void engineSetPadding(String padding) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected int engineGetBlockSize() {
      return 0;
    }

    @Override
    protected int engineGetOutputSize(int inputLength) {
      return cipher.getOutputSize(inputLength);
    }

    @Override
    protected byte[] engineGetIV() {
      return null;
    }

    @Override
    protected AlgorithmParameters engineGetParameters() {
      return null;
    }

    @Override
    protected byte[] engineUpdate(byte[] in, int offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected int engineUpdate(byte[] in, int offset, int length, byte[] out, int outOffset) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected int engineDoFinal(byte[] in, int offset, int length, byte[] out, int outOffset) {
      throw new UnsupportedOperationException();
    }
  }
}
