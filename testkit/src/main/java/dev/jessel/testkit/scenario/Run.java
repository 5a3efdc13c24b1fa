// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.scenario;

import static dev.jessel.openssl.LibSsl.*;

import dev.jessel.bio.BioPair;
import dev.jessel.openssl.LibSslTypes.SSL;
import dev.jessel.openssl.LibSslTypes.SSL_SESSION;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Runs a scenario and tells what came of it, by the names that scenarios expect it under. Four of
 * these say what to do behind the handshake, and come back as they are: {@code
 * key-update=client-asked}, {@code renegotiate=server-abbreviated}, {@code pha=ask}, and {@code
 * resume=yes}, with which all else is said of the connection that comes back.
 */
public final class Run {
  private static final int MAX_TURNS = 200;
  private static final int MAX_EXCHANGES = 8;
  private static final int DATA = 20_000;

  private final Keys keys;
  private final Side clientSide;
  private final Side serverSide;
  private SSL client;
  private SSL server;
  private final Scenario scenario;
  private final Map<String, String> facts = new LinkedHashMap<>();

  /** Makes both ends. */
  public Run(Scenario scenario, Keys keys) {
    this.keys = keys;
    this.scenario = scenario;
    clientSide = new Side(true, scenario.client(), keys);
    serverSide = new Side(false, scenario.server(), keys);
    BioPair pair = BioPair.create();
    client = clientSide.connect(pair.left());
    server = serverSide.connect(pair.right());
  }

  /** What came of it, of all that the scenario expects something of. */
  public Map<String, String> asExpected() {
    Map<String, String> outcome = outcome();
    Map<String, String> found = new LinkedHashMap<>();
    scenario.expected().keySet().forEach(name -> found.put(name, outcome.get(name)));
    return found;
  }

  /** All that came of it. */
  @Override
  public String toString() {
    return facts.toString();
  }

  private Map<String, String> outcome() {
    facts.put("result", handshake());
    if (facts.get("result").equals("success")) {
      connected();
      exchange();
    }
    if (!asked("resume").isEmpty() && facts.get("result").equals("success")) {
      comeBack();
    }
    facts.put("ticket-data", serverSide.ticketData());
    facts.put("client-alert", clientSide.alertsSent());
    facts.put("server-alert", serverSide.alertsSent());
    return facts;
  }

  /** Another connection of the same two, with the session of this one. */
  private void comeBack() {
    SSL_SESSION session = SSL_get1_session(client);
    BioPair pair = BioPair.create();
    client = clientSide.connectAgain(pair.left());
    server = serverSide.connectAgain(pair.right());
    SSL_set_session(client, session);
    SSL_SESSION_free(session);
    facts.put("result", handshake());
    if (facts.get("result").equals("success")) {
      connected();
      exchange();
    }
  }

  /** Something to do behind the handshake; empty for nothing. */
  private String asked(String name) {
    String how = scenario.expected().getOrDefault(name, "");
    facts.put(name, how);
    return how;
  }

  private String handshake() {
    ERR_clear_error();
    for (int turn = 0; turn < MAX_TURNS; turn++) {
      int one = SSL_do_handshake(client);
      if (hasFailed(client, one)) {
        return failed("client", server);
      }
      int two = SSL_do_handshake(server);
      if (hasFailed(server, two)) {
        return failed("server", client);
      }
      if (one == 1 && two == 1) {
        return "success";
      }
    }
    throw new AssertionError("no end: " + SSL_state_string_long(client));
  }

  private static boolean hasFailed(SSL ssl, int result) {
    int error = SSL_get_error(ssl, result);
    return error == SSL_ERROR_SSL || error == SSL_ERROR_SYSCALL;
  }

  private String failed(String who, SSL other) {
    facts.put("reason", reason());
    SSL_read(other, new byte[1], 1); // must not hang, and hears the alert
    facts.put("told", reason());
    return who + "-fails";
  }

  private static String reason() {
    long error = ERR_peek_error();
    ERR_clear_error();
    return error == 0 ? "none" : ERR_reason_error_string(error).replace(' ', '_');
  }

