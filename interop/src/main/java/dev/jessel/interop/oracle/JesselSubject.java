// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.oracle;

import static dev.jessel.openssl.LibSsl.*;

import dev.jessel.testkit.TestCredential.PemFiles;
import java.util.HexFormat;

/** Jessel, by the names of the C manual. Each command does here what it does in the C program. */
final class JesselSubject implements Subject {
  private static final int ROOM = JesselEnd.ROOM;
  private static final int MANY_TURNS = 400;

  private final SSL_CTX clientContext = SSL_CTX_new(TLS_client_method());
  private final SSL_CTX serverContext = SSL_CTX_new(TLS_server_method());
  private JesselEnd client;
  private JesselEnd server;
  private boolean sizesShown;

  /**
   * Makes both contexts.
   *
   * @param identity the server's certificate and key
   */
  JesselSubject(PemFiles identity) {
    boolean ready =
        SSL_CTX_use_certificate_chain_file(serverContext, identity.chain().toString()) == 1
            && SSL_CTX_use_PrivateKey_file(
                    serverContext, identity.key().toString(), SSL_FILETYPE_PEM)
                == 1
            && SSL_CTX_set_ciphersuites(clientContext, "TLS_AES_128_GCM_SHA256") == 1;
    if (!ready) {
      throw new IllegalStateException(ERR_error_string(ERR_peek_error()));
    }
  }

  @Override
  public Answer answer(String command) {
    ERR_clear_error();
    try {
      return Answer.parse(run(new Command(command)));
    } catch (RuntimeException | AssertionError e) {
      // What C answers with a number must not be thrown.
      return Answer.parse("thrown=" + e.toString().replace(' ', '_'));
    }
  }

  @Override
  public void close() {
    // Nothing outside the heap.
  }

  private String run(Command command) {
    if (command.is("new")) {
      makeEnds(command);
      return "ret=1";
    }
    if (command.is("shake")) {
      return shake();
    }
    JesselEnd end = command.isForServer() ? server : client;
    String answer = wireCommand(command, end);
    answer = answer.isEmpty() ? dataCommand(command, end) : answer;
    answer = answer.isEmpty() ? connectionCommand(command, end) : answer;
    answer = answer.isEmpty() ? settingCommand(command, end) : answer;
    return answer.isEmpty() ? "no such command" : answer;
  }

  // ---- Making the two ends

  private void makeEnds(Command command) {
    client = makeEnd(command, clientContext, command.setting("cw", 0), command.setting("cr", 0));
    server = makeEnd(command, serverContext, command.setting("sw", 0), command.setting("sr", 0));
    SSL_set_num_tickets(server.ssl, command.setting("tickets", 0));
    if (command.setting("roles", 1) != 0) {
      SSL_set_connect_state(client.ssl);
      SSL_set_accept_state(server.ssl);
    }
    sizesShown = false;
  }

  private static JesselEnd makeEnd(Command command, SSL_CTX context, int writing, int reading) {
    SSL ssl = SSL_new(context);
    chooseVersion(command, ssl);
    return command.setting("mem", 0) != 0
        ? JesselEnd.overMemory(ssl)
        : JesselEnd.overPair(ssl, writing, reading);
  }

  private static void chooseVersion(Command command, SSL ssl) {
    int version = TLS1_VERSION + command.setting("version", 13) - 10;
    boolean old = version < TLS1_2_VERSION;
    if (old) {
      SSL_set_security_level(ssl, 0);
      SSL_set_options(ssl, SSL_OP_DONT_INSERT_EMPTY_FRAGMENTS);
    }
    SSL_set_min_proto_version(ssl, version);
    SSL_set_max_proto_version(ssl, version);
    if (version < TLS1_3_VERSION) {
      String suite = old ? "ECDHE-ECDSA-AES128-SHA" : "ECDHE-ECDSA-AES128-GCM-SHA256";
      SSL_set_cipher_list(ssl, command.text("suite", suite));
      SSL_set_options(ssl, SSL_OP_NO_TICKET);
    }
  }

