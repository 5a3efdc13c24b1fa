// SPDX-License-Identifier: Apache-2.0
//
// Runs commands on the system's libssl and prints what each call answers: one line in, one line out.
// The commands are told in docs/oracle.md; JesselSubject answers the same ones with Jessel.
//
//   cc -O1 -o libssl libssl.c -lssl -lcrypto
//   ./libssl CHAIN.pem KEY.pem

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_WORDS = 16, ROOM = 1 << 18, LINE = 1 << 16 };

// One end: its connection, and the two BIOs between which its wire runs.
struct end {
  SSL *ssl;
  BIO *reads;   // what the connection reads from
  BIO *writes;  // what the connection writes to; with a pair the same BIO
  BIO *out;     // where its bytes come out
  BIO *in;      // where bytes for it go in
  int in_shown; // whether it matters how many of them it has taken
  int buffer;   // what the last write was asked to do
  int offset;
  int length;
};

static struct end client, server;
static SSL_CTX *client_context, *server_context;
static unsigned char buffers[2][ROOM], target[ROOM];
static int sizes_shown;
static char *words[MAX_WORDS];
static int word_count;

// ---- Words of a command

static const char *word(int index) { return index < word_count ? words[index] : ""; }

static int number(int index) { return atoi(word(index)); }

static const char *text(const char *name, const char *otherwise) {
  size_t length = strlen(name);
  for (int i = 1; i < word_count; i++) {
    if (strncmp(words[i], name, length) == 0 && words[i][length] == '=') {
      return words[i] + length + 1;
    }
  }
  return otherwise;
}

static int setting(const char *name, int otherwise) {
  const char *value = text(name, NULL);
  return value ? atoi(value) : otherwise;
}

static void split(char *line) {
  word_count = 0;
  for (char *each = strtok(line, " \n"); each && word_count < MAX_WORDS; each = strtok(NULL, " \n")) {
    words[word_count++] = each;
  }
}

// ---- Answers

static const char *error_name(int error) {
  static const char *names[] = {"NONE",        "SSL",          "WANT_READ",    "WANT_WRITE", "X509_LOOKUP",
                                "SYSCALL",     "ZERO_RETURN",  "WANT_CONNECT", "WANT_ACCEPT", "WANT_ASYNC",
                                "WANT_ASYNC_JOB", "WANT_CLIENT_HELLO_CB", "WANT_RETRY_VERIFY"};
  return names[error];
}

// SSL_get_error looks into the BIO that a call waited for, be it there or not.
static int may_ask(SSL *ssl) {
  return !(SSL_want_read(ssl) && !SSL_get_rbio(ssl)) && !(SSL_want_write(ssl) && !SSL_get_wbio(ssl));
}

static const char *want_name(int want) {
  static const char *names[] = {"?", "NOTHING", "WRITING", "READING"};
  return want < 4 ? names[want] : "OTHER";
}

static uint32_t digest(const unsigned char *bytes, int count) {
  uint32_t hash = 2166136261u;
  for (int i = 0; i < count; i++) {
    hash = (hash ^ bytes[i]) * 16777619u;
  }
  return hash;
}

static void size_field(const char *name, size_t size) {
  if (sizes_shown) {
    printf(" %s=%zu", name, size);
  } else {
    printf(" %s=-", name);
  }
}

static void incoming(const char *name, struct end *end) {
  if (end->in_shown) {
    size_field(name, BIO_ctrl_pending(end->reads));
  } else {
    printf(" %s=-", name);
  }
}

static size_t outgoing(struct end *end) {
  return end->reads == end->writes ? BIO_ctrl_wpending(end->writes) : BIO_ctrl_pending(end->writes);
}