  private void connected() {
    facts.put("version", SSL_get_version(client));
    facts.put("cipher", SSL_CIPHER_standard_name(SSL_get_current_cipher(client)));
    facts.put("group", String.valueOf(SSL_get0_group_name(client)));
    facts.put("alpn", text(SSL_get0_alpn_selected(client)));
    facts.put("sni", String.valueOf(SSL_get_servername(server, TLSEXT_NAMETYPE_host_name)));
    facts.put("server-shows", keys.nameOf(SSL_get0_peer_certificate(client)));
    facts.put("client-shows", keys.nameOf(SSL_get0_peer_certificate(server)));
    facts.put("reused", SSL_session_reused(client) == 1 ? "yes" : "no");
    facts.put("extended-main-secret", SSL_get_extms_support(client) == 1 ? "yes" : "no");
    List<?> authorities = SSL_get0_peer_CA_list(client);
    facts.put("authorities", String.valueOf(authorities == null ? 0 : authorities.size()));
    facts.put("server-signs", String.valueOf(SSL_get0_peer_signature_name(client)));
    facts.put("client-signs", String.valueOf(SSL_get0_peer_signature_name(server)));
  }

  private static String text(byte[] bytes) {
    return bytes == null || bytes.length == 0
        ? "none"
        : new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private void exchange() {
    transfer(client, server);
    transfer(server, client);
    String keyUpdate = asked("key-update");
    if (!keyUpdate.isEmpty()) {
      changeKeys(keyUpdate.split("-", -1));
    }
    String renegotiate = asked("renegotiate");
    if (!renegotiate.isEmpty() && !renegotiates(renegotiate)
        || !asked("pha").isEmpty() && !authenticatesLater()) {
      return;
    }
    goodbye();
  }

  private void changeKeys(String... how) {
    SSL from = how[0].equals("client") ? client : server;
    boolean asks = how[how.length - 1].equals("asked");
    int type = asks ? SSL_KEY_UPDATE_REQUESTED : SSL_KEY_UPDATE_NOT_REQUESTED;
    if (SSL_key_update(from, type) != 1) {
      facts.put("result", "key-update-fails");
    }
    transfer(client, server);
    transfer(server, client);
    transfer(client, server);
  }

  /** False when that was the end of it. */
  private boolean renegotiates(String how) {
    clientSide.beforeRenegotiation(client);
    serverSide.beforeRenegotiation(server);
    SSL from = how.startsWith("client") ? client : server;
    boolean abbreviated = how.endsWith("abbreviated");
    if ((abbreviated ? SSL_renegotiate_abbreviated(from) : SSL_renegotiate(from)) != 1) {
      return refused();
    }
    return goesOn(() -> SSL_renegotiate_pending(client) + SSL_renegotiate_pending(server) == 0);
  }

  /** False when that was the end of it. */
  private boolean authenticatesLater() {
    return SSL_verify_client_post_handshake(server) == 1 ? goesOn(() -> false) : refused();
  }

  private boolean refused() {
    facts.put("result", "refused");
    facts.put("reason", reason());
    return false;
  }

  /** Both ends read, for a while or until it is done, and then talk. */
  private boolean goesOn(BooleanSupplier done) {
    ERR_clear_error();
    for (int turn = 0; turn < MAX_EXCHANGES; turn++) {
      if (hasFailed(client, SSL_read(client, new byte[0], 0))) {
        facts.put("result", failed("client", server));
        return false;
      }
      if (hasFailed(server, SSL_read(server, new byte[0], 0))) {
        facts.put("result", failed("server", client));
        return false;
      }
      if (done.getAsBoolean()) {
        break;
      }
    }
    connected();
    transfer(client, server);
    transfer(server, client);
    return true;
  }

  private void goodbye() {
    SSL_shutdown(client);
    if (SSL_shutdown(server) + SSL_shutdown(server) < 1 || SSL_shutdown(client) != 1) {
      throw new AssertionError("no goodbye");
    }
  }

  private static void transfer(SSL from, SSL to) {
    byte[] sent = new byte[DATA];
    for (int i = 0; i < sent.length; i++) {
      sent[i] = (byte) (i * 31);
    }
    byte[] got = new byte[DATA];
    int count = 0;
    boolean written = false;
    for (int turn = 0; turn < MAX_TURNS && count < DATA; turn++) {
      written = written || SSL_write(from, sent, DATA) == DATA;
      byte[] some = new byte[DATA];
      for (int n = SSL_read(to, some, DATA); n > 0; n = SSL_read(to, some, DATA)) {
        System.arraycopy(some, 0, got, count, n);
        count += n;
      }
    }
    if (!written || !Arrays.equals(sent, got)) {
      throw new AssertionError("data were lost: " + reason());
    }
  }
}
