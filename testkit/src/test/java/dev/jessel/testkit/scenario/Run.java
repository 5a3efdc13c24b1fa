// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.scenario;

import static dev.jessel.openssl.LibSsl.*;

import dev.jessel.bio.BioPair;
import dev.jessel.openssl.LibSslTypes.SSL;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs a scenario and tells what came of it, by the names that scenarios expect it under. */
final class Run {
  private static final int MAX_TURNS = 200;
  private static final int DATA = 20_000;

  private final Keys keys;
  private final Side clientSide;
  private final Side serverSide;
  private final SSL client;
  private final SSL server;
  private final String keyUpdate;
  private final Map<String, String> facts = new LinkedHashMap<>();

  Run(Scenario scenario, Keys keys) {
    this.keys = keys;
    clientSide = new Side(true, scenario.client(), keys);
    serverSide = new Side(false, scenario.server(), keys);
    BioPair pair = BioPair.create();
    client = clientSide.connect(pair.left());
    server = serverSide.connect(pair.right());
    keyUpdate = scenario.expected().getOrDefault("key-update", "");
  }

  /** What came of it. */
  Map<String, String> outcome() {
    facts.put("result", handshake());
    facts.put("client-alert", clientSide.alertsSent());
    facts.put("server-alert", serverSide.alertsSent());
    facts.put("key-update", keyUpdate);
    if (facts.get("result").equals("success")) {
      connected();
      exchange();
    }
    return facts;
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
    if (!keyUpdate.isEmpty()) {
      String[] how = keyUpdate.split("-", -1);
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
    goodbye();
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
