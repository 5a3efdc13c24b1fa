// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.x509.PeerCertificate;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import org.junit.jupiter.api.Test;

/** SSL_CTX_dane_enable(3): TLSA records. */
class SSL_CTX_dane_enable_Test {
  private static final PeerCertificate SERVER = Fixtures.certificate("localhost.pem");
  private static final byte[] KEY = SERVER.spki().toArray();

  private static byte[] digest(String algorithm, byte[] content) {
    try {
      return MessageDigest.getInstance(algorithm).digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static final byte[] KEY_DIGEST = digest("SHA-256", KEY);

  /** A client that trusts nobody, but has DANE. */
  private static Endpoints enabled() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_set_verify(ends.clientContext, SSL_VERIFY_PEER, null);
    assertThat(SSL_CTX_dane_enable(ends.clientContext)).isEqualTo(1);
    ends.make();
    assertThat(SSL_dane_enable(ends.client, "localhost")).isEqualTo(1);
    return ends;
  }

  private static int add(Endpoints ends, int usage, int selector, int type, byte[] data) {
    return SSL_dane_tlsa_add(ends.client, usage, selector, type, data, data.length);
  }

  private static void failAtClient(Endpoints ends) {
    SSL_do_handshake(ends.client);
    SSL_do_handshake(ends.server);
    assertThat(SSL_do_handshake(ends.client)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("certificate verify failed");
  }

  @Test
  void aRecordThatMatchesIsEnough() {
    Endpoints ends = enabled();
    assertThat(add(ends, 3, 1, 1, KEY_DIGEST)).isEqualTo(1);
    ends.shakeOnly();
    assertThat(SSL_get_verify_result(ends.client)).isEqualTo(X509_V_OK);
    assertThat(SSL_get_servername(ends.server, TLSEXT_NAMETYPE_host_name)).isEqualTo("localhost");
    assertThat(SSL_get0_peername(ends.client)).isEqualTo("localhost");
    int[] usage = new int[1];
    int[] selector = new int[1];
    int[] type = new int[1];
    byte[][] data = new byte[1][];
    assertThat(SSL_get0_dane_tlsa(ends.client, usage, selector, type, data)).isZero();
    assertThat(new int[] {usage[0], selector[0], type[0]}).containsExactly(3, 1, 1);
    assertThat(data[0]).isEqualTo(KEY_DIGEST);
    assertThat(SSL_get0_dane_tlsa(ends.client, null, null, null, null)).isZero();
    PeerCertificate[] certificate = new PeerCertificate[1];
    PublicKey[] key = {Fixtures.publicKey("localhost.pem")};
    assertThat(SSL_get0_dane_authority(ends.client, certificate, key)).isZero();
    assertThat(certificate[0]).isEqualTo(SERVER);
    assertThat(key[0]).isNull();
  }

  @Test
  void theKeyOfAnAnchorIsTold() {
    Endpoints ends = enabled();
    PeerCertificate ca = Fixtures.certificate("ca.pem");
    assertThat(add(ends, 2, 1, 0, ca.spki().toArray())).isEqualTo(1);
    ends.shakeOnly();
    PeerCertificate[] certificate = {SERVER};
    PublicKey[] key = new PublicKey[1];
    assertThat(SSL_get0_dane_authority(ends.client, certificate, key)).isZero();
    assertThat(certificate[0]).isNull();
    assertThat(key[0]).isEqualTo(Fixtures.publicKey("ca.pem"));
    assertThat(SSL_get0_dane_authority(ends.client, null, null)).isZero();
  }

  @Test
  void withoutAMatchTheHandshakeFails() {
    Endpoints ends = enabled();
    assertThat(add(ends, 3, 1, 1, digest("SHA-256", new byte[1]))).isEqualTo(1);
    failAtClient(ends);
    assertThat(SSL_get_verify_result(ends.client)).isEqualTo(X509_V_ERR_DANE_NO_MATCH);
    assertThat(SSL_get0_dane_authority(ends.client, null, null)).isEqualTo(-1);
    assertThat(SSL_get0_dane_tlsa(ends.client, null, null, null, null)).isEqualTo(-1);
  }

  @Test
  void withoutRecordsPathsAreJudgedAsAlways() {
    Endpoints ends = enabled();
    failAtClient(ends);
    assertThat(SSL_get_verify_result(ends.client))
        .isEqualTo(X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
  }

  @Test
  void contextAndConnectionMustBeEnabledAndOnce() {
    Endpoints ends = Endpoints.overPair().make();
    assertThat(SSL_dane_tlsa_add(ends.client, 3, 1, 1, KEY_DIGEST, 32)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("dane not enabled");
    assertThat(SSL_dane_enable(ends.client, "localhost")).isZero();
    assertThat(reason()).isEqualTo("context not dane enabled");
    assertThat(SSL_CTX_dane_enable(ends.clientContext)).isEqualTo(1);
    assertThat(SSL_CTX_dane_enable(ends.clientContext)).isEqualTo(1);
    assertThat(SSL_dane_enable(ends.client, "localhost")).isEqualTo(1);
    assertThat(SSL_dane_enable(ends.client, "localhost")).isZero();
    assertThat(reason()).isEqualTo("dane already enabled");
    assertThat(SSL_get0_dane_authority(ends.client, null, null)).isEqualTo(-1);
    SSL other = SSL_new(ends.clientContext);
    assertThat(SSL_dane_enable(other, "not a name")).isEqualTo(-1);
    ERR_clear_error();
  }

  @Test
  void recordsOfNoUseAreRefusedWithTheirReason() {
    Endpoints ends = enabled();
    assertThat(add(ends, 4, 1, 1, KEY_DIGEST)).isZero();
    assertThat(reason()).isEqualTo("dane tlsa bad certificate usage");
    assertThat(add(ends, 3, 2, 1, KEY_DIGEST)).isZero();
    assertThat(reason()).isEqualTo("dane tlsa bad selector");
    assertThat(add(ends, 3, 1, 3, KEY_DIGEST)).isZero();
    assertThat(reason()).isEqualTo("dane tlsa bad matching type");
    assertThat(add(ends, 3, 1, 2, KEY_DIGEST)).isZero();
    assertThat(reason()).isEqualTo("dane tlsa bad digest length");
    assertThat(add(ends, 3, 0, 0, KEY_DIGEST)).isZero();
    assertThat(reason()).isEqualTo("dane tlsa bad certificate");
    assertThat(add(ends, 3, 1, 0, KEY_DIGEST)).isZero();
    assertThat(reason()).isEqualTo("dane tlsa bad public key");
    assertThat(SSL_dane_tlsa_add(ends.client, 3, 1, 1, null, 32)).isZero();
    assertThat(reason()).isEqualTo("dane tlsa null data");
    assertThat(SSL_dane_tlsa_add(ends.client, 3, 1, 1, KEY_DIGEST, -1)).isZero();
    assertThat(reason()).isEqualTo("dane tlsa bad data length");
    assertThat(SSL_get0_dane(ends.client).isEmpty()).isTrue();
  }

  @Test
  void digestsAreAddedAndTakenAway() {
    Endpoints ends = enabled();
    byte[] sha384 = digest("SHA-384", KEY);
    SSL_CTX ctx = ends.clientContext;
    assertThat(SSL_CTX_dane_mtype_set(ctx, HashAlgorithm.SHA_384, 3, 3)).isEqualTo(1);
    assertThat(add(ends, 3, 1, 3, sha384)).isEqualTo(1);
    assertThat(add(ends, 3, 1, 1, digest("SHA-256", new byte[1]))).isEqualTo(1);
    assertThat(SSL_CTX_dane_mtype_set(ctx, null, 1, 1)).isEqualTo(1);
    assertThat(add(ends, 3, 1, 1, KEY_DIGEST)).isZero();
    assertThat(reason()).isEqualTo("dane tlsa bad matching type");
    assertThat(SSL_CTX_dane_mtype_set(ctx, HashAlgorithm.SHA_256, 0, 1)).isZero();
    assertThat(reason()).isEqualTo("dane cannot override mtype full");
    assertThat(SSL_CTX_dane_mtype_set(ctx, null, 256, 1)).isZero();
    ends.shakeOnly();
    int[] type = new int[1];
    assertThat(SSL_get0_dane_tlsa(ends.client, null, null, type, null)).isZero();
    assertThat(type[0]).isEqualTo(3);
  }

  @Test
  void flagsAreInheritedAndNamesDoNotCountByOne() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX ctx = ends.clientContext;
    long flag = DANE_FLAG_NO_DANE_EE_NAMECHECKS;
    assertThat(SSL_CTX_dane_set_flags(ctx, flag)).isZero();
    assertThat(SSL_CTX_dane_clear_flags(ctx, 0)).isEqualTo(flag);
    SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, null);
    SSL_CTX_dane_enable(ctx);
    ends.make();
    assertThat(SSL_dane_clear_flags(ends.client, flag)).isEqualTo(flag);
    assertThat(SSL_dane_set_flags(ends.client, 0)).isZero();
    assertThat(SSL_dane_enable(ends.client, "example.com")).isEqualTo(1);
    assertThat(add(ends, 3, 1, 1, KEY_DIGEST)).isEqualTo(1);
    assertThat(SSL_dane_set_flags(ends.client, flag)).isZero();
    ends.shakeOnly();
    assertThat(SSL_get0_dane_authority(ends.client, null, null)).isZero();
  }

  @Test
  void namesCountWithoutTheFlag() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_set_verify(ends.clientContext, SSL_VERIFY_PEER, null);
    SSL_CTX_dane_enable(ends.clientContext);
    ends.make();
    SSL_dane_enable(ends.client, "example.com");
    add(ends, 3, 1, 1, KEY_DIGEST);
    failAtClient(ends);
    assertThat(SSL_get_verify_result(ends.client)).isEqualTo(X509_V_ERR_HOSTNAME_MISMATCH);
  }

  @Test
  void aCopyHasTheRecords() {
    Endpoints ends = enabled();
    add(ends, 3, 1, 1, KEY_DIGEST);
    SSL copy = SSL_dup(ends.client);
    assertThat(SSL_get0_dane(copy)).isEqualTo(SSL_get0_dane(ends.client));
    assertThat(SSL_get0_dane(copy).records()).hasSize(1);
    assertThat(SSL_dane_enable(copy, "localhost")).isZero();
    ERR_clear_error();
  }
}
