// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.crypto.KeyExchangeMethod;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.dialect.Dialect;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.message.ClientKeyParameters;
import dev.jessel.wire.message.ServerKeyParameters;

/**
 * What the two hellos of TLS 1.2 settle.
 *
 * @param dialect the version that is spoken
 * @param suite the chosen suite
 * @param clientRandom 32 bytes of the ClientHello
 * @param serverRandom 32 bytes of the ServerHello
 * @param extendedMainSecret whether the main secret is bound to the handshake (RFC 7627)
 * @param encryptThenMac whether a block cipher's MAC is over what is encrypted (RFC 7366)
 */
public record Agreement12(
    Dialect dialect,
    SuiteParameters suite,
    Bytes clientRandom,
    Bytes serverRandom,
    boolean extendedMainSecret,
    boolean encryptThenMac) {
  /** What a ServerKeyExchange looks like in this suite. */
  public ServerKeyParameters.Form serverForm() {
    ServerKeyParameters.Share share = ServerKeyParameters.Share.NONE;
    if (suite.keyExchange().usesCurve()) {
      share = ServerKeyParameters.Share.ECDH;
    } else if (suite.keyExchange().usesFiniteField()) {
      share = ServerKeyParameters.Share.DH;
    } else if (suite.keyExchange() == KeyExchangeMethod.RSA_EXPORT) {
      share = ServerKeyParameters.Share.RSA;
    }
    return new ServerKeyParameters.Form(suite.keyExchange().usesPsk(), share, signature());
  }

  private ServerKeyParameters.Signed signature() {
    if (!isSigned()) {
      return ServerKeyParameters.Signed.NO;
    }
    return dialect.impliedSchemes().isPresent()
        ? ServerKeyParameters.Signed.UNNAMED
        : ServerKeyParameters.Signed.NAMED;
  }

  /** What a ClientKeyExchange looks like in this suite. */
  public ClientKeyParameters.Form clientForm() {
    ClientKeyParameters.Exchange exchange = ClientKeyParameters.Exchange.NONE;
    if (suite.keyExchange().usesCurve()) {
      exchange = ClientKeyParameters.Exchange.POINT;
    } else if (sendsSecretAlone() && !dialect.tellsLengthOfSecret()) {
      exchange = ClientKeyParameters.Exchange.BARE;
    } else if (suite.keyExchange() != KeyExchangeMethod.PSK) {
      exchange = ClientKeyParameters.Exchange.LONG;
    }
    return new ClientKeyParameters.Form(suite.keyExchange().usesPsk(), exchange);
  }

  private boolean sendsSecretAlone() {
    return suite.keyExchange() == KeyExchangeMethod.RSA
        || suite.keyExchange() == KeyExchangeMethod.RSA_EXPORT;
  }

  /** Whether the server signs its share: it has a certificate and an ephemeral key. */
  public boolean isSigned() {
    return suite.authentication().usesCertificate() && suite.keyExchange().isEphemeral();
  }

  /** Whether a ServerKeyExchange must come; with a pre-shared key alone it may. */
  public boolean needsServerKeyExchange() {
    return suite.keyExchange().isEphemeral();
  }

  /** Both randoms, the client's first: what a server's signature begins with. */
  public Bytes randoms() {
    return clientRandom.plus(serverRandom);
  }
}