  private String shake() {
    boolean done = false;
    for (int i = 0; i < MANY_TURNS && !done; i++) {
      int one = SSL_do_handshake(client.ssl);
      int two = SSL_do_handshake(server.ssl);
      done = flow() == 0 && one == 1 && two == 1;
    }
    ERR_clear_error();
    sizesShown = done && SSL_get_num_tickets(server.ssl) == 0;
    return wire(done ? 1 : 0, 0);
  }

  private int flow() {
    int moved = 0;
    int more;
    do {
      more = client.pumpTo(server, ROOM) + server.pumpTo(client, ROOM);
      moved += more;
    } while (more > 0);
    return moved;
  }

  // ---- Commands

  private String wireCommand(Command command, JesselEnd end) {
    int moved = 0;
    switch (command.name()) {
      case "pump" -> moved = end.pumpTo(end == client ? server : client, command.number(2));
      case "flow" -> moved = flow();
      case "sizes" -> sizesShown = flow() == 0 && client.incoming() == 0 && server.incoming() == 0;
      case "wipe" -> {
        client.wipe();
        server.wipe();
      }
      case "corrupt" -> end.corrupt(command.number(2));
      case "inject" -> end.inject(HexFormat.of().parseHex(command.word(2)));
      case "eof" -> end.endReading();
      case "cut" -> end.breakWriting();
      case "noreader" -> SSL_set0_rbio(end.ssl, null);
      case "nowriter" -> SSL_set0_wbio(end.ssl, null);
      case "badreader" -> SSL_set0_rbio(end.ssl, new BrokenBio(false));
      case "badwriter" -> SSL_set0_wbio(end.ssl, new BrokenBio(command.number(2) == 0));
      case "goodbio" -> end.attach();
      default -> {
        return "";
      }
    }
    return wire(1, moved);
  }

  private String dataCommand(Command command, JesselEnd end) {
    int[] count = {99};
    switch (command.name()) {
      case "write" -> {
        remember(command, end);
        return called(end, end.write());
      }
      case "writex" -> {
        remember(command, end);
        return counted(end, end.writeEx(count), count);
      }
      case "retry" -> {
        end.vary(command.word(2), command.number(3));
        return called(end, end.write());
      }
      case "read" -> {
        return received(end, SSL_read(end.ssl, end.target, command.number(2)));
      }
      case "readx" -> {
        return counted(end, SSL_read_ex(end.ssl, end.target, command.number(2), count), count);
      }
      case "peek" -> {
        return received(end, SSL_peek(end.ssl, end.target, command.number(2)));
      }
      case "peekx" -> {
        return counted(end, SSL_peek_ex(end.ssl, end.target, command.number(2), count), count);
      }
      case "drain" -> {
        return drain(end);
      }
      default -> {
        return "";
      }
    }
  }

  private String connectionCommand(Command command, JesselEnd end) {
    if (command.startsOver()) {
      sizesShown = false;
    }
    switch (command.name()) {
      case "handshake" -> {
        return called(end, SSL_do_handshake(end.ssl));
      }
      case "connect" -> {
        return called(end, SSL_connect(end.ssl));
      }
      case "accept" -> {
        return called(end, SSL_accept(end.ssl));
      }
      case "shutdown" -> {
        return called(end, SSL_shutdown(end.ssl));
      }
      case "keyupdate" -> {
        return called(end, SSL_key_update(end.ssl, command.number(2)));
      }
      case "renegotiate" -> {
        return called(end, SSL_renegotiate(end.ssl));
      }
      case "ticket" -> {
        return called(end, SSL_new_session_ticket(end.ssl));
      }
      case "clear" -> {
        return called(end, SSL_clear(end.ssl));
      }
      case "client" -> {
        SSL_set_connect_state(end.ssl);
        return changed(end, 1);
      }
      case "server" -> {
        SSL_set_accept_state(end.ssl);
        return changed(end, 1);
      }
      default -> {
        return "";
      }
    }
  }

