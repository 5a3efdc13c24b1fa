// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.Bio;
import dev.jessel.error.AlertDescription;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Who is told what happens, and states and alerts in words.
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_set_info_callback/">
 *     SSL_CTX_set_info_callback(3)</a>
 */
public class LibSslInfo extends LibSslExtensions {
  LibSslInfo() {}

  // ---- Contexts

  /** Sets who is told how handshakes go; null for nobody. */
  public static void SSL_CTX_set_info_callback(SSL_CTX ctx, SSL_info_cb cb) {
    ctx.infoCallback = Optional.ofNullable(cb);
  }

  /** Who is told how handshakes go; null for nobody. */
  public static SSL_info_cb SSL_CTX_get_info_callback(SSL_CTX ctx) {
    return ctx.infoCallback.orElse(null);
  }

  /** Sets who sees handshake messages and alerts; null for nobody. */
  public static void SSL_CTX_set_msg_callback(SSL_CTX ctx, SSL_msg_cb cb) {
    ctx.messageCallback = Optional.ofNullable(cb);
  }

  /** Sets what the message callback is told. */
  public static void SSL_CTX_set_msg_callback_arg(SSL_CTX ctx, Object arg) {
    ctx.messageArgument = arg;
  }

  /** Sets who gets the secrets of new connections; null for nobody. */
  public static void SSL_CTX_set_keylog_callback(SSL_CTX ctx, SSL_CTX_keylog_cb cb) {
    ctx.keyLogCallback = Optional.ofNullable(cb);
  }

  /** Who gets the secrets; null for nobody. */
  public static SSL_CTX_keylog_cb SSL_CTX_get_keylog_callback(SSL_CTX ctx) {
    return ctx.keyLogCallback.orElse(null);
  }

  // ---- Connections

  /** Sets who is told how handshakes go; null for nobody. */
  public static void SSL_set_info_callback(SSL ssl, SSL_info_cb cb) {
    ssl.infoCallback = Optional.ofNullable(cb);
  }

  /** Who is told how handshakes go; null for nobody. */
  public static SSL_info_cb SSL_get_info_callback(SSL ssl) {
    return ssl.infoCallback.orElse(null);
  }

  /** Sets who sees handshake messages and alerts; null for nobody. */
  public static void SSL_set_msg_callback(SSL ssl, SSL_msg_cb cb) {
    ssl.messageCallback = Optional.ofNullable(cb);
  }

  /** Sets what the message callback is told. */
  public static void SSL_set_msg_callback_arg(SSL ssl, Object arg) {
    ssl.messageArgument = arg;
  }

  /** The handshake's state, such as "SSLv3/TLS write client hello". */
  public static String SSL_state_string_long(SSL ssl) {
    return StateName.of(ssl.calls()).text();
  }

  /** The handshake's state in short, such as "TWCH". */
  public static String SSL_state_string(SSL ssl) {
    return StateName.of(ssl.calls()).shortText();
  }

  /** "warning", "fatal" or "unknown". */
  public static String SSL_alert_type_string_long(int value) {
    return switch (value >> 8) {
      case 1 -> "warning";
      case 2 -> "fatal";
      default -> "unknown";
    };
  }

  /** "W", "F" or "U". */
  public static String SSL_alert_type_string(int value) {
    return switch (value >> 8) {
      case 1 -> "W";
      case 2 -> "F";
      default -> "U";
    };
  }

  /** The alert's text, such as "close notify". */
  public static String SSL_alert_desc_string_long(int value) {
    return new AlertDescription(value & 0xFF).longText();
  }

  /** The alert's text in two letters, such as "CN". */
  public static String SSL_alert_desc_string(int value) {
    return new AlertDescription(value & 0xFF).shortText();
  }

  /** The handshake's state by number, {@code OSSL_HANDSHAKE_STATE}: what was last read or sent. */
  public static int SSL_get_state(SSL ssl) {
    return StateName.of(ssl.calls()).number();
  }

  /** 1: texts are always there. */
  public static int ERR_load_SSL_strings() {
    return 1;
  }

  /** Does nothing, as in libssl. */
  public static void SSL_set_debug(SSL s, int debug) {
    // libssl has kept it for old programs since 1.1.0, without effect.
  }

  /**
   * A message callback that writes what it sees in words.
   *
   * @param arg the {@link Bio} to write to
   * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_set_msg_callback/">
   *     SSL_CTX_set_msg_callback(3)</a>
   */
  public static void SSL_trace(
      int write_p, int version, int content_type, byte[] buf, SSL ssl, Object arg) {
    if (arg instanceof Bio out) {
      String text = MessageTrace.text(write_p != 0, content_type, buf);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      BIO_write(out, bytes, bytes.length);
    }
  }

  // ---- Compression, which there is none of

  /** Null: records are never compressed. */
  public static Object SSL_get_current_compression(SSL s) {
    return null;
  }

  /** Null: records are never compressed. */
  public static Object SSL_get_current_expansion(SSL s) {
    return null;
  }
}
