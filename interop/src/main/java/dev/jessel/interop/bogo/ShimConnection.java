// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.bogo;

import dev.jessel.Ssl;
import dev.jessel.SslCalls;
import dev.jessel.SslEarlyData;
import dev.jessel.SslException;
import dev.jessel.SslOption;
import dev.jessel.SslStatus;
import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** What a test does on its connection, in terms of libssl's calls. */
final class ShimConnection {
  private static final int[] RECORD_SIZES = {
    0, 1, 255, 256, 257, 16383, 16384, 16385, 32767, 32768, 32769
  };
  private static final int READ_SIZE = 512;
  private static final String GREETING = "hello";

  private final ShimHistory history;
  private final Supplier<Expectations> retry;
  private ShimFlags flags;
  private Expectations expectations;
  private boolean greeted;
  private final Ssl ssl;
  private final SslCalls calls;
  private final SteppedBio bio;
  private final ShimCallbacks callbacks;
  private byte[] unfinished = {};

  ShimConnection(
      ShimFlags flags,
      ShimFlags retryFlags,
      Ssl ssl,
      SteppedBio bio,
      ShimCallbacks callbacks,
      ShimCredentials credentials,
      ShimHistory history) {
    this.flags = flags;
    this.ssl = ssl;
    this.calls = ssl.calls();
    this.bio = bio;
    this.callbacks = callbacks;
    this.history = history;
    this.expectations = new Expectations(flags, ssl, callbacks, credentials, history);
    this.retry =
        () -> {
          this.flags = retryFlags;
          return new Expectations(retryFlags, ssl, callbacks, credentials, history);
        };
  }

  void run() {
    calls.quietShutdown(!flags.has("check-close-notify"));
    if (flags.has("enable-early-data")) {
      early();
    }
    if (!flags.has("implicit-handshake")) {
      handshake();
    }
    exportKeys();
    if (flags.has("export-traffic-secrets")) {
      exportSecrets();
    }
    if (flags.has("tls-unique")) {
      writeAll(
          ssl.tlsUnique().orElseThrow(() -> TestEnd.failed("failed to get tls-unique")).toArray());
    }
    if (flags.has("send-alert")) {
      sendAlert();
      return;
    }
    if (flags.has("write-different-record-sizes")) {
      writeRecordSizes();
    } else {
      echo();
    }
    expectations.checkAtEnd();
    shutdown();
    expectations.checkTrace();
  }

  private void handshake() {
    complete(calls::handshake);
    expectations.checkHandshake();
    if (flags.has("handshake-twice")) {
      complete(calls::handshake);
    }
    if (flags.has("no-op-extra-handshake")) {
      TestEnd.check(calls.handshake() == 1, "another handshake call did something");
    }
  }

  private void early() {
    if (flags.has("server")) {
      answerEarly();
    } else if (history.earlyDataOffered() > 0) {
      offerEarly();
    }
  }

  /** BoringSSL's clients offer early data, be it none, whenever they can. */
  private void offerEarly() {
    int after = flags.number("early-write-after-message").orElse(-1);
    byte[] content = flags.has("shim-writes-first") || after >= 0 ? greetings() : new byte[0];
    int early = (int) Math.min(content.length, history.earlyDataOffered());
    int piece = Math.max(1, flags.value("shim-initial-write").orElse(GREETING).length());
    try {
      SslStatus ignored = writeEarly(new byte[0]);
      while (after >= 0 && !callbacks.peer().hasSent(after)) {
        TestEnd.check(calls.handshake() != 1, "the handshake was over too early");
        bio.allowRead();
        bio.allowWrite();
      }
      for (int at = 0; at < early; at += piece) {
        ignored = writeEarly(Arrays.copyOfRange(content, at, Math.min(early, at + piece)));
      }
    } catch (SslException e) {
      if (e.reason().equals(Optional.of(SslReason.EARLY_DATA_NOT_POSSIBLE))) {
        return;
      }
      throw refused(e);
    }
    complete(calls::handshake);
    greeted = ssl.earlyData() == SslEarlyData.ACCEPTED;
    if (greeted && early < content.length) {
      writeAll(Arrays.copyOfRange(content, early, content.length));
    }
    if (ssl.earlyData() == SslEarlyData.REJECTED) {
      expectations.checkEarlyData();
      expectations = retry.get();
    }
  }

