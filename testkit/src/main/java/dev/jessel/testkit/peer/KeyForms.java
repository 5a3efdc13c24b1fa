// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.peer;

import dev.jessel.crypto.KeyExchangeMethod;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.wire.message.ClientKeyParameters;
import dev.jessel.wire.message.ServerKeyParameters;

/** What the messages of a key exchange look like in each suite of TLS 1.2. */
final class KeyForms {
  private KeyForms() {}

  static ClientKeyParameters.Form ofClient(SuiteParameters suite) {
    KeyExchangeMethod method = suite.keyExchange();
    return new ClientKeyParameters.Form(
        method.usesPsk(),
        switch (method) {
          case ECDHE, ECDHE_PSK -> ClientKeyParameters.Exchange.POINT;
          case PSK -> ClientKeyParameters.Exchange.NONE;
          default -> ClientKeyParameters.Exchange.LONG;
        });
  }

  static ServerKeyParameters.Form ofServer(SuiteParameters suite) {
    KeyExchangeMethod method = suite.keyExchange();
    return new ServerKeyParameters.Form(
        method.usesPsk(),
        switch (method) {
          case ECDHE, ECDHE_PSK -> ServerKeyParameters.Share.ECDH;
          case DHE, DHE_PSK -> ServerKeyParameters.Share.DH;
          default -> ServerKeyParameters.Share.NONE;
        },
        suite.authentication().usesCertificate() && method.isEphemeral()
            ? ServerKeyParameters.Signed.NAMED
            : ServerKeyParameters.Signed.NO);
  }
}
