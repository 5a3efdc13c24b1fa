// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslException;
import dev.jessel.bio.BioException;
import dev.jessel.error.SslReason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The errors of one thread, oldest first: at most 16, beyond that the oldest is forgotten. The C
 * functions fill it and nothing else does; no decision is ever taken by it.
 */
final class ErrorQueue {
  private static final int CAPACITY = 16;

  private static final ThreadLocal<ErrorQueue> OF_THREAD = ThreadLocal.withInitial(ErrorQueue::new);

  private final Deque<Entry> entries = new ArrayDeque<>(CAPACITY);

  /** One error; marks are counted on it, as {@code ERR_set_mark} does. */
  static final class Entry {
    private long code;
    private String data = "";
    private String file = "";
    private int line;
    private String function = "";
    private int marks;

    private Entry() {}

    private Entry(Entry other) {
      code = other.code;
      data = other.data;
      file = other.file;
      line = other.line;
      function = other.function;
    }

    long code() {
      return code;
    }

    /** What more is known, perhaps empty. */
    String data() {
      return data;
    }

    /** The source file that raised it; empty for those of this library. */
    String file() {
      return file;
    }

    int line() {
      return line;
    }

    String function() {
      return function;
    }

    /** As {@code ERR_print_errors} prints it, after the thread's number. */
    String text() {
      return ErrorCode.text(code, function) + ":" + file + ":" + line + ":" + data;
    }
  }

  ErrorQueue() {}

  static ErrorQueue current() {
    return OF_THREAD.get();
  }

  void push(int library, int reason, String data) {
    open();
    close(library, reason, data);
  }

  void push(SslReason reason) {
    push(ErrorCode.LIB_SSL, reason.number(), "");
  }

  /** Queues why a connection failed; a transport that failed without a word leaves no entry. */
  void push(SslException failure) {
    if (failure.reason().isPresent()) {
      push(ErrorCode.LIB_SSL, number(failure.reason().get()), detail(failure));
    } else if (failure.getCause() instanceof BioException ofBio) {
      BioFailure.queue(ofBio);
    } else if (failure.getCause() != null) {
      pushSystem(failure.getCause(), failure.getCause().toString());
    }
  }

  /** libssl has no reason of its own for calls about early data that come at the wrong time. */
  private static int number(SslReason reason) {
    return reason == SslReason.EARLY_DATA_NOT_POSSIBLE
        ? ErrorCode.SHOULD_NOT_HAVE_BEEN_CALLED
        : reason.number();
  }

  /** Queues the system's error behind an exception. */
  void pushSystem(Throwable cause, String data) {
    push(ErrorCode.LIB_SYS, SystemError.numberOf(cause), data);
  }

  // ---- One entry in steps, as ERR_new, ERR_set_debug and ERR_set_error make it

  /** Adds an entry that says nothing yet. */
  void open() {
    if (entries.size() == CAPACITY) {
      entries.removeFirst();
    }
    entries.addLast(new Entry());
  }

  /** Says where the newest error comes from. */
  void locate(String file, int line, String function) {
    Entry newest = entries.peekLast();
    if (newest != null) {
      newest.file = Optional.ofNullable(file).orElse("");
      newest.line = line;
      newest.function = Optional.ofNullable(function).orElse("");
    }
  }

  /** Says what the newest error is. */
  void close(int library, int reason, String data) {
    Entry newest = entries.peekLast();
    if (newest != null) {
      newest.code = ErrorCode.pack(library, reason);
      newest.data = Optional.ofNullable(data).orElse("");
    }
  }

  /** Replaces what more is known about the newest error. */
  void describe(String data) {
    Entry newest = entries.peekLast();
    if (newest != null) {
      newest.data = data;
    }
  }

  // ---- Taking and looking

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

  /** Drops the newest entry; false when there is none. */
  boolean dropNewest() {
    return entries.pollLast() != null;
  }

  // ---- Marks

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

  /** How many entries are newer than the last mark; all of them when there is none. */
  int countToMark() {
    int count = 0;
    var newestFirst = entries.descendingIterator();
    while (newestFirst.hasNext() && newestFirst.next().marks == 0) {
      count++;
    }
    return count;
  }

  // ---- Moving entries between queues

  /** Moves all entries into another queue, with their marks, in place of what that had. */
  void moveAllTo(ErrorQueue other) {
    other.entries.clear();
    other.entries.addAll(entries);
    entries.clear();
  }

  /** Moves the entries that are newer than the last mark, in place of what the other had. */
  void moveToMark(ErrorQueue other) {
    other.entries.clear();
    for (int left = countToMark(); left > 0; left--) {
      other.entries.addFirst(entries.removeLast());
    }
  }

  /** Adds copies of another queue's entries, without their marks. */
  void addAll(ErrorQueue other) {
    for (Entry entry : other.entries) {
      open();
      entries.removeLast();
      entries.addLast(new Entry(entry));
    }
  }

  private static String detail(SslException failure) {
    String text = failure.reason().map(SslReason::text).orElse("");
    String message = Optional.ofNullable(failure.getMessage()).orElse("");
    return message.equals(text) ? "" : message;
  }
}
