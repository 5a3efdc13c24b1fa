// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.fixture;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.x509.PeerCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SSL_CTX_set0_CA_list(3) and SSL_load_client_CA_file(3): names of issuers. */
class SSL_CTX_set0_CA_list_Test {
  private final PeerCertificate issuer = Fixtures.certificate("ca.pem");
  private final X509_NAME name = new X509_NAME(issuer.subjectDer());
  private final X509_NAME stranger =
      new X509_NAME(Fixtures.certificate("stranger.pem").subjectDer());

  @Test
  void aServerTellsItsClients() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_set_verify(ends.serverContext, SSL_VERIFY_PEER, null);
    assertThat(SSL_CTX_get_client_CA_list(ends.serverContext)).isNull();
    SSL_CTX_set_client_CA_list(ends.serverContext, List.of(name));
    assertThat(SSL_CTX_get_client_CA_list(ends.serverContext)).containsExactly(name);
    SSL_CTX_set0_CA_list(ends.serverContext, List.of(stranger));
    ends.make();
    assertThat(SSL_get_client_CA_list(ends.server)).containsExactly(name);
    assertThat(SSL_get0_CA_list(ends.server)).containsExactly(stranger);
    assertThat(SSL_get0_peer_CA_list(ends.client)).isNull();
    ends.shakeOnly();
    assertThat(SSL_get0_peer_CA_list(ends.client)).containsExactly(name);
    assertThat(SSL_get_client_CA_list(ends.client)).containsExactly(name);
  }

  @Test
  void aClientTellsItsServerOnlyWhatIsForEverybody() {
    Endpoints ends = Endpoints.overPair();
    SSL_CTX_add_client_CA(ends.clientContext, Fixtures.certificate("stranger.pem"));
    assertThat(SSL_CTX_add1_to_CA_list(ends.clientContext, issuer)).isEqualTo(1);
    assertThat(SSL_CTX_get0_CA_list(ends.clientContext)).containsExactly(name);
    ends.shake();
    assertThat(SSL_get0_peer_CA_list(ends.server)).containsExactly(name);
    assertThat(SSL_get0_peer_CA_list(ends.client)).isNull();
  }

  @Test
  void aConnectionHasItsOwnNames() {
    Endpoints ends = Endpoints.overPair().make();
    SSL_set_verify(ends.server, SSL_VERIFY_PEER, null);
    SSL_set0_CA_list(ends.server, List.of(stranger));
    assertThat(SSL_add1_to_CA_list(ends.server, issuer)).isEqualTo(1);
    assertThat(SSL_get0_CA_list(ends.server)).containsExactly(stranger, name);
    SSL_set_client_CA_list(ends.server, List.of());
    assertThat(SSL_add_client_CA(ends.server, issuer)).isEqualTo(1);
    ends.shakeOnly();
    assertThat(SSL_get0_peer_CA_list(ends.client)).containsExactly(name);
    List<X509_NAME> copy = SSL_dup_CA_list(SSL_get0_CA_list(ends.server));
    copy.clear();
    assertThat(SSL_get0_CA_list(ends.server)).hasSize(2);
  }

  @Test
  void namesAreReadFromFilesEachOnce(@TempDir Path directory) throws Exception {
    Files.copy(Path.of(fixture("ca.pem")), directory.resolve("one.pem"));
    Files.copy(Path.of(fixture("stranger.pem")), directory.resolve("two.pem"));
    assertThat(SSL_load_client_CA_file(fixture("ca.pem"))).containsExactly(name);
    assertThat(SSL_load_client_CA_file_ex(fixture("ca.pem"), null, null)).containsExactly(name);
    assertThat(SSL_load_client_CA_file("/no/such/file")).isNull();
    List<X509_NAME> stack = new ArrayList<>();
    assertThat(SSL_add_file_cert_subjects_to_stack(stack, fixture("ca.pem"))).isEqualTo(1);
    assertThat(SSL_add_dir_cert_subjects_to_stack(stack, directory.toString())).isEqualTo(1);
    assertThat(stack).containsExactly(name, stranger);
    List<X509_NAME> fromStore = new ArrayList<>();
    assertThat(SSL_add_store_cert_subjects_to_stack(fromStore, directory.toUri().toString()))
        .isEqualTo(1);
    assertThat(fromStore).containsExactly(name, stranger);
    assertThat(SSL_add_store_cert_subjects_to_stack(fromStore, "file:///no/such")).isZero();
    assertThat(SSL_add_dir_cert_subjects_to_stack(fromStore, "/no/such")).isZero();
    ERR_clear_error();
  }
}
