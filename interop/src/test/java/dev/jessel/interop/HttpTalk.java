// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.jessel.Ssl;
import dev.jessel.SslStatus;
import java.io.IOException;
import java.util.Locale;

/** As much of HTTP/1.1 as one request and its answer need. */
final class HttpTalk {
  private static final String LENGTH = "content-length:";

  private HttpTalk() {}

  /** Answers a request with some content. */
  static void answer(Ssl ssl, byte[] content) throws IOException {
    readHeaders(ssl);
    send(ssl, content);
  }

  /** Answers a request with the digest of the content that it brought. */
  static void answerWithDigest(Ssl ssl) throws IOException {
    int length = readHeaders(ssl);
    byte[] content = ssl.inputStream().readNBytes(length);
    send(ssl, Payload.digest(content).getBytes(ISO_8859_1));
  }

  private static int readHeaders(Ssl ssl) throws IOException {
    int length = 0;
    String line = Lines.receive(ssl).strip();
    while (!line.isEmpty()) {
      if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(line.substring(LENGTH.length()).strip());
      }
      line = Lines.receive(ssl).strip();
    }
    return length;
  }

  private static void send(Ssl ssl, byte[] content) throws IOException {
    String headers =
        "HTTP/1.1 200 OK\r\nContent-Length: " + content.length + "\r\nConnection: close\r\n\r\n";
    ssl.write(headers.getBytes(ISO_8859_1));
    ssl.write(content);
    // Closing with the client's goodbye unread would reset the connection and lose bytes.
    if (ssl.shutdownOutput() == SslStatus.DONE) {
      Lines.receiveAll(ssl);
    }
  }
}
