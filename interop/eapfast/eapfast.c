/* SPDX-License-Identifier: Apache-2.0
 *
 * One end of EAP-FAST's way to resume (RFC 4851), in libssl; it speaks through stdin and stdout.
 *
 *   eapfast client                     shows the ticket "opaque", and knows what is behind it
 *   eapfast server KNOWS CERTIFICATE KEY
 *                                      knows it, too, with KNOWS 1; with 0 nothing
 *
 * The secret is the server's random and the first half of the client's. A server names the first
 * suite of the client's that has GCM. The client says "hello", the server answers "world"; stderr
 * tells what came of it: "reused R asked A read LENGTH", the last one -1 where there was nothing.
 */
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int knows = 1, asked, length_read = -1;

static void die(const char *what) {
  fprintf(stderr, "%s\n", what);
  ERR_print_errors_fp(stderr);
  exit(2);
}

static int secret(SSL *ssl, void *out, int *length, STACK_OF(SSL_CIPHER) *theirs,
                  const SSL_CIPHER **chosen, void *arg) {
  (void)arg;
  unsigned char client[32];
  asked++;
  if (!knows) return 0;
  SSL_get_server_random(ssl, out, 32);
  SSL_get_client_random(ssl, client, 32);
  memcpy((unsigned char *)out + 32, client, 16);
  *length = 48;
  for (int i = 0; theirs && !*chosen && i < sk_SSL_CIPHER_num(theirs); i++) {
    const SSL_CIPHER *one = sk_SSL_CIPHER_value(theirs, i);
    if (strstr(SSL_CIPHER_get_name(one), "ECDHE") && strstr(SSL_CIPHER_get_name(one), "GCM"))
      *chosen = one;
  }
  return 1;
}

static int read_ticket(SSL *ssl, const unsigned char *data, int length, void *arg) {
  (void)ssl, (void)data, (void)arg;
  length_read = length;
  return 1;
}

int main(int argc, char **argv) {
  int server = argc > 1 && strcmp(argv[1], "server") == 0;
  if (argc != (server ? 5 : 2)) die("eapfast client | server KNOWS CERTIFICATE KEY");
  SSL_CTX *ctx = SSL_CTX_new(server ? TLS_server_method() : TLS_client_method());
  SSL_CTX_set_max_proto_version(ctx, TLS1_2_VERSION);
  if (server) {
    knows = atoi(argv[2]);
    if (SSL_CTX_use_certificate_chain_file(ctx, argv[3]) != 1 ||
        SSL_CTX_use_PrivateKey_file(ctx, argv[4], SSL_FILETYPE_PEM) != 1)
      die("no certificate");
  }
  SSL *ssl = SSL_new(ctx);
  SSL_set_rfd(ssl, 0);
  SSL_set_wfd(ssl, 1);
  SSL_set_session_secret_cb(ssl, secret, NULL);
  char room[5];
  if (server) {
    SSL_set_session_ticket_ext_cb(ssl, read_ticket, NULL);
    if (SSL_accept(ssl) != 1 || SSL_read(ssl, room, 5) != 5 || memcmp(room, "hello", 5) != 0 ||
        SSL_write(ssl, "world", 5) != 5)
      die("no client");
  } else {
    if (SSL_set_session_ticket_ext(ssl, "opaque", 6) != 1) die("no ticket");
    if (SSL_connect(ssl) != 1 || SSL_write(ssl, "hello", 5) != 5 || SSL_read(ssl, room, 5) != 5 ||
        memcmp(room, "world", 5) != 0)
      die("no server");
  }
  fprintf(stderr, "reused %d asked %d read %d\n", SSL_session_reused(ssl), asked, length_read);
  SSL_shutdown(ssl);
  return 0;
}
