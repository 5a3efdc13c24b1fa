// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Sockets of the JDK's own TLS. */
public final class JsseContexts {
  private JsseContexts() {}

  /** A client over a socket, which trusts the CA and checks the name. */
  public static SSLSocket client(Socket plain, String host, Setup setup)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance(setup.version());
    context.init(null, Identity.trust().getTrustManagers(), null);
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, host, plain.getPort(), true);
    SSLParameters terms = terms(setup);
    terms.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(terms);
    return socket;
  }

  /** A server on a port of the loopback that is free. */
  public static SSLServerSocket server(Setup setup) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance(setup.version());
    context.init(Identity.keys(setup.key()), null, null);
    SSLServerSocket socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    socket.setSSLParameters(terms(setup));
    return socket;
  }

  private static SSLParameters terms(Setup setup) {
    return new SSLParameters(new String[] {setup.suite()}, new String[] {setup.version()});
  }
}
