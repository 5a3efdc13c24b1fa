// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;

/**
 * Fetches over plain HTTP, as RFC 5280 and RFC 6960 have it: what is fetched is signed. It follows
 * no redirects, waits for as long as it was told for a connection and again for each piece of an
 * answer, and reads a list of 16 MiB or a response of 64 KiB at the most. The places come from
 * certificates that a peer sent: where that must not make this machine call others of its network,
 * write a {@link RevocationFetcher} that knows which it may. Safe for use by several threads.
 */
public final class HttpRevocationFetcher implements RevocationFetcher {
  private static final int MAX_LIST = 16 * 1024 * 1024;
  private static final int MAX_RESPONSE = 64 * 1024;

  private final int timeoutMillis;

  /**
   * A fetcher.
   *
   * @param timeout how long each step may take; 1 ms to 1 minute
   * @throws IllegalArgumentException if it is shorter or longer
   */
  public HttpRevocationFetcher(Duration timeout) {
    if (timeout.compareTo(Duration.ofMillis(1)) < 0
        || timeout.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException("a timeout of " + timeout);
    }
    this.timeoutMillis = (int) timeout.toMillis();
  }

  @Override
  public Bytes list(URI place) throws IOException {
    return content(open(place), MAX_LIST);
  }

  // RFC 6960 A.1.
  @Override
  public Bytes ask(URI responder, Bytes request) throws IOException {
    HttpURLConnection connection = open(responder);
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", "application/ocsp-request");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(request.length());
    try (OutputStream out = connection.getOutputStream()) {
      out.write(request.toArray());
    }
    return content(connection, MAX_RESPONSE);
  }

  private HttpURLConnection open(URI place) throws IOException {
    if (!"http".equalsIgnoreCase(place.getScheme()) || place.getHost() == null) {
      throw new IOException("not a place for plain HTTP");
    }
    URLConnection connection = place.toURL().openConnection();
    if (!(connection instanceof HttpURLConnection http)) {
      throw new IOException("no handler for HTTP");
    }
    http.setInstanceFollowRedirects(false);
    http.setUseCaches(false);
    http.setConnectTimeout(timeoutMillis);
    http.setReadTimeout(timeoutMillis);
    return http;
  }

  private static Bytes content(HttpURLConnection connection, int most) throws IOException {
    try {
      if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
        throw new IOException("HTTP status " + connection.getResponseCode());
      }
      try (InputStream in = connection.getInputStream()) {
        byte[] content = in.readNBytes(most + 1);
        if (content.length > most) {
          throw new IOException("longer than " + most + " bytes");
        }
        return Bytes.of(content);
      }
    } finally {
      connection.disconnect();
    }
  }
}
