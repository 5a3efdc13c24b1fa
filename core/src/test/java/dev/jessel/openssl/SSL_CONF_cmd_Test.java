// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.util.Base64;
import javax.crypto.spec.DHParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SSL_CONF_cmd(3): settings by text, as in files and on command lines. */
class SSL_CONF_cmd_Test {
  private static final int FILE = SSL_CONF_FLAG_FILE | SSL_CONF_FLAG_SHOW_ERRORS;
  private static final int BOTH_ENDS = SSL_CONF_FLAG_CLIENT | SSL_CONF_FLAG_SERVER;

  private final SSL_CTX context = SSL_CTX_new(TLS_method());
  private final SSL_CONF_CTX conf = SSL_CONF_CTX_new();

  SSL_CONF_cmd_Test() {
    SSL_CONF_CTX_set_ssl_ctx(conf, context);
    SSL_CONF_CTX_set_flags(conf, FILE | BOTH_ENDS | SSL_CONF_FLAG_CERTIFICATE);
    ERR_clear_error();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CipherString|ECDHE+AESGCM:@SECLEVEL=1",
        "cipherstring|AES128-SHA",
        "Ciphersuites|TLS_AES_128_GCM_SHA256",
        "Groups|X25519:P-256",
        "Curves|P-256",
        "ECDHParameters|P-256",
        "ECDHParameters|+automatic",
        "SignatureAlgorithms|ECDSA+SHA256:RSA-PSS+SHA256",
        "ClientSignatureAlgorithms|ECDSA+SHA256:ed25519",
        "MinProtocol|TLSv1.2",
        "MinProtocol|None",
        "MaxProtocol|TLSv1.3",
        "Protocol|ALL,-TLSv1.2",
        "Options|ServerPreference,-SessionTicket, +PrioritizeChaCha",
        "VerifyMode|Require",
        "RecordPadding|512",
        "RecordPadding|512,0x40",
        "NumTickets|4",
      })
  void aGoodValueIsUsed(String command, String value) {
    assertThat(SSL_CONF_cmd(conf, command, value)).isEqualTo(2);
    assertThat(ERR_peek_error()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CipherString|no-such-suite",
        "Ciphersuites|TLS_NONSENSE",
        "Groups|P-0",
        "ECDHParameters|P-256:P-384",
        "MinProtocol|TLSv9",
        "MinProtocol|tlsv1.2",
        "Protocol|TLSv9",
        "Options|Nonsense",
        "Options|ServerPreference,",
        "VerifyMode|Sometimes",
        "RecordPadding|many",
        "RecordPadding|1,2,3",
        "RecordPadding|512,",
        "NumTickets|-1",
        "Certificate|/nowhere",
        "PrivateKey|/nowhere",
        "VerifyCAFile|/nowhere",
        "ChainCAFile|/nowhere",
        "ChainCAPath|/nowhere",
        "ChainCAStore|/nowhere",
        "DHParameters|/nowhere",
        "ClientSignatureAlgorithms|ROT13",
        "ClientCAFile|/nowhere",
        "ClientCAPath|/nowhere",
      })
  void aBadValueIsRefusedAndShown(String command, String value) {
    assertThat(SSL_CONF_cmd(conf, command, value)).isZero();
    long last = ERR_peek_last_error();
    assertThat(ERR_reason_error_string(last)).isEqualTo("bad value");
    assertThat(ERR_peek_last_error_data()).isEqualTo("cmd=" + command + ", value=" + value);
  }

  @ParameterizedTest
  @ValueSource(strings = "ServerInfoFile")
  void whatIsNotThereYetSaysSo(String command) {
    assertThat(SSL_CONF_cmd(conf, command, "x")).isZero();
    assertThat(ERR_peek_error()).isNotZero();
    assertThat(SSL_CONF_cmd_value_type(conf, command)).isNotEqualTo(SSL_CONF_TYPE_UNKNOWN);
  }

  @Test
  void anUnknownCommandAndAMissingValueAreOtherErrors() {
    assertThat(SSL_CONF_cmd(conf, "Nonsense", "x")).isEqualTo(-2);
    assertThat(Endpoints.reason()).isEqualTo("unknown cmd name");
    assertThat(SSL_CONF_cmd(conf, "CipherString", null)).isEqualTo(-3);
    assertThat(ERR_peek_last_error_data()).isEqualTo("cmd=CipherString, value=<EMPTY>");
    assertThat(Endpoints.reason()).isEqualTo("bad value");
    assertThat(SSL_CONF_cmd(conf, null, "x")).isZero();
    assertThat(Endpoints.reason()).isEqualTo("invalid null cmd name");
  }

  @Test
  void commandsReachTheContext() {
    SSL_CONF_cmd(conf, "CipherString", "AES128-SHA:@SECLEVEL=3");
    SSL_CONF_cmd(conf, "Protocol", "ALL,-TLSv1.2");
    SSL_CONF_cmd(conf, "Options", "ServerPreference,-SessionTicket,-MiddleboxCompat");
    SSL_CONF_cmd(conf, "VerifyMode", "Require");
    SSL_CONF_cmd(conf, "NumTickets", "4");

    assertThat(SSL_CTX_get_ciphers(context)).hasSize(4);
    assertThat(SSL_CTX_get_security_level(context)).isEqualTo(3);
    assertThat(SSL_CTX_get_options(context) & SSL_OP_NO_TLSv1_2).isNotZero();
    assertThat(SSL_CTX_get_options(context) & SSL_OP_NO_TLSv1_3).isZero();
    assertThat(SSL_CTX_get_options(context) & SSL_OP_SERVER_PREFERENCE).isNotZero();
    assertThat(SSL_CTX_get_options(context) & SSL_OP_NO_TICKET).isNotZero();
    assertThat(SSL_CTX_get_options(context) & SSL_OP_ENABLE_MIDDLEBOX_COMPAT).isZero();
    assertThat(SSL_CTX_get_verify_mode(context))
        .isEqualTo(SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT);
    assertThat(SSL_CTX_get_num_tickets(context)).isEqualTo(4);
  }

  @Test
  void commandsReachAConnection() {
    SSL ssl = SSL_new(context);
    SSL_CONF_CTX_set_ssl(conf, ssl);
    assertThat(SSL_CONF_cmd(conf, "CipherString", "AES128-SHA:@SECLEVEL=0")).isEqualTo(2);

    assertThat(SSL_get_security_level(ssl)).isZero();
    assertThat(SSL_CTX_get_security_level(context)).isEqualTo(2);
  }

  @Test
  void chainsTrustAndStrictnessReachContextAndConnection() {
    SSL ssl = SSL_new(context);
    for (boolean one : new boolean[] {false, true}) {
      if (one) {
        SSL_CONF_CTX_set_ssl(conf, ssl);
      }
      assertThat(SSL_CONF_cmd(conf, "ChainCAFile", Endpoints.fixture("ca.pem"))).isEqualTo(2);
      assertThat(SSL_CONF_cmd(conf, "ChainCAStore", Endpoints.fixture("stranger.pem")))
          .isEqualTo(2);
      assertThat(SSL_CONF_cmd(conf, "VerifyCAFile", Endpoints.fixture("ca.pem"))).isEqualTo(2);
    }
    X509_STORE[] store = new X509_STORE[1];
    SSL_CTX_get0_chain_cert_store(context, store);
    assertThat(X509_STORE_get1_all_certs(store[0])).hasSize(2);
    SSL_get0_chain_cert_store(ssl, store);
    assertThat(X509_STORE_get1_all_certs(store[0])).hasSize(2);
    SSL_get0_verify_cert_store(ssl, store);
    assertThat(X509_STORE_get1_all_certs(store[0])).hasSize(1);

    SSL_CONF_CTX_clear_flags(conf, SSL_CONF_FLAG_FILE);
    SSL_CONF_CTX_set_flags(conf, SSL_CONF_FLAG_CMDLINE);
    assertThat(SSL_CONF_cmd(conf, "-strict", null)).isOne();
    assertThat(SSL_set_cert_flags(ssl, 0)).isEqualTo(SSL_CERT_FLAG_TLS_STRICT);
  }

  @Test
  void dhParametersComeFromAFile(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("dh.pem");
    Files.writeString(file, pem(1024));
    assertThat(SSL_CONF_cmd(conf, "DHParameters", file.toString())).as("too small").isZero();
    ERR_clear_error();
    Files.writeString(file, "A group\n" + pem(2048));
    assertThat(SSL_CONF_cmd(conf, "DHParameters", file.toString())).isEqualTo(2);
    Files.writeString(file, pem(2048).replace("MII", "AII"));
    assertThat(SSL_CONF_cmd(conf, "DHParameters", file.toString())).as("malformed").isZero();
    assertThat(SSL_CONF_cmd(conf, "DHParameters", Endpoints.fixture("ca.pem"))).isZero();
    ERR_clear_error();
  }

  private static String pem(int bits) throws Exception {
    BigInteger prime = BigInteger.ONE.shiftLeft(bits - 1).setBit(0);
    AlgorithmParameters group = AlgorithmParameters.getInstance("DH");
    group.init(new DHParameterSpec(prime, BigInteger.TWO));
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(group.getEncoded());
    return "-----BEGIN DH PARAMETERS-----\n" + body + "\n-----END DH PARAMETERS-----\n";
  }

  @Test
  void withoutATargetCommandsAreChecked() {
    SSL_CONF_CTX_set_ssl_ctx(conf, null);
    assertThat(SSL_CONF_cmd(conf, "Options", "Bugs")).isEqualTo(2);
    assertThat(SSL_CONF_cmd(conf, "Options", "Nonsense")).isZero();
    assertThat(SSL_CONF_CTX_finish(conf)).isEqualTo(1);
  }

  @Test
  void wordsOfOneEndAreUnknownToTheOther() {
    SSL_CONF_CTX_clear_flags(conf, SSL_CONF_FLAG_SERVER);
    assertThat(SSL_CONF_cmd(conf, "Options", "ServerPreference")).isZero();
    assertThat(SSL_CONF_cmd(conf, "VerifyMode", "Require")).isZero();
    assertThat(SSL_CONF_cmd(conf, "VerifyMode", "Peer")).isEqualTo(2);
    assertThat(SSL_CONF_cmd(conf, "NumTickets", "1")).isEqualTo(-2);
  }

  @ParameterizedTest
  @CsvSource({
    "CipherString, 1",
    "Certificate, 2",
    "VerifyCAPath, 3",
    "VerifyCAStore, 5",
    "Nonsense, 0",
    "no_tls1_3, 0"
  })
  void aCommandHasATypeOfValue(String command, int type) {
    assertThat(SSL_CONF_cmd_value_type(conf, command)).isEqualTo(type);
  }

  @Test
  void onCommandLinesNamesAreOthersAndHaveADash() {
    SSL_CONF_CTX_clear_flags(conf, SSL_CONF_FLAG_FILE);
    SSL_CONF_CTX_set_flags(conf, SSL_CONF_FLAG_CMDLINE);

    assertThat(SSL_CONF_cmd(conf, "-cipher", "AES128-SHA")).isEqualTo(2);
    assertThat(SSL_CONF_cmd(conf, "-Cipher", "AES128-SHA")).isEqualTo(-2);
    assertThat(SSL_CONF_cmd(conf, "cipher", "AES128-SHA")).isEqualTo(-2);
    assertThat(SSL_CONF_cmd(conf, "-CipherString", "AES128-SHA")).isEqualTo(-2);
    assertThat(SSL_CONF_cmd(conf, "-", "x")).isEqualTo(-2);
    assertThat(SSL_CONF_cmd(conf, "-no_tls1_2", null)).isEqualTo(1);
    assertThat(SSL_CONF_cmd(conf, "-comp", null)).isEqualTo(1);
    assertThat(SSL_CONF_cmd_value_type(conf, "-no_tls1_2")).isEqualTo(SSL_CONF_TYPE_NONE);
    assertThat(SSL_CTX_get_options(context) & SSL_OP_NO_TLSv1_2).isNotZero();
    assertThat(SSL_CTX_get_options(context) & SSL_OP_NO_COMPRESSION).isZero();
  }
}
