// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.jsse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * SunJSSE as a program. It says which protocols it has and where its server listens, which mirrors
 * lines; then it obeys lines of its standard input: {@code PORT PROTOCOLS SUITES TEXT} has its
 * client send the text and say what came back.
 */
public final class JssePeer {
  private final KeyStore keys;
  private final char[] password;

  private JssePeer(KeyStore keys, char[] password) {
    this.keys = keys;
    this.password = password;
  }

  /** Takes the key store and its password. */
  public static void main(String... args) throws IOException, GeneralSecurityException {
    char[] password = args[1].toCharArray();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(Path.of(args[0]))) {
      keys.load(in, password);
    }
    new JssePeer(keys, password).run();
  }

  private void run() throws IOException, GeneralSecurityException {
    SSLServerSocket server =
        (SSLServerSocket)
            context()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    server.setEnabledProtocols(context().getSupportedSSLParameters().getProtocols());
    server.setEnabledCipherSuites(server.getSupportedCipherSuites());
    say("PROTOCOLS " + String.join(" ", server.getSupportedProtocols()));
    Thread serving = new Thread(() -> serve(server), "server");
    serving.setDaemon(true);
    serving.start();
    say("LISTENS " + server.getLocalPort());
    BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, ISO_8859_1));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      String[] words = order.split(" ", 4);
      say(ask(Integer.parseInt(words[0]), words[1].split(","), words[2].split(","), words[3]));
    }
  }

  private static void serve(SSLServerSocket server) {
    try {
      while (true) {
        try (SSLSocket socket = (SSLSocket) server.accept()) {
          mirror(socket);
        } catch (IOException e) {
          say("REFUSED " + e.getMessage());
        }
      }
    } catch (RuntimeException e) {
      say("DIED " + e);
    }
  }

  private static void mirror(SSLSocket socket) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String answer = new StringBuilder(line).reverse() + "\n";
      socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
    }
  }

  private String ask(int port, String[] protocols, String[] suites, String text)
      throws GeneralSecurityException {
    try (SSLSocket socket =
        (SSLSocket)
            context().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
      socket.setEnabledProtocols(protocols);
      socket.setEnabledCipherSuites(suites);
      socket.getOutputStream().write((text + "\n").getBytes(ISO_8859_1));
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      return "ANSWER " + lines.readLine() + " " + socket.getSession().getProtocol();
    } catch (IOException | RuntimeException e) {
      return "FAILED " + e;
    }
  }

  /** A new one each time: nothing is resumed. */
  private SSLContext context() throws GeneralSecurityException {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, password);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
