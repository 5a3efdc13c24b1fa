// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslException;
import dev.jessel.error.SslReason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;

/**
 * The errors of one thread, oldest first: at most 16, beyond that the oldest is forgotten. The C
 * functions fill it and nothing else does; no decision is ever taken by it.
 */
final class ErrorQueue {
  private static final int CAPACITY = 16;
  private static final int EIO = 5;
  private static final int EPIPE = 32;
  private static final int ECONNRESET = 104;

  private static final ThreadLocal<ErrorQueue> OF_THREAD = ThreadLocal.withInitial(ErrorQueue::new);

  private final Deque<Entry> entries = new ArrayDeque<>(CAPACITY);

  /** One error; marks are counted on it, as {@code ERR_set_mark} does. */
  static final class Entry {
    private final long code;
    private final String data;
    private int marks;

    Entry(long code, String data) {
      this.code = code;
      this.data = data;
    }

    long code() {
      return code;
    }

    /** What more is known, perhaps empty. */
    String data() {
      return data;
    }
  }

  private ErrorQueue() {}

  static ErrorQueue current() {
    return OF_THREAD.get();
  }

  void push(int library, int reason, String data) {
    if (entries.size() == CAPACITY) {
      entries.removeFirst();
    }
    entries.addLast(new Entry(ErrorCode.pack(library, reason), data));
  }

  void push(SslReason reason) {
    push(ErrorCode.LIB_SSL, reason.number(), "");
  }

  /** Queues why a connection failed; a transport that failed without a word leaves no entry. */
  void push(SslException failure) {
    if (failure.reason().isPresent()) {
      push(ErrorCode.LIB_SSL, failure.reason().get().number(), detail(failure));
    } else if (failure.getCause() != null) {
      push(ErrorCode.LIB_SYS, errno(failure.getCause()), failure.getCause().toString());
    }
  }

  Optional<Entry> takeOldest() {
    return Optional.ofNullable(entries.pollFirst());
  }

  Optional<Entry> oldest() {
    return Optional.ofNullable(entries.peekFirst());
  }

  Optional<Entry> newest() {
    return Optional.ofNullable(entries.peekLast());
  }

  void clear() {
    entries.clear();
  }

  /** Marks the newest entry; false when there is none. */
  boolean mark() {
    newest().ifPresent(entry -> entry.marks++);
    return !entries.isEmpty();
  }

  /** Drops what is newer than the last mark, and the mark; false when there is none. */
  boolean popToMark() {
    while (!entries.isEmpty() && entries.peekLast().marks == 0) {
      entries.removeLast();
    }
    newest().ifPresent(entry -> entry.marks--);
    return !entries.isEmpty();
  }

  /** Drops the last mark and keeps the entries; false when there is none. */
  boolean clearLastMark() {
    var newestFirst = entries.descendingIterator();
    while (newestFirst.hasNext()) {
      Entry entry = newestFirst.next();
      if (entry.marks > 0) {
        entry.marks--;
        return true;
      }
    }
    return false;
  }

  private static String detail(SslException failure) {
    String text = failure.reason().map(SslReason::text).orElse("");
    String message = Optional.ofNullable(failure.getMessage()).orElse("");
    return message.equals(text) ? "" : message;
  }

  /** Java keeps the number to itself; the JDK's messages give away the two that matter. */
  private static int errno(Throwable cause) {
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("broken pipe")
        ? EPIPE
        : message.contains("connection reset") ? ECONNRESET : EIO;
  }
}
