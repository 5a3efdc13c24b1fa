// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import javax.crypto.KeyAgreement;

/**
 * The limit: what the JDK takes for the public-key operations of a handshake, two key pairs, two
 * agreements, a signature made and checked. The signature on the certificate is not among them: the
 * JDK remembers that it has checked it.
 */
final class BareHandshake implements Pair {
  private final String generator;
  private final String agreement;
  private final AlgorithmParameterSpec parameters;
  private final PrivateKey key = Identity.key();
  private final PublicKey publicKey = Identity.server().getPublicKey();
  private final byte[] content = new byte[130];

  BareHandshake(String group) {
    boolean montgomery = group.equals("x25519");
    generator = montgomery ? "X25519" : "EC";
    agreement = montgomery ? "X25519" : "ECDH";
    parameters = montgomery ? NamedParameterSpec.X25519 : new ECGenParameterSpec(group);
  }

  @Override
  public void connect() throws GeneralSecurityException {
    KeyPair client = newKeyPair();
    KeyPair server = newKeyPair();
    byte[] ours = agree(client.getPrivate(), server.getPublic());
    byte[] theirs = agree(server.getPrivate(), client.getPublic());
    Signature signing = Signature.getInstance("SHA256withECDSA");
    signing.initSign(key);
    signing.update(content);
    byte[] signature = signing.sign();
    Signature checking = Signature.getInstance("SHA256withECDSA");
    checking.initVerify(publicKey);
    checking.update(content);
    if (!checking.verify(signature) || ours[0] != theirs[0]) {
      throw new GeneralSecurityException("it does not fit");
    }
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

  @Override
  public int write(byte[] record) {
    throw new UnsupportedOperationException("this is about handshakes");
  }

  @Override
  public int writeAndRead(byte[] record) {
    throw new UnsupportedOperationException("this is about handshakes");
  }
}
