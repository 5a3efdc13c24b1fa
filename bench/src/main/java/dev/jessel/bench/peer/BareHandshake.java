// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.peer;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PSSParameterSpec;
import javax.crypto.KeyAgreement;

/**
 * The floor: what JCA takes for the public-key operations of a handshake. Two key pairs, two
 * agreements and, unless a session is resumed, a signature made and checked. The signature on the
 * certificate is not among them: whoever has checked it once can remember that.
 */
final class BareHandshake implements Pair {
  private final boolean agrees;
  private final boolean signs;
  private final String generator;
  private final String agreement;
  private final AlgorithmParameterSpec parameters;
  private final boolean rsa;
  private final PrivateKey key;
  private final PublicKey publicKey;
  private final byte[] content = new byte[130];

  BareHandshake(Setup setup) {
    if (setup.group() == Setup.Group.X25519MLKEM768) {
      throw new UnsupportedOperationException("Java 17 has no API for ML-KEM");
    }
    boolean montgomery = setup.group() == Setup.Group.X25519;
    agrees = setup.isTls13() || !setup.resumes();
    signs = !setup.resumes();
    generator = montgomery ? "X25519" : "EC";
    agreement = montgomery ? "X25519" : "ECDH";
    parameters =
        montgomery ? NamedParameterSpec.X25519 : new ECGenParameterSpec(setup.group().jsse());
    rsa = setup.key() == Setup.Key.RSA;
    key = Identity.key(setup.key());
    publicKey = Identity.server(setup.key()).getPublicKey();
  }

  @Override
  public void connect() throws GeneralSecurityException {
    if (agrees) {
      agree();
    }
    if (signs) {
      sign();
    }
  }

  private void agree() throws GeneralSecurityException {
    KeyPair client = newKeyPair();
    KeyPair server = newKeyPair();
    byte[] ours = agree(client.getPrivate(), server.getPublic());
    byte[] theirs = agree(server.getPrivate(), client.getPublic());
    require(ours[0] == theirs[0]);
  }

  private void sign() throws GeneralSecurityException {
    Signature signing = signature();
    signing.initSign(key);
    signing.update(content);
    byte[] signature = signing.sign();
    Signature checking = signature();
    checking.initVerify(publicKey);
    checking.update(content);
    require(checking.verify(signature));
  }

  private Signature signature() throws GeneralSecurityException {
    if (!rsa) {
      return Signature.getInstance("SHA256withECDSA");
    }
    Signature pss = Signature.getInstance("RSASSA-PSS");
    pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    return pss;
  }

  private KeyPair newKeyPair() throws GeneralSecurityException {
    KeyPairGenerator fresh = KeyPairGenerator.getInstance(generator);
    fresh.initialize(parameters);
    return fresh.generateKeyPair();
  }

  private byte[] agree(PrivateKey own, PublicKey peer) throws GeneralSecurityException {
    KeyAgreement agreeing = KeyAgreement.getInstance(agreement);
    agreeing.init(own);
    agreeing.doPhase(peer, true);
    return agreeing.generateSecret();
  }

  private static void require(boolean fits) throws GeneralSecurityException {
    if (!fits) {
      throw new GeneralSecurityException("it does not fit");
    }
  }

  @Override
  public int write() {
    throw new UnsupportedOperationException("this is about handshakes");
  }

  @Override
  public int writeAndRead() {
    throw new UnsupportedOperationException("this is about handshakes");
  }

  @Override
  public int answer() {
    throw new UnsupportedOperationException("this is about handshakes");
  }

  @Override
  public Object part() {
    return this;
  }
}
