// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.handshake.Ssl2;
import dev.jessel.handshake.Ssl2Connection;

/** SSLv2 (draft-hickman-netscape-ssl-00), and its ClientHello as newer versions know it. */
public final class Ssl2Protocol implements Ssl2 {
  /** For the service loader. */
  public Ssl2Protocol() {}

  @Override
  public boolean supports(CryptoProvider crypto, SuiteParameters kind) {
    return kind.suite().isSsl2() && RecordCipher.exists(kind.cipher());
  }

  @Override
  public Ssl2Connection connection(CryptoProvider crypto, boolean isServer) {
    return new Ssl2End(crypto, isServer);
  }
}
