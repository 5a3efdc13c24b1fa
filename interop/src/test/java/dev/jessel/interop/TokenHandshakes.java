// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.Pair;
import dev.jessel.testkit.TestCredential;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.x509.Credential;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;

/**
 * Handshakes with keys that never leave a token: a program of its own, since the token's library
 * reads its environment. Prints a line for each handshake.
 */
final class TokenHandshakes {
  private static final char[] PIN = "1234".toCharArray();
  private static final CertificateFactory AUTHORITY = CertificateFactory.create();

  private final Provider provider;
  private final KeyStore token;

  private TokenHandshakes(Provider provider) throws Exception {
    this.provider = provider;
    this.token = KeyStore.getInstance("PKCS11", provider);
    token.load(null, PIN);
  }

  /** Takes the path of a configuration of SunPKCS11. */
  public static void main(String... args) throws Exception {
    Provider provider = Security.getProvider("SunPKCS11").configure(Path.of(args[0]).toString());
    Security.addProvider(provider);
    TokenHandshakes handshakes = new TokenHandshakes(provider);
    for (KeyType type : List.of(KeyType.P256, KeyType.RSA)) {
      Credential credential = handshakes.credential(type);
      handshakes.connect(type, credential, ProtocolVersion.TLS_1_3, System.out);
      handshakes.connect(type, credential, ProtocolVersion.TLS_1_2, System.out);
    }
  }

  private Credential credential(KeyType type) throws Exception {
    KeyPair keys = generate(type);
    TestCredential made =
        AUTHORITY.request(type, keys).subject("localhost").hosts("localhost").forServers().issue();
    token.setKeyEntry(
        type.name(), keys.getPrivate(), PIN, made.chain().toArray(X509Certificate[]::new));
    return Credential.ofKeyStore(token, type.name(), PIN);
  }

  private KeyPair generate(KeyType type) throws Exception {
    boolean rsa = type == KeyType.RSA;
    KeyPairGenerator generator = KeyPairGenerator.getInstance(rsa ? "RSA" : "EC", provider);
    if (rsa) {
      generator.initialize(2048);
    } else {
      generator.initialize(new ECGenParameterSpec("secp256r1"));
    }
    return generator.generateKeyPair();
  }

  private void connect(
      KeyType type, Credential credential, ProtocolVersion version, PrintStream out)
      throws Exception {
    SslContext server = SslContext.server().credential(credential).maxVersion(version).build();
    SslContext client = SslContext.client().trust(AUTHORITY.trust()).peer("localhost").build();
    try (Pair pair = Pair.of(client, server).connect()) {
      Ssl end = pair.client();
      out.println(
          String.join(
              " ",
              type.name(),
              end.version().orElseThrow().toString(),
              end.peerSignatureScheme().orElseThrow().name(),
              credential.privateKey().getEncoded() == null ? "stays" : "leaves"));
    }
  }
}
