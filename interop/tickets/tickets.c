/* SPDX-License-Identifier: Apache-2.0
 *
 * A client and a server of libssl in one process; the server's tickets are made with given keys.
 *
 *   tickets KEYS CERTIFICATE KEY VERSION            prints the session that the client got, in PEM
 *   tickets KEYS CERTIFICATE KEY VERSION SESSION    tells whether the client came back with SESSION
 *
 * KEYS are 160 hexadecimal digits, VERSION is 12 or 13, the others are files.
 */
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KEYS 80

static SSL_SESSION *got;

static int keep(SSL *ssl, SSL_SESSION *session) {
  (void)ssl;
  SSL_SESSION_free(got);
  got = session;
  return 1;
}

static void die(const char *what) {
  fprintf(stderr, "%s\n", what);
  ERR_print_errors_fp(stderr);
  exit(2);
}

static void read_keys(SSL_CTX *ctx, const char *hex) {
  unsigned char keys[KEYS];
  if (strlen(hex) != 2 * KEYS) die("160 digits of keys are wanted");
  for (int i = 0; i < KEYS; i++) {
    unsigned int byte;
    if (sscanf(hex + 2 * i, "%2x", &byte) != 1) die("no hexadecimal digits");
    keys[i] = (unsigned char)byte;
  }
  if (SSL_CTX_set_tlsext_ticket_keys(ctx, keys, KEYS) != 1) die("the keys were refused");
}

static void version(SSL_CTX *ctx, const char *name) {
  int number = strcmp(name, "12") == 0 ? TLS1_2_VERSION : TLS1_3_VERSION;
  SSL_CTX_set_min_proto_version(ctx, number);
  SSL_CTX_set_max_proto_version(ctx, number);
}

static void shake(SSL *client, SSL *server) {
  for (int i = 0; i < 20; i++) {
    int one = SSL_do_handshake(client);
    int two = SSL_do_handshake(server);
    if (one == 1 && two == 1) {
      char byte;
      SSL_read(client, &byte, 1);
      ERR_clear_error();
      return;
    }
  }
  die("no handshake");
}

int main(int argc, char **argv) {
  if (argc < 5) die("tickets KEYS CERTIFICATE KEY VERSION [SESSION]");
  SSL_CTX *ofServer = SSL_CTX_new(TLS_server_method());
  SSL_CTX *ofClient = SSL_CTX_new(TLS_client_method());
  read_keys(ofServer, argv[1]);
  if (SSL_CTX_use_certificate_chain_file(ofServer, argv[2]) != 1 ||
      SSL_CTX_use_PrivateKey_file(ofServer, argv[3], SSL_FILETYPE_PEM) != 1)
    die("no certificate");
  version(ofServer, argv[4]);
  version(ofClient, argv[4]);
  SSL_CTX_set_session_cache_mode(ofClient, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
  SSL_CTX_sess_set_new_cb(ofClient, keep);

  SSL *client = SSL_new(ofClient), *server = SSL_new(ofServer);
  BIO *left, *right;
  if (BIO_new_bio_pair(&left, 0, &right, 0) != 1) die("no pair");
  SSL_set_bio(client, left, left);
  SSL_set_bio(server, right, right);
  SSL_set_connect_state(client);
  SSL_set_accept_state(server);
  if (argc > 5) {
    BIO *file = BIO_new_file(argv[5], "r");
    SSL_SESSION *session = file ? PEM_read_bio_SSL_SESSION(file, NULL, NULL, NULL) : NULL;
    if (!session || SSL_set_session(client, session) != 1) die("no session");
  }
  shake(client, server);
  if (argc > 5)
    printf("reused %d\n", SSL_session_reused(server));
  else if (!got || PEM_write_SSL_SESSION(stdout, got) != 1)
    die("no session came");
  return 0;
}
