// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Fetches over plain HTTP, as RFC 5280 and RFC 6960 have it: what is fetched is signed. It follows
 * no redirects, waits for as long as it was told for a connection, for each piece of an answer, and
 * for all of its content, and reads a list of 16 MiB or a response of 64 KiB at the most. The
 * places come from certificates that a peer sent: where that must not make this machine call others
 * of its network, write a {@link RevocationFetcher} that knows which it may. Safe for use by
 * several threads.
 */
public final class HttpRevocationFetcher implements RevocationFetcher {
  private static final int MAX_LIST = 16 * 1024 * 1024;
  private static final int MAX_RESPONSE = 64 * 1024;
  private static final int PIECE = 16 * 1024;

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
    http.setRequestProperty("Connection", "close");
    http.setConnectTimeout(timeoutMillis);
    http.setReadTimeout(timeoutMillis);
    return http;
  }

  private Bytes content(HttpURLConnection connection, int most) throws IOException {
    try {
      if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
        throw new IOException("HTTP status " + connection.getResponseCode());
      }
      try (InputStream in = connection.getInputStream()) {
        return read(in, most);
      }
    } finally {
      connection.disconnect();
    }
  }

  // A content that trickles in never makes a single read late.
  private Bytes read(InputStream in, int most) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    long begin = System.nanoTime();
    for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
      content.write(piece, 0, count);
      if (content.size() > most) {
        throw new IOException("longer than " + most + " bytes");
      }
      if (System.nanoTime() - begin > TimeUnit.MILLISECONDS.toNanos(timeoutMillis)) {
        throw new IOException("not complete after " + timeoutMillis + " ms");
      }
    }
    return Bytes.of(content.toByteArray());
  }
}
