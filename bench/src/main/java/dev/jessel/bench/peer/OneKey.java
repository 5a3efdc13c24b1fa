// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.peer;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** A server's one key, for whoever asks: what to choose from costs nobody anything. */
final class OneKey extends X509ExtendedKeyManager {
  private static final String ALIAS = "server";

  private final Setup.Key kind;
  private final PrivateKey key;
  private final X509Certificate certificate;

  OneKey(Setup.Key kind) {
    this.kind = kind;
    this.key = Identity.key(kind);
    this.certificate = Identity.server(kind);
  }

  @Override
  public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
    boolean wantsRsa = keyType.startsWith("RSA");
    return wantsRsa == (kind == Setup.Key.RSA) ? ALIAS : null;
  }

  @Override
  public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return chooseEngineServerAlias(keyType, issuers, null);
  }

  @Override
  public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
    return null;
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return new String[0];
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    return new String[] {ALIAS};
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return new X509Certificate[] {certificate};
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return key;
  }
}