static void state(struct end *end, int returned, int failed) {
  int asks = failed && returned <= 0;
  const char *error =
      asks && !may_ask(end->ssl) ? "CRASH" : error_name(SSL_get_error(end->ssl, asks ? returned : 1));
  unsigned long first = ERR_peek_error();
  int dead = strcmp(SSL_state_string_long(end->ssl), "error") == 0;
  printf("ret=%d err=%s want=%s sd=%d pend=%d has=%d init=%d before=%d dead=%d ku=%d", returned,
         error, want_name(SSL_want(end->ssl)), SSL_get_shutdown(end->ssl),
         SSL_pending(end->ssl), SSL_has_pending(end->ssl), SSL_in_init(end->ssl), SSL_in_before(end->ssl),
         dead, SSL_get_key_update_type(end->ssl));
  if (first) {
    printf(" q=%d:%d", ERR_GET_LIB(first), ERR_GET_REASON(first));
  } else {
    printf(" q=-");
  }
  size_field("out", outgoing(end));
  incoming("in", end);
  ERR_clear_error();
}

// After a call that returns a count, or 0 or less.
static void called(struct end *end, int returned) {
  state(end, returned, returned <= 0);
  printf("\n");
}

// After a call that returns 1 or 0, and whose counter was set.
static void called_ex(struct end *end, int returned, size_t counter) {
  state(end, returned, returned <= 0);
  printf(" count=%zu\n", counter);
}

// After a call whose answer is no business of SSL_get_error.
static void changed(struct end *end, long returned) {
  state(end, (int)returned, 0);
  printf("\n");
}

static void received(struct end *end, int returned) {
  state(end, returned, returned <= 0);
  printf(" data=%08x\n", returned > 0 ? digest(target, returned) : 0);
}

static void wire(int returned, int moved) {
  printf("ret=%d", returned);
  size_field("moved", moved);
  size_field("c.out", outgoing(&client));
  incoming("c.in", &client);
  size_field("s.out", outgoing(&server));
  incoming("s.in", &server);
  printf("\n");
  ERR_clear_error();
}

// ---- BIOs that fail

static int fail_to_read(BIO *bio, char *data, int size) {
  (void)bio, (void)data, (void)size;
  return -1;
}

static int fail_to_write(BIO *bio, const char *data, int size) {
  (void)bio, (void)data, (void)size;
  return -1;
}

static int write_nothing(BIO *bio, const char *data, int size) {
  (void)bio, (void)data, (void)size;
  return 0;
}

static int create(BIO *bio) {
  BIO_set_init(bio, 1);
  return 1;
}

static long control(BIO *bio, int command, long value, void *pointer) {
  (void)bio, (void)value, (void)pointer;
  return command == BIO_CTRL_FLUSH;
}

static BIO *broken(int (*write)(BIO *, const char *, int)) {
  BIO_METHOD *method = BIO_meth_new(BIO_TYPE_SOURCE_SINK | 80, "broken");
  BIO_meth_set_read(method, fail_to_read);
  BIO_meth_set_write(method, write);
  BIO_meth_set_create(method, create);
  BIO_meth_set_ctrl(method, control);
  return BIO_new(method);  // never freed, as is its method: there are few of them
}

// ---- The wire

static int pump(struct end *from, struct end *to, int most) {
  int moved = 0;
  while (moved < most) {
    size_t room = from->reads == from->writes ? BIO_ctrl_get_write_guarantee(to->in) : ROOM;
    size_t there = BIO_ctrl_pending(from->out);
    size_t count = (size_t)(most - moved);
    count = count < room ? count : room;
    count = count < there ? count : there;
    if (count == 0) {
      break;
    }
    int got = BIO_read(from->out, target, (int)count);
    if (got <= 0 || BIO_write(to->in, target, got) != got) {
      break;
    }
    moved += got;
  }
  return moved;
}

static int flow(void) {
  int moved = 0, more;
  do {
    more = pump(&client, &server, ROOM) + pump(&server, &client, ROOM);
    moved += more;
  } while (more);
  return moved;
}

static void empty(BIO *bio) {
  while (BIO_read(bio, target, ROOM) > 0) {
  }
}