  /** A server echoes early data before the handshake is over. */
  private void answerEarly() {
    try {
      ByteBuffer target = ByteBuffer.allocate(READ_SIZE);
      SslStatus status = wanted(() -> ssl.readEarlyData(target));
      boolean taken = ssl.earlyData() == SslEarlyData.ACCEPTED;
      if (taken && flags.has("shim-writes-first")) {
        greeted = true;
        status = writeEarly(greetings()) == SslStatus.DONE ? status : SslStatus.CLOSED;
      }
      while (status == SslStatus.DONE) {
        byte[] echo = new byte[target.flip().remaining()];
        target.get(echo).clear();
        for (int i = 0; i < echo.length; i++) {
          echo[i] ^= (byte) 0xFF;
        }
        SslStatus ignored = writeEarly(echo);
        status = wanted(() -> ssl.readEarlyData(target));
      }
    } catch (SslException e) {
      throw refused(e);
    }
  }

  private static TestEnd refused(SslException e) {
    return TestEnd.failed(
        e.reason().map(reason -> ":" + reason.name() + ": ").orElse("") + e.getMessage());
  }

  private SslStatus writeEarly(byte[] content) throws SslException {
    ByteBuffer source = ByteBuffer.wrap(content);
    return wanted(() -> ssl.writeEarlyData(source));
  }

  private interface EarlyCall {
    SslStatus run() throws SslException;
  }

  private SslStatus wanted(EarlyCall call) throws SslException {
    while (true) {
      SslStatus status = call.run();
      switch (status) {
        case DONE, CLOSED -> {
          return status;
        }
        case WANT_READ -> bio.allowRead();
        case WANT_WRITE -> bio.allowWrite();
        default -> {}
      }
    }
  }

