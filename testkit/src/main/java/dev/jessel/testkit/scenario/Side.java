// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.scenario;

import static dev.jessel.openssl.LibSsl.*;

import dev.jessel.openssl.LibSsl;
import dev.jessel.openssl.LibSslTypes;
import dev.jessel.testkit.scenario.Scenario.Setting;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * One end of a scenario. Settings are commands of SSL_CONF as configuration files have them, where
 * {@code @name} stands for a certificate's file, and these words of our own:
 *
 * <ul>
 *   <li>{@code Identity=name}: a certificate with its key
 *   <li>{@code Trust=name}: {@code VerifyCAFile} and, for clients, {@code VerifyMode=Peer}
 *   <li>{@code Host=name}: the name that the server's certificate must have
 *   <li>{@code Judge=accept|reject|retry}: the application verifies
 *   <li>{@code Alpn=a,b}, {@code Sni=name}, {@code MaxFragment=1..4}, {@code Fragment=n}
 *   <li>{@code Switch=name:identity}: another context for clients that ask for the name; others are
 *       served all the same, or refused with {@code Strangers=refuse}; {@code SwitchBy=hello} has
 *       the callback for ClientHellos do it
 *   <li>{@code AuthLater=yes}: a client answers requests that come after the handshake
 *   <li>{@code Then=list} and {@code ThenWithout=option}: a cipher list and an option of SSL_CONF
 *       that come before a renegotiation
 *   <li>{@code Later:Name=value}: a command of SSL_CONF for the connection that comes back
 *   <li>{@code Old=yes}: security level 0 before all else, as versions before TLS 1.2 need it
 * </ul>
 */
final class Side {
  private static final String LATER = "Later:";

  private final boolean isClient;
  private final Keys keys;
  private final LibSslTypes.SSL_CTX context;
  private final StringBuilder alertsSent = new StringBuilder();
  private final List<Setting> later = new ArrayList<>();
  private String sni = "";
  private String host = "";
  private String switchFor = "";
  private boolean refusesStrangers;
  private LibSslTypes.SSL connection;
  private LibSslTypes.SSL_CTX other;
  private int retries;
  private boolean switchesByHello;
  private String ciphersThen = "";
  private String withoutThen = "";
  private String ticketData = "none";

  Side(boolean isClient, List<Setting> settings, Keys keys) {
    this.isClient = isClient;
    this.keys = keys;
    context = SSL_CTX_new(isClient ? TLS_client_method() : TLS_server_method());
    // A server that wants certificates resumes nothing, not even in a renegotiation, without one.
    SSL_CTX_set_session_id_context(context, new byte[] {1}, 1);
    settings.forEach(this::apply);
    if (switchesByHello) {
      SSL_CTX_set_client_hello_cb(context, this::hello, null);
    } else if (other != null) {
      SSL_CTX_set_tlsext_servername_callback(context, this::named);
    }
    SSL_CTX_set_info_callback(context, (ssl, where, ret) -> heard(where, ret));
  }

  private void heard(int where, int ret) {
    boolean closes = (ret & 0xFF) == 0;
    if ((where & SSL_CB_WRITE_ALERT) == SSL_CB_WRITE_ALERT && !closes) {
      alertsSent.append(SSL_alert_desc_string_long(ret & 0xFF).replace(' ', '_'));
    }
  }

  /** A connection over a transport. */
  LibSslTypes.SSL connect(dev.jessel.bio.Bio transport) {
    LibSslTypes.SSL ssl = SSL_new(context);
    if (isClient) {
      SSL_set_connect_state(ssl);
    } else {
      SSL_set_accept_state(ssl);
    }
    if (!sni.isEmpty()) {
      SSL_set_tlsext_host_name(ssl, sni);
    }
    if (!host.isEmpty()) {
      SSL_set1_host(ssl, host);
    }
    SSL_set_bio(ssl, transport, transport);
    connection = ssl;
    return ssl;
  }

  /** The alerts that this end sent, close_notify left out; "none" for none. */
  String alertsSent() {
    return alertsSent.length() == 0 ? "none" : alertsSent.toString();
  }

  private void apply(Setting setting) {
    String value = setting.value();
    if (setting.name().startsWith(LATER)) {
      later.add(new Setting(setting.name().substring(LATER.length()), value));
      return;
    }
    switch (setting.name()) {
      case "Identity" -> identity(context, value);
      case "Trust" -> trust(value);
      case "Host" -> host = value;
      case "Judge" -> judge(value);
      case "Alpn" -> alpn(value.split(",", -1));
      case "Sni" -> sni = value;
      case "MaxFragment" ->
          must(SSL_CTX_set_tlsext_max_fragment_length(context, Integer.parseInt(value)), setting);
      case "Fragment" ->
          must(SSL_CTX_set_max_send_fragment(context, Integer.parseInt(value)), setting);
      case "Switch" -> switchTo(value.split(":", 2));
      case "Strangers" -> refusesStrangers = true;
      case "SwitchBy" -> switchesByHello = value.equals("hello");
      case "AuthLater" -> SSL_CTX_set_post_handshake_auth(context, 1);
      case "Then" -> ciphersThen = value;
      case "ThenWithout" -> withoutThen = value;
      case "TicketData" -> ticketData(value, SSL_TICKET_RETURN_USE);
      case "TicketDataIgnored" -> ticketData(value, SSL_TICKET_RETURN_IGNORE_RENEW);
      case "Old" -> SSL_CTX_set_security_level(context, 0);
      default -> conf(context, setting);
    }
  }

