// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.openssl.LibSslTypes.SSL_custom_ext_add_cb_ex;
import dev.jessel.openssl.LibSslTypes.SSL_custom_ext_free_cb_ex;
import dev.jessel.openssl.LibSslTypes.SSL_custom_ext_parse_cb_ex;
import dev.jessel.wire.ExtensionPlace;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * An extension of the application's, as C knows it.
 *
 * @param role whose it is
 * @param type its number
 * @param context where it may stand and when, {@code SSL_EXT_...}
 * @param add says what is sent
 * @param free is told that this is not needed any more
 * @param addArgument what both are told
 * @param parse takes what came
 * @param parseArgument what it is told
 */
record CustomExtensionEntry(
    Role role,
    int type,
    int context,
    Optional<SSL_custom_ext_add_cb_ex> add,
    Optional<SSL_custom_ext_free_cb_ex> free,
    Object addArgument,
    Optional<SSL_custom_ext_parse_cb_ex> parse,
    Object parseArgument) {
  /** Who speaks an extension. */
  enum Role {
    CLIENT,
    SERVER,
    BOTH;

    boolean is(boolean server) {
      return this == BOTH || this == (server ? SERVER : CLIENT);
    }

    boolean meets(Role other) {
      return this == BOTH || other == BOTH || this == other;
    }
  }

  boolean has(int flag) {
    return (context & flag) != 0;
  }

  Set<ExtensionPlace> places() {
    Set<ExtensionPlace> places = EnumSet.noneOf(ExtensionPlace.class);
    for (ExtensionPlace place : ExtensionPlace.values()) {
      if (has(flag(place))) {
        places.add(place);
      }
    }
    return places;
  }

  static int flag(ExtensionPlace place) {
    return switch (place) {
      case CLIENT_HELLO -> LibSslCustomExtensions.SSL_EXT_CLIENT_HELLO;
      case SERVER_HELLO_12 -> LibSslCustomExtensions.SSL_EXT_TLS1_2_SERVER_HELLO;
      case SERVER_HELLO -> LibSslCustomExtensions.SSL_EXT_TLS1_3_SERVER_HELLO;
      case ENCRYPTED_EXTENSIONS -> LibSslCustomExtensions.SSL_EXT_TLS1_3_ENCRYPTED_EXTENSIONS;
      case HELLO_RETRY_REQUEST -> LibSslCustomExtensions.SSL_EXT_TLS1_3_HELLO_RETRY_REQUEST;
      case CERTIFICATE -> LibSslCustomExtensions.SSL_EXT_TLS1_3_CERTIFICATE;
      case NEW_SESSION_TICKET -> LibSslCustomExtensions.SSL_EXT_TLS1_3_NEW_SESSION_TICKET;
      case CERTIFICATE_REQUEST -> LibSslCustomExtensions.SSL_EXT_TLS1_3_CERTIFICATE_REQUEST;
    };
  }
}