static void wipe(void) {
  empty(client.out);
  empty(server.out);
  empty(client.reads);
  empty(server.reads);
}

// Flips a bit of what is on its way to an end.
static void corrupt(struct end *end, int from_end) {
  int count = BIO_read(end->reads, target, ROOM);
  if (count > from_end) {
    target[count - 1 - from_end] ^= 1;
  }
  if (count > 0) {
    BIO_write(end->in, target, count);
  }
}

static void inject(struct end *end, const char *hex) {
  int count = 0;
  unsigned value;
  for (; sscanf(hex + 2 * count, "%2x", &value) == 1; count++) {
    target[count] = (unsigned char)value;
  }
  BIO_write(end->in, target, count);
}

// ---- Making the two ends

static void discard(struct end *end) {
  if (!end->ssl) {
    return;
  }
  int pair = end->reads == end->writes;
  SSL_free(end->ssl);
  BIO_free(end->reads);
  if (!pair) {
    BIO_free(end->writes);
  } else {
    BIO_free(end->out);
  }
}

static void attach(struct end *end) {
  BIO_up_ref(end->reads);
  if (end->reads != end->writes) {
    BIO_up_ref(end->writes);
  }
  SSL_set_bio(end->ssl, end->reads, end->writes);
}

static void make(struct end *end, SSL_CTX *context, int writes, int reads) {
  memset(end, 0, sizeof *end);
  end->length = 100;
  end->in_shown = 1;
  end->ssl = SSL_new(context);
  if (setting("mem", 0)) {
    end->reads = end->in = BIO_new(BIO_s_mem());
    end->writes = end->out = BIO_new(BIO_s_mem());
  } else {
    BIO_new_bio_pair(&end->reads, writes, &end->out, reads);
    end->writes = end->reads;
    end->in = end->out;
  }
  attach(end);
}

// Before TLS 1.3 a ticket or a session of one connection would change the sizes of the next one.
static void choose_version(SSL *ssl) {
  int version = TLS1_VERSION + setting("version", 13) - 10;
  if (version < TLS1_2_VERSION) {
    SSL_set_security_level(ssl, 0);
    SSL_set_options(ssl, SSL_OP_DONT_INSERT_EMPTY_FRAGMENTS); // 3.0 has one for each call, 4.0 for each record
  }
  SSL_set_min_proto_version(ssl, version);
  SSL_set_max_proto_version(ssl, version);
  if (version < TLS1_3_VERSION) {
    int old = version < TLS1_2_VERSION;
    SSL_set_cipher_list(ssl, text("suite", old ? "ECDHE-ECDSA-AES128-SHA" : "ECDHE-ECDSA-AES128-GCM-SHA256"));
    SSL_set_options(ssl, SSL_OP_NO_TICKET);
  }
}

static void make_ends(void) {
  discard(&client);
  discard(&server);
  make(&client, client_context, setting("cw", 0), setting("cr", 0));
  make(&server, server_context, setting("sw", 0), setting("sr", 0));
  choose_version(client.ssl);
  choose_version(server.ssl);
  SSL_set_num_tickets(server.ssl, setting("tickets", 0));
  if (setting("roles", 1)) {
    SSL_set_connect_state(client.ssl);
    SSL_set_accept_state(server.ssl);
  }
  sizes_shown = 0;
}

static void shake(void) {
  int done = 0;
  for (int i = 0; i < 400 && !done; i++) {
    int one = SSL_do_handshake(client.ssl);
    int two = SSL_do_handshake(server.ssl);
    done = flow() == 0 && one == 1 && two == 1;
  }
  ERR_clear_error();
  sizes_shown = done && SSL_get_num_tickets(server.ssl) == 0;
  wire(done, 0);
}

// ---- Reading and writing

static int write_last(struct end *end) {
  return SSL_write(end->ssl, buffers[end->buffer] + end->offset, end->length);
}

