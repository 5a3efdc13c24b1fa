// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.fixture;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.x509.PeerCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SSL_CTX_use_certificate(3): certificates and keys, from files and from memory. */
class SSL_CTX_use_certificate_Test {
  private final PeerCertificate certificate = Fixtures.certificate("localhost.pem");
  private final PeerCertificate issuer = Fixtures.certificate("ca.pem");
  private final PrivateKey key = Fixtures.key("localhost.key");

  @Test
  void aContextTakesObjects() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    assertThat(SSL_CTX_get0_certificate(context)).isNull();
    assertThat(SSL_CTX_get0_privatekey(context)).isNull();
    assertThat(SSL_CTX_use_certificate(context, certificate)).isEqualTo(1);
    assertThat(SSL_CTX_use_PrivateKey(context, key)).isEqualTo(1);
    assertThat(SSL_CTX_check_private_key(context)).isEqualTo(1);
    assertThat(SSL_CTX_get0_certificate(context)).isEqualTo(certificate);
    assertThat(SSL_CTX_get0_privatekey(context)).isEqualTo(key);
  }

  @Test
  void aConnectionTakesObjects() {
    SSL ssl = SSL_new(SSL_CTX_new(TLS_method()));
    assertThat(SSL_check_private_key(ssl)).isZero();
    ERR_clear_error();
    assertThat(SSL_use_certificate(ssl, certificate)).isEqualTo(1);
    assertThat(SSL_use_PrivateKey(ssl, key)).isEqualTo(1);
    assertThat(SSL_check_private_key(ssl)).isEqualTo(1);
    assertThat(SSL_get_certificate(ssl)).isEqualTo(certificate);
    assertThat(SSL_get_privatekey(ssl)).isEqualTo(key);
    SSL_certs_clear(ssl);
    assertThat(SSL_get_certificate(ssl)).isNull();
    assertThat(SSL_get_privatekey(ssl)).isNull();
  }

  @Test
  void aConnectionReadsFiles() {
    SSL ssl = SSL_new(SSL_CTX_new(TLS_method()));
    assertThat(SSL_use_certificate_file(ssl, fixture("localhost.der"), SSL_FILETYPE_ASN1))
        .isEqualTo(1);
    assertThat(SSL_use_PrivateKey_file(ssl, fixture("localhost.key"), SSL_FILETYPE_PEM))
        .isEqualTo(1);
    assertThat(SSL_check_private_key(ssl)).isEqualTo(1);
    assertThat(SSL_use_certificate_chain_file(ssl, fixture("localhost.pem"))).isEqualTo(1);
    assertThat(SSL_use_PrivateKey_file(ssl, fixture("client.key"), SSL_FILETYPE_PEM)).isZero();
    assertThat(Endpoints.reason()).isEqualTo("key values mismatch");
  }

  @Test
  void anIssuerStandsBehindTheCertificate() {
    Endpoints ends = Endpoints.overPair();
    assertThat(SSL_CTX_add1_chain_cert(ends.serverContext, issuer)).isEqualTo(1);
    ends.shake();
    assertThat(SSL_get_peer_cert_chain(ends.client)).containsExactly(certificate, issuer);
    Endpoints others = Endpoints.overPair();
    assertThat(SSL_CTX_add_extra_chain_cert(others.serverContext, issuer)).isEqualTo(1);
    others.shake();
    assertThat(SSL_get_peer_cert_chain(others.client)).containsExactly(certificate, issuer);
    Endpoints third = Endpoints.overPair().make();
    assertThat(SSL_add1_chain_cert(third.server, issuer)).isEqualTo(1);
    third.shakeOnly();
    assertThat(SSL_get_peer_cert_chain(third.client)).hasSize(2);
    assertThat(SSL_get_peer_certificate(third.client)).isEqualTo(certificate);
  }

  @Test
  void derIsReadFromMemory() {
    SSL ssl = SSL_new(SSL_CTX_new(TLS_method()));
    byte[] der = Fixtures.bytes("localhost.der");
    byte[] longer = Arrays.copyOf(der, der.length + 10);
    byte[] keyDer = key.getEncoded();
    assertThat(SSL_use_certificate_ASN1(ssl, longer, der.length)).isEqualTo(1);
    assertThat(SSL_use_PrivateKey_ASN1(408, ssl, keyDer, keyDer.length)).isEqualTo(1);
    assertThat(SSL_check_private_key(ssl)).isEqualTo(1);
    SSL_CTX context = SSL_get_SSL_CTX(ssl);
    assertThat(SSL_CTX_use_certificate_ASN1(context, der.length, der)).isEqualTo(1);
    assertThat(SSL_CTX_use_PrivateKey_ASN1(408, context, keyDer, keyDer.length)).isEqualTo(1);
    assertThat(SSL_CTX_check_private_key(context)).isEqualTo(1);
    assertThat(SSL_CTX_use_certificate_ASN1(context, 5, der)).isZero();
    assertThat(Endpoints.reason()).isEqualTo("ASN1 lib");
  }

  @Test
  void rsaKeysComeInEachForm(@TempDir Path directory) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    RSAPrivateKey rsa = (RSAPrivateKey) generator.generateKeyPair().getPrivate();
    byte[] der = rsa.getEncoded();
    String file = Files.write(directory.resolve("rsa.key"), der).toString();
    SSL ssl = SSL_new(SSL_CTX_new(TLS_method()));
    SSL_CTX context = SSL_get_SSL_CTX(ssl);
    assertThat(SSL_use_RSAPrivateKey(ssl, rsa)).isEqualTo(1);
    assertThat(SSL_get_privatekey(ssl)).isEqualTo(rsa);
    assertThat(SSL_CTX_use_RSAPrivateKey(context, rsa)).isEqualTo(1);
    assertThat(SSL_CTX_get0_privatekey(context)).isEqualTo(rsa);
    assertThat(SSL_use_RSAPrivateKey_ASN1(ssl, der, der.length)).isEqualTo(1);
    assertThat(SSL_CTX_use_RSAPrivateKey_ASN1(context, der, der.length)).isEqualTo(1);
    assertThat(SSL_use_RSAPrivateKey_file(ssl, file, SSL_FILETYPE_ASN1)).isEqualTo(1);
    assertThat(SSL_CTX_use_RSAPrivateKey_file(context, file, SSL_FILETYPE_ASN1)).isEqualTo(1);
    assertThat(SSL_CTX_use_RSAPrivateKey_ASN1(context, der, 7)).isZero();
    ERR_clear_error();
  }

  @Test
  void certificateKeyAndIssuersComeTogetherOrNotAtAll() {
    SSL_CTX context = SSL_CTX_new(TLS_method());
    PrivateKey strange = Fixtures.key("stranger.key");
    assertThat(SSL_CTX_use_cert_and_key(context, certificate, strange, null, 0)).isZero();
    assertThat(Endpoints.reason()).isEqualTo("key values mismatch");
    assertThat(SSL_CTX_get0_certificate(context)).isNull();
    assertThat(SSL_CTX_use_cert_and_key(context, certificate, key, List.of(issuer), 0))
        .isEqualTo(1);
    assertThat(SSL_CTX_use_cert_and_key(context, certificate, key, null, 0)).isZero();
    assertThat(Endpoints.reason()).isEqualTo("not replacing certificate");
    assertThat(SSL_CTX_use_cert_and_key(context, certificate, key, null, 1)).isEqualTo(1);
    SSL ssl = SSL_new(SSL_CTX_new(TLS_method()));
    assertThat(SSL_use_cert_and_key(ssl, certificate, key, List.of(issuer), 0)).isEqualTo(1);
    List<PeerCertificate> chain = new ArrayList<>();
    SSL_get0_chain_certs(ssl, chain);
    assertThat(chain).containsExactly(issuer);
  }
}