  /** What the application finds in the ticket that came; "none" for none. */
  String ticketData() {
    return ticketData;
  }

  private void ticketData(String data, int use) {
    byte[] bytes = data.getBytes(StandardCharsets.US_ASCII);
    SSL_CTX_set_session_ticket_cb(
        context,
        (ssl, argument) ->
            SSL_SESSION_set1_ticket_appdata(SSL_get_session(ssl), bytes, bytes.length),
        (ssl, session, name, length, status, argument) -> came(session, status, use),
        null);
  }

  private int came(LibSslTypes.SSL_SESSION session, int status, int use) {
    if (status != SSL_TICKET_SUCCESS && status != SSL_TICKET_SUCCESS_RENEW) {
      return SSL_TICKET_RETURN_IGNORE_RENEW;
    }
    byte[][] data = new byte[1][];
    SSL_SESSION_get0_ticket_appdata(session, data, new int[1]);
    ticketData = data[0].length == 0 ? "none" : new String(data[0], StandardCharsets.US_ASCII);
    return use;
  }

  /** The connection that comes back, with what is different then. */
  LibSslTypes.SSL connectAgain(dev.jessel.bio.Bio transport) {
    LibSslTypes.SSL ssl = connect(transport);
    later.forEach(setting -> conf(setting, conf -> SSL_CONF_CTX_set_ssl(conf, ssl)));
    return ssl;
  }

  private void conf(LibSslTypes.SSL_CTX target, Setting setting) {
    conf(setting, conf -> SSL_CONF_CTX_set_ssl_ctx(conf, target));
  }

  private void conf(Setting setting, Consumer<SSL_CONF_CTX> target) {
    SSL_CONF_CTX conf = SSL_CONF_CTX_new();
    SSL_CONF_CTX_set_flags(
        conf,
        LibSsl.SSL_CONF_FLAG_FILE
            | LibSsl.SSL_CONF_FLAG_CERTIFICATE
            | (isClient ? LibSsl.SSL_CONF_FLAG_CLIENT : LibSsl.SSL_CONF_FLAG_SERVER));
    target.accept(conf);
    String value =
        setting.value().startsWith("@")
            ? keys.certificateFile(setting.value().substring(1))
            : setting.value();
    must(SSL_CONF_cmd(conf, setting.name(), value), setting);
    must(SSL_CONF_CTX_finish(conf), setting);
  }

  private static void must(int result, Setting setting) {
    if (result <= 0) {
      throw new IllegalArgumentException(setting + ": " + ERR_error_string(ERR_get_error()));
    }
  }

  private void identity(LibSslTypes.SSL_CTX target, String name) {
    conf(target, new Setting("Certificate", keys.certificateFile(name)));
    conf(target, new Setting("PrivateKey", keys.keyFile(name)));
  }

  private void trust(String name) {
    conf(context, new Setting("VerifyCAFile", keys.certificateFile(name)));
    if (isClient) {
      conf(context, new Setting("VerifyMode", "Peer"));
    }
  }

  private void judge(String how) {
    SSL_CTX_set_cert_verify_callback(
        context,
        (store, arg) ->
            switch (how) {
              case "accept" -> 1;
              case "reject" -> 0;
              default -> ++retries > 1 ? 1 : SSL_set_retry_verify(connection);
            },
        null);
  }

  private void alpn(String... names) {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    for (String name : names) {
      list.write(name.length());
      list.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
    }
    if (isClient) {
      SSL_CTX_set_alpn_protos(context, list.toByteArray(), list.size());
    } else {
      SSL_CTX_set_alpn_select_cb(context, (ssl, out, in, arg) -> select(names, out, in), null);
    }
  }

  private static int select(String[] ours, byte[][] out, byte[] in) {
    for (String name : ours) {
      for (int at = 0; at < in.length; at += 1 + in[at]) {
        byte[] theirs = Arrays.copyOfRange(in, at + 1, at + 1 + in[at]);
        if (new String(theirs, StandardCharsets.ISO_8859_1).equals(name)) {
          out[0] = theirs;
          return SSL_TLSEXT_ERR_OK;
        }
      }
    }
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  }

  private void switchTo(String... nameAndIdentity) {
    switchFor = nameAndIdentity[0];
    other = SSL_CTX_new(TLS_server_method());
    identity(other, nameAndIdentity[1]);
  }

  private int hello(LibSslTypes.SSL ssl, int[] alert, Object argument) {
    return other != null && named(ssl, alert, argument) == SSL_TLSEXT_ERR_ALERT_FATAL
        ? SSL_CLIENT_HELLO_ERROR
        : SSL_CLIENT_HELLO_SUCCESS;
  }

  /** Changes what is to be different in a renegotiation. */
  void beforeRenegotiation(LibSslTypes.SSL ssl) {
    if (!ciphersThen.isEmpty()) {
      SSL_set_cipher_list(ssl, ciphersThen);
    }
    if (withoutThen.equals("ExtendedMasterSecret")) {
      SSL_set_options(ssl, SSL_OP_NO_EXTENDED_MASTER_SECRET);
    }
  }

  private int named(LibSslTypes.SSL ssl, int[] alert, Object argument) {
    if (switchFor.equals(SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name))) {
      SSL_set_SSL_CTX(ssl, other);
      return SSL_TLSEXT_ERR_OK;
    }
    return refusesStrangers ? SSL_TLSEXT_ERR_ALERT_FATAL : SSL_TLSEXT_ERR_NOACK;
  }
}