  private byte[] greetings() {
    return flags
        .value("shim-initial-write")
        .orElse(GREETING)
        .repeat(flags.number("repeat-shim-initial-write").orElse(1))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private void exportKeys() {
    int length = flags.number("export-keying-material").orElse(0);
    if (length > 0) {
      writeAll(exported(length));
    }
  }

  /** What is read with goes first, behind the length of both. */
  private void exportSecrets() {
    Bytes reading = callbacks.secret("SERVER_TRAFFIC_SECRET_0");
    Bytes both = reading.plus(callbacks.secret("CLIENT_TRAFFIC_SECRET_0"));
    writeAll(Bytes.of((byte) reading.length(), (byte) 0).plus(both).toArray());
  }

  private byte[] exported(int length) {
    byte[] context = ShimSettings.bytes(flags.value("export-context"));
    return ssl.exportKeyingMaterial(
        flags.value("export-label").orElse(""),
        flags.has("use-export-context") ? context : null,
        length);
  }

  private void sendAlert() {
    try {
      while (ssl.abort(AlertDescription.DECOMPRESSION_FAILURE) == SslStatus.WANT_WRITE) {
        bio.allowWrite();
      }
    } catch (SslException e) {
      throw refused(e);
    }
  }

  private void writeRecordSizes() {
    for (int size : RECORD_SIZES) {
      byte[] content = new byte[size];
      Arrays.fill(content, (byte) 0x42);
      writeAll(content);
    }
  }

  private void echo() {
    if (flags.has("read-with-unfinished-write") && !greeted) {
      beginWrite();
    }
    if (flags.has("shim-writes-first") && !greeted) {
      byte[] first =
          flags.value("shim-initial-write").orElse(GREETING).getBytes(StandardCharsets.ISO_8859_1);
      for (int i = flags.number("repeat-shim-initial-write").orElse(1); i > 0; i--) {
        writeAll(first);
      }
    }
    if (!flags.has("shim-shuts-down")) {
      echoUntilEnd(new byte[flags.number("read-size").orElse(READ_SIZE)]);
    }
  }

  /** Lets one byte of a record through, and leaves the rest for later. */
  private void beginWrite() {
    unfinished = greetings();
    bio.allowWrite();
    int written = calls.write(unfinished, 0, unfinished.length);
    TestEnd.check(
        written < 0 && calls.want() == SslStatus.WANT_WRITE, "a write that was to stop did not");
  }

  private void finishWrite() {
    if (unfinished.length > 0) {
      writeAll(unfinished);
      unfinished = new byte[0];
    }
  }

  private void echoUntilEnd(byte[] buffer) {
    while (true) {
      if (flags.has("key-update-before-read")) {
        updateKeys();
      }
      int count = read(buffer);
      if (count == 0) {
        return;
      }
      if (flags.has("renegotiate-once") && calls.renegotiations() > 0) {
        calls.adjust(settings -> settings.options(SslOption.NO_RENEGOTIATION));
      }
      if (flags.has("key-update")) {
        updateKeys();
      }
      for (int i = 0; i < count; i++) {
        buffer[i] ^= (byte) 0xFF;
      }
      finishWrite();
      writeAll(Arrays.copyOf(buffer, count));
    }
  }

  private void updateKeys() {
    TestEnd.check(calls.keyUpdate(false) == 1, "the key update was refused");
  }

  /** Returns 0 at the end, be it with or without close_notify. */
  private int read(byte[] buffer) {
    if (flags.has("peek-then-read")) {
      peek(buffer);
    }
    if (flags.has("use-exporter-between-reads")) {
      byte[] ignored = exported(1);
    }
    return complete(() -> calls.read(buffer, 0, buffer.length));
  }

  private void peek(byte[] buffer) {
    int first = complete(() -> calls.peek(buffer, 0, buffer.length));
    byte[] again = new byte[buffer.length];
    int second = complete(() -> calls.peek(again, 0, again.length));
    TestEnd.check(
        first == second && Arrays.equals(buffer, 0, first, again, 0, first),
        "two peeks saw different bytes");
  }

  private void writeAll(byte[] content) {
    int done = 0;
    do {
      int from = done;
      done += complete(() -> calls.write(content, from, content.length - from));
    } while (done < content.length);
  }

  private void shutdown() {
    int result = complete(calls::shutdown);
    if (flags.has("shim-shuts-down") && flags.has("check-close-notify")) {
      TestEnd.check(result == 0, "Unexpected SSL_shutdown result: " + result + " != 0");
      result = complete(calls::shutdown);
    }
    TestEnd.check(result == 1, "Unexpected SSL_shutdown result: " + result + " != 1");
  }

  /**
   * Repeats a call until it has done its work, giving it what it wants; a failure ends the test.
   */
  private int complete(IntSupplier call) {
    while (true) {
      int returned = call.getAsInt();
      if (returned > 0) {
        return returned;
      }
      SslStatus wanted = calls.want();
      Optional<SslException> failure = calls.failure();
      if (failure.isPresent()) {
        return endOrFail(returned, failure.get(), call);
      }
      switch (wanted) {
        case DONE, CLOSED -> {
          return returned;
        }
        case WANT_READ -> bio.allowRead();
        case WANT_WRITE -> bio.allowWrite();
        default -> {}
      }
    }
  }

  private int endOrFail(int returned, SslException failure, IntSupplier call) {
    boolean ended = failure.reason().equals(Optional.of(SslReason.UNEXPECTED_EOF_WHILE_READING));
    if (ended && returned == 0) {
      return 0;
    }
    do {
      bio.allowWrite();
      int again = call.getAsInt();
      Optional<SslException> second = calls.failure();
      if (again > 0 || !second.flatMap(SslException::reason).equals(failure.reason())) {
        throw TestEnd.broken("first " + failure + ", then " + again + " and " + second);
      }
      // While the alert goes out, byte by byte.
    } while (flags.has("async") && !bio.mayWrite());
    throw TestEnd.failed(
        failure.reason().map(reason -> ":" + reason.name() + ": ").orElse("")
            + failure.getMessage());
  }
}
