// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.Ssl2;
import dev.jessel.ssl2.Ssl2Opener;
import dev.jessel.wire.message.ClientHello;
import dev.jessel.wire.message.Ssl2Message;

/** SSLv2 (draft-hickman-netscape-ssl-00), and its ClientHello as newer versions know it. */
public final class Ssl2Protocol implements Ssl2 {
  /** For the service loader. */
  public Ssl2Protocol() {}

  @Override
  public Ssl2Opener opener() {
    return new Ssl2RecordOpener();
  }

  @Override
  public ClientHello hello(Ssl2Message message) throws TlsException {
    return Ssl2ClientHello.decode(message.bytes()).inTermsOfTls();
  }
}
