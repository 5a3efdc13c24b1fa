// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.handshake;

import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslSession;
import dev.jessel.fuzz.Choice;
import dev.jessel.fuzz.open.OpenCrypto;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Honest handshakes of many kinds, as inputs of both targets. */
public final class HandshakeSeeds {
  private static final UnaryOperator<SslContext.Builder> AS_IT_IS = UnaryOperator.identity();

  private final Map<String, byte[]> clients = new TreeMap<>();
  private final Map<String, byte[]> servers = new TreeMap<>();

  private interface Talk {
    void over(Dialogue dialogue, boolean victimIsClient) throws SslException;
  }

  private HandshakeSeeds() {}

  /** Inputs of the client's target, by name. */
  public static Map<String, byte[]> clients() {
    return all().clients;
  }

  /** Inputs of the server's target, by name. */
  public static Map<String, byte[]> servers() {
    return all().servers;
  }

  /** The sessions that clients come back with, by version. */
  public static List<SslSession> sessions() {
    return List.of(Sessions.tls13().orElseThrow(), Sessions.tls12().orElseThrow());
  }

  /** All that peers send in an input: messages (type, body) without keys and with them. */
  public static List<Bytes> messages(byte[] input) {
    return Script.of(input).steps().stream()
        .filter(step -> step.kind() == Step.Kind.MESSAGE)
        .map(Step::body)
        .toList();
  }

  /** All that peers send in an input, as records. */
  public static Bytes stream(byte[] input) {
    return Script.of(input).steps().stream().map(Step::wire).reduce(Bytes.EMPTY, Bytes::plus);
  }

  private static HandshakeSeeds all() {
    HandshakeSeeds seeds = new HandshakeSeeds();
    seeds.ofTls13();
    seeds.ofTls12();
    seeds.older();
    return seeds;
  }

  private void ofTls13() {
    add("tls13", ClientSetting.PLAIN, ServerSetting.PLAIN, HandshakeSeeds::chat);
    add("strict", ClientSetting.STRICT, ServerSetting.PLAIN, HandshakeSeeds::chat);
    add("retry", ClientSetting.PLAIN, ServerSetting.RETRYING, HandshakeSeeds::chat);
    add("asking", ClientSetting.LENIENT, ServerSetting.ASKING, HandshakeSeeds::chat);
    add("choosing", ClientSetting.LENIENT, ServerSetting.CHOOSING, HandshakeSeeds::chat);
    add("asking-later", ClientSetting.LENIENT, ServerSetting.PLAIN, HandshakeSeeds::askLater);
    add("early", ClientSetting.RETURNING, ServerSetting.EARLY, HandshakeSeeds::early);
    add("returning", ClientSetting.RETURNING, ServerSetting.EARLY, HandshakeSeeds::chat);
    add("returning-retry", ClientSetting.RETURNING, ServerSetting.RETRYING, HandshakeSeeds::chat);
    add("psk", ClientSetting.PRE_SHARED, ServerSetting.PRE_SHARED, HandshakeSeeds::chat);
    add("psk-early", ClientSetting.PRE_SHARED, ServerSetting.PRE_SHARED, HandshakeSeeds::early);
  }

  private void ofTls12() {
    for (String cipher :
        List.of(
            "ECDHE-ECDSA-AES128-GCM-SHA256",
            "ECDHE-RSA-CHACHA20-POLY1305",
            "ECDHE-RSA-AES128-SHA",
            "DHE-RSA-AES128-GCM-SHA256",
            "AES128-SHA",
            "PSK-AES128-GCM-SHA256",
            "ECDHE-PSK-AES128-CBC-SHA",
            "RSA-PSK-AES128-GCM-SHA256",
            "ADH-AES128-GCM-SHA256")) {
      UnaryOperator<SslContext.Builder> limit = b -> b.cipherList(cipher + ":@SECLEVEL=0");
      add(cipher, ClientSetting.TLS12, ServerSetting.TLS12, limit, HandshakeSeeds::chat);
    }
    add("again", ClientSetting.TLS12, ServerSetting.TLS12, HandshakeSeeds::again);
    add("returning12", ClientSetting.RETURNING_12, ServerSetting.TLS12, HandshakeSeeds::chat);
  }

