// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.jessel.wire.Bytes;
import dev.jessel.x509.HttpRevocationFetcher;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken from a server of HTTP on this machine, and what is not. */
class HttpRevocationFetcherTest {
  private static final int MAX_LIST = 16 << 20;
  private static final int MAX_RESPONSE = 64 << 10;
  private static final Bytes QUESTION = Bytes.of((byte) 1, (byte) 2);
  private static final Bytes ANSWER = Bytes.of((byte) 3, (byte) 4, (byte) 5);

  private final HttpRevocationFetcher patient = new HttpRevocationFetcher(Duration.ofMinutes(1));
  private final HttpRevocationFetcher hasty = new HttpRevocationFetcher(Duration.ofMillis(50));
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<String> visits = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void aListIsFetched() throws IOException {
    assertThat(patient.list(place("/list", e -> answer(e, 200, ANSWER)))).isEqualTo(ANSWER);
    assertThat(visits).containsExactly("GET /list");
  }

  @Test
  void aQuestionIsPosted() throws IOException {
    URI responder =
        place(
            "/ocsp",
            exchange -> {
              visits.add(exchange.getRequestHeaders().getFirst("Content-Type"));
              visits.add(Bytes.of(exchange.getRequestBody().readAllBytes()).hex());
              answer(exchange, 200, ANSWER);
            });
    assertThat(patient.ask(responder, QUESTION)).isEqualTo(ANSWER);
    assertThat(visits).containsExactly("application/ocsp-request", "0102", "POST /ocsp");
  }

  @Test
  void theLongestIsTakenAndNothingLonger() throws IOException {
    URI list = place("/list", e -> answer(e, 200, zeros(MAX_LIST)));
    URI longList = place("/long-list", e -> answer(e, 200, zeros(MAX_LIST + 1)));
    URI responder = place("/ocsp", e -> answer(e, 200, zeros(MAX_RESPONSE)));
    URI wordy = place("/wordy", e -> answer(e, 200, zeros(MAX_RESPONSE + 1)));
    assertThat(patient.list(list).length()).isEqualTo(MAX_LIST);
    assertThat(patient.ask(responder, QUESTION).length()).isEqualTo(MAX_RESPONSE);
    assertThatThrownBy(() -> patient.list(longList)).hasMessageContaining("longer than");
    assertThatThrownBy(() -> patient.ask(wordy, QUESTION)).hasMessageContaining("longer than");
  }

  @Test
  void nobodyWaitsForAServerThatSaysNothing() {
    URI silent = place("/silent", exchange -> awaitTheEnd());
    assertThatThrownBy(() -> hasty.list(silent)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> hasty.ask(silent, QUESTION)).isInstanceOf(IOException.class);
  }

  @Test
  void nobodyWaitsForContentThatNeverEnds() {
    URI trickle = place("/trickle", HttpRevocationFetcherTest::trickle);
    // Longer than a crowded machine keeps the next byte waiting.
    HttpRevocationFetcher brisk = new HttpRevocationFetcher(Duration.ofSeconds(1));
    assertThatThrownBy(() -> brisk.list(trickle)).hasMessageContaining("not complete");
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 301, 302, 303, 307, 308, 404, 500, 503})
  void noAnswerButOneThatIsInOrderIsTaken(int status) {
    URI list = place("/list", e -> answer(e, 200, ANSWER));
    URI other =
        place(
            "/other",
            exchange -> {
              exchange.getResponseHeaders().add("Location", list.toString());
              answer(exchange, status, ANSWER);
            });
    assertThatThrownBy(() -> patient.list(other)).hasMessageContaining("status " + status);
    assertThatThrownBy(() -> patient.ask(other, QUESTION)).hasMessageContaining("status " + status);
    assertThat(visits).containsExactly("GET /other", "POST /other");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://localhost/",
        "file:///etc/hostname",
        "ldap://localhost/",
        "http:list",
        "a"
      })
  void otherPlacesAreNotVisited(String place) {
    assertThatThrownBy(() -> patient.list(URI.create(place))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> patient.ask(URI.create(place), QUESTION))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 60_001})
  void aTimeoutIsAMillisecondToAMinute(long millis) {
    assertThatThrownBy(() -> new HttpRevocationFetcher(Duration.ofMillis(millis)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private URI place(String path, HttpHandler handler) {
    server.createContext(path, handler);
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private void answer(HttpExchange exchange, int status, Bytes content) throws IOException {
    visits.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    try (exchange) {
      exchange.sendResponseHeaders(status, content.length());
      exchange.getResponseBody().write(content.toArray());
    }
  }

  private void awaitTheEnd() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // Ends when the other side has had enough.
  private static void trickle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, 0);
      for (OutputStream out = exchange.getResponseBody(); ; ) {
        out.write(0);
        out.flush();
      }
    }
  }

  private static Bytes zeros(int count) {
    return Bytes.of(new byte[count]);
  }
}