static void remember(struct end *end) {
  end->buffer = word(2)[0] == 'B';
  end->offset = number(3);
  end->length = number(4);
}

static void retry(struct end *end, const char *how, int by) {
  if (strcmp(how, "moved") == 0) {
    end->buffer = !end->buffer;
  } else if (strcmp(how, "shifted") == 0) {
    end->offset += by;
  } else if (strcmp(how, "shorter") == 0) {
    end->length = end->length > by ? end->length - by : 0;
  } else if (strcmp(how, "longer") == 0) {
    end->length += by;
  }
  called(end, write_last(end));
}

static void get(struct end *end, int (*call)(SSL *, void *, int)) {
  received(end, call(end->ssl, target, number(2)));
}

static void get_ex(struct end *end, int (*call)(SSL *, void *, size_t, size_t *)) {
  size_t count = 99;
  int returned = call(end->ssl, target, (size_t)number(2), &count);
  called_ex(end, returned, count);
}

static void drain(struct end *end) {
  int total = 0, count;
  while ((count = SSL_read(end->ssl, target, ROOM)) > 0) {
    total += count;
  }
  state(end, count, 1);
  printf(" total=%d\n", total);
}

// ---- Commands

static int is(const char *name) { return strcmp(words[0], name) == 0; }

static int wire_command(struct end *end, struct end *peer) {
  int moved = 0;
  if (is("pump")) {
    moved = pump(end, peer, number(2));
  } else if (is("flow")) {
    moved = flow();
  } else if (is("sizes")) {
    sizes_shown = flow() == 0 && BIO_ctrl_pending(client.reads) == 0 && BIO_ctrl_pending(server.reads) == 0;
  } else if (is("wipe")) {
    wipe();
  } else if (is("corrupt")) {
    corrupt(end, number(2));
  } else if (is("inject")) {
    inject(end, word(2));
  } else if (is("eof")) {
    if (end->reads == end->writes) {
      BIO_shutdown_wr(end->in);
    } else {
      BIO_set_mem_eof_return(end->reads, 0);
    }
  } else if (is("cut")) {
    BIO_shutdown_wr(end->writes);
  } else if (is("noreader")) {
    SSL_set0_rbio(end->ssl, NULL);
  } else if (is("nowriter")) {
    SSL_set0_wbio(end->ssl, NULL);
  } else if (is("badreader")) {
    SSL_set0_rbio(end->ssl, broken(fail_to_write));
  } else if (is("badwriter")) {
    SSL_set0_wbio(end->ssl, broken(number(2) ? fail_to_write : write_nothing));
  } else if (is("goodbio")) {
    attach(end);
  } else {
    return 0;
  }
  wire(1, moved);
  return 1;
}

static int data_command(struct end *end) {
  if (is("write")) {
    remember(end);
    called(end, write_last(end));
  } else if (is("writex")) {
    remember(end);
    size_t count = 99;
    int returned =
        SSL_write_ex(end->ssl, buffers[end->buffer] + end->offset, (size_t)end->length, &count);
    called_ex(end, returned, count);
  } else if (is("retry")) {
    retry(end, word(2), number(3));
  } else if (is("read")) {
    get(end, SSL_read);
  } else if (is("readx")) {
    get_ex(end, SSL_read_ex);
  } else if (is("peek")) {
    get(end, SSL_peek);
  } else if (is("peekx")) {
    get_ex(end, SSL_peek_ex);
  } else if (is("drain")) {
    drain(end);
  } else {
    return 0;
  }
  return 1;
}