  private void older() {
    for (ProtocolVersion version :
        List.of(
            ProtocolVersion.TLS_1_1,
            ProtocolVersion.TLS_1_0,
            ProtocolVersion.SSL_3_0,
            ProtocolVersion.SSL_2)) {
      UnaryOperator<SslContext.Builder> limit = b -> b.maxVersion(version);
      String name = version.name().replace(' ', '-');
      add(name, ClientSetting.OLDEST, ServerSetting.OLDEST, limit, HandshakeSeeds::simpleChat);
    }
  }

  private void add(String name, ClientSetting client, ServerSetting server, Talk talk) {
    add(name, client, server, AS_IT_IS, talk);
  }

  /** The peer alone is limited: the victim is one of those that its target has. */
  private void add(
      String name,
      ClientSetting client,
      ServerSetting server,
      UnaryOperator<SslContext.Builder> limit,
      Talk talk) {
    String which = client + "/" + server + "/" + name;
    World.CRYPTO.begin();
    SslContext.Builder peer = limit.apply(server.over(new OpenCrypto()));
    SslContext.Builder victim = client.fresh();
    World.CRYPTO.begin();
    Dialogue heard =
        new Dialogue(victim.build().newSsl(), peer.build().newSsl(), false, server.readsEarly());
    clients.put(name, script(which, Choice.code(client), heard, talk, true));
    World.CRYPTO.begin();
    SslContext.Builder speaker = limit.apply(client.over(new OpenCrypto()));
    SslContext.Builder listener = server.fresh();
    World.CRYPTO.begin();
    Dialogue other =
        new Dialogue(
            listener.build().newSsl(), speaker.build().newSsl(), server.readsEarly(), false);
    servers.put(name, script(which, Choice.code(server), other, talk, false));
  }

  private static byte[] script(
      String which, int setting, Dialogue dialogue, Talk talk, boolean victimIsClient) {
    try {
      talk.over(dialogue, victimIsClient);
    } catch (SslException e) {
      throw new IllegalStateException("two honest ends do not agree: " + which, e);
    }
    return new Script(setting, 0, dialogue.steps()).encode();
  }

  private static void simpleChat(Dialogue dialogue, boolean victimIsClient) throws SslException {
    dialogue.go();
    dialogue.peer(Call.WRITE);
    dialogue.victim(Call.WRITE);
    dialogue.peer(Call.SHUT_DOWN);
  }

  private static void chat(Dialogue dialogue, boolean victimIsClient) throws SslException {
    dialogue.go();
    dialogue.peer(Call.WRITE);
    dialogue.victim(Call.WRITE);
    dialogue.peer(Call.WRITE);
    dialogue.peer(Call.SHUT_DOWN);
    dialogue.victim(Call.SHUT_DOWN);
  }

  private static void early(Dialogue dialogue, boolean victimIsClient) throws SslException {
    client(dialogue, victimIsClient, Call.WRITE_EARLY);
    chat(dialogue, victimIsClient);
  }

  private static void askLater(Dialogue dialogue, boolean victimIsClient) throws SslException {
    dialogue.go();
    server(dialogue, victimIsClient, Call.ASK_FOR_CERTIFICATE);
    dialogue.peer(Call.UPDATE_KEYS);
    dialogue.victim(Call.UPDATE_OWN_KEYS);
    server(dialogue, victimIsClient, Call.SEND_TICKET);
    dialogue.peer(Call.WRITE);
    dialogue.peer(Call.SHUT_DOWN);
  }

  private static void again(Dialogue dialogue, boolean victimIsClient) throws SslException {
    dialogue.go();
    dialogue.peer(Call.WRITE);
    client(dialogue, victimIsClient, Call.RENEGOTIATE);
    server(dialogue, victimIsClient, Call.RENEGOTIATE_RESUMING);
    dialogue.peer(Call.WRITE);
    dialogue.peer(Call.SHUT_DOWN);
  }

  private static void client(Dialogue dialogue, boolean victimIsClient, Call call)
      throws SslException {
    if (victimIsClient) {
      dialogue.victim(call);
    } else {
      dialogue.peer(call);
    }
  }

  private static void server(Dialogue dialogue, boolean victimIsClient, Call call)
      throws SslException {
    client(dialogue, !victimIsClient, call);
  }
}