  private String settingCommand(Command command, JesselEnd end) {
    SSL ssl = end.ssl;
    int value = command.number(2);
    long returned = 0;
    switch (command.name()) {
      case "state" -> {}
      case "setsd" -> SSL_set_shutdown(ssl, value);
      case "quiet" -> SSL_set_quiet_shutdown(ssl, value);
      case "setmode" -> returned = SSL_set_mode(ssl, value);
      case "clearmode" -> returned = SSL_clear_mode(ssl, value);
      case "ignoreeof" -> ignoreEof(ssl, value != 0);
      case "fragment" -> returned = SSL_set_max_send_fragment(ssl, value);
      case "split" -> returned = SSL_set_split_send_fragment(ssl, value);
      case "readahead" -> {
        end.readsAhead();
        SSL_set_read_ahead(ssl, value);
        returned = SSL_get_read_ahead(ssl);
      }
      case "freebuffers" -> returned = SSL_free_buffers(ssl);
      case "allocbuffers" -> returned = SSL_alloc_buffers(ssl);
      default -> {
        return "";
      }
    }
    return changed(end, returned);
  }

  private static void remember(Command command, JesselEnd end) {
    end.remember(command.word(2).equals("B"), command.number(3), command.number(4));
  }

  private static void ignoreEof(SSL ssl, boolean ignore) {
    if (ignore) {
      SSL_set_options(ssl, SSL_OP_IGNORE_UNEXPECTED_EOF);
    } else {
      SSL_clear_options(ssl, SSL_OP_IGNORE_UNEXPECTED_EOF);
    }
  }

  // ---- Answers

  private String drain(JesselEnd end) {
    int total = 0;
    int count = SSL_read(end.ssl, end.target, ROOM);
    while (count > 0) {
      total += count;
      count = SSL_read(end.ssl, end.target, ROOM);
    }
    return called(end, count) + " total=" + total;
  }

  private String called(JesselEnd end, int returned) {
    return state(end, returned, returned <= 0);
  }

  private String counted(JesselEnd end, int returned, int[] count) {
    return called(end, returned) + " count=" + count[0];
  }

  private String changed(JesselEnd end, long returned) {
    return state(end, (int) returned, false);
  }

  private String received(JesselEnd end, int returned) {
    int digest = 0;
    if (returned > 0) {
      digest = 0x811c9dc5;
      for (int i = 0; i < returned; i++) {
        digest = (digest ^ end.target[i] & 0xFF) * 16777619;
      }
    }
    return called(end, returned) + String.format(" data=%08x", digest);
  }

  private String wire(int returned, int moved) {
    return "ret="
        + returned
        + size("moved", moved)
        + size("c.out", client.outgoing())
        + incoming("c.in", client)
        + size("s.out", server.outgoing())
        + incoming("s.in", server);
  }

  private String state(JesselEnd end, int returned, boolean failed) {
    SSL ssl = end.ssl;
    int error = SSL_get_error(ssl, failed ? returned : 1);
    long first = ERR_peek_error();
    String queue = first == 0 ? "-" : ERR_GET_LIB(first) + ":" + ERR_GET_REASON(first);
    return "ret="
        + returned
        + " err="
        + Names.error(error)
        + " want="
        + Names.want(SSL_want(ssl))
        + " sd="
        + SSL_get_shutdown(ssl)
        + " pend="
        + SSL_pending(ssl)
        + " has="
        + SSL_has_pending(ssl)
        + " init="
        + SSL_in_init(ssl)
        + " before="
        + SSL_in_before(ssl)
        + " dead="
        + (SSL_state_string_long(ssl).equals("error") ? 1 : 0)
        + " ku="
        + SSL_get_key_update_type(ssl)
        + " q="
        + queue
        + size("out", end.outgoing())
        + incoming("in", end);
  }

  private String incoming(String name, JesselEnd end) {
    return end.isIncomingShown() ? size(name, end.incoming()) : " " + name + "=-";
  }

  private String size(String name, long size) {
    return " " + name + "=" + (sizesShown ? Long.toString(size) : "-");
  }
}