static int connection_command(struct end *end) {
  SSL *ssl = end->ssl;
  if (is("handshake")) {
    called(end, SSL_do_handshake(ssl));
  } else if (is("connect")) {
    called(end, SSL_connect(ssl));
  } else if (is("accept")) {
    called(end, SSL_accept(ssl));
  } else if (is("shutdown")) {
    called(end, SSL_shutdown(ssl));
  } else if (is("keyupdate")) {
    called(end, SSL_key_update(ssl, number(2)));
  } else if (is("renegotiate")) {
    called(end, SSL_renegotiate(ssl));
  } else if (is("ticket")) {
    sizes_shown = 0;
    called(end, SSL_new_session_ticket(ssl));
  } else if (is("clear")) {
    sizes_shown = 0;
    called(end, SSL_clear(ssl));
  } else if (is("client")) {
    sizes_shown = 0;
    SSL_set_connect_state(ssl);
    changed(end, 1);
  } else if (is("server")) {
    sizes_shown = 0;
    SSL_set_accept_state(ssl);
    changed(end, 1);
  } else {
    return 0;
  }
  return 1;
}

static int setting_command(struct end *end) {
  SSL *ssl = end->ssl;
  long value = number(2);
  if (is("state")) {
    changed(end, 0);
  } else if (is("setsd")) {
    SSL_set_shutdown(ssl, (int)value);
    changed(end, 0);
  } else if (is("quiet")) {
    SSL_set_quiet_shutdown(ssl, (int)value);
    changed(end, 0);
  } else if (is("setmode")) {
    changed(end, SSL_set_mode(ssl, value));
  } else if (is("clearmode")) {
    changed(end, SSL_clear_mode(ssl, value));
  } else if (is("ignoreeof")) {
    (void)(value ? SSL_set_options(ssl, SSL_OP_IGNORE_UNEXPECTED_EOF)
                 : SSL_clear_options(ssl, SSL_OP_IGNORE_UNEXPECTED_EOF));
    changed(end, 0);
  } else if (is("fragment")) {
    changed(end, SSL_set_max_send_fragment(ssl, value));
  } else if (is("split")) {
    changed(end, SSL_set_split_send_fragment(ssl, value));
  } else if (is("readahead")) {
    end->in_shown = 0;
    SSL_set_read_ahead(ssl, (int)value);
    changed(end, SSL_get_read_ahead(ssl));
  } else if (is("freebuffers")) {
    changed(end, SSL_free_buffers(ssl));
  } else if (is("allocbuffers")) {
    changed(end, SSL_alloc_buffers(ssl));
  } else {
    return 0;
  }
  return 1;
}

static void run(void) {
  struct end *end = word(1)[0] == 's' ? &server : &client;
  ERR_clear_error();
  if (is("new")) {
    make_ends();
    printf("ret=1\n");
  } else if (is("shake")) {
    shake();
  } else if (!wire_command(end, end == &client ? &server : &client) && !data_command(end) &&
             !connection_command(end) && !setting_command(end)) {
    printf("no such command\n");
  }
  fflush(stdout);
}

int main(int count, char **arguments) {
  static char line[LINE];
  client_context = SSL_CTX_new(TLS_client_method());
  server_context = SSL_CTX_new(TLS_server_method());
  if (count != 3 || SSL_CTX_use_certificate_chain_file(server_context, arguments[1]) != 1 ||
      SSL_CTX_use_PrivateKey_file(server_context, arguments[2], SSL_FILETYPE_PEM) != 1) {
    ERR_print_errors_fp(stderr);
    return 2;
  }
  SSL_CTX_set_ciphersuites(client_context, "TLS_AES_128_GCM_SHA256");
  SSL_CTX_set_session_cache_mode(client_context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_session_cache_mode(server_context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_session_id_context(server_context, (const unsigned char *)"oracle", 6);
  for (int i = 0; i < ROOM; i++) {
    buffers[0][i] = (unsigned char)(i * 7 + (i >> 8));
    buffers[1][i] = (unsigned char)(i * 11 + (i >> 7) + 1);
  }
  printf("%s\n", OpenSSL_version(OPENSSL_VERSION));
  fflush(stdout);
  while (fgets(line, sizeof line, stdin)) {
    split(line);
    if (word_count) {
      run();
    }
  }
  return 0;
}
