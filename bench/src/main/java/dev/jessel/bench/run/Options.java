// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import dev.jessel.bench.peer.Peer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What the command line says. */
final class Options {
  private static final int ROUNDS = 7;
  private static final int MILLIS = 200;
  private static final int QUICK_ROUNDS = 3;
  private static final int QUICK_MILLIS = 80;
  private static final int FORKS = 3;
  private static final int ROUNDS_OF_FORK = 3;
  private static final int MILLIS_OF_FORK = 100;

  private final List<String> words;
  private boolean quick;
  private boolean docs;
  private boolean lists;
  private boolean showsAlone;
  private Pattern rowFilter = Pattern.compile("");
  private List<Peer> peers = List.of(Peer.values());
  private Path out = Path.of("bench", "target", "results");
  private Optional<Path> again = Optional.empty();
  private OptionalInt forks = OptionalInt.empty();
  private List<Jdk> jdks = List.of();

  private Options(String[] args) {
    words = List.of(args);
  }

  static Options of(String[] args) throws IOException {
    Options options = new Options(args);
    Deque<String> left = new ArrayDeque<>(Arrays.asList(args));
    while (!left.isEmpty()) {
      options.take(left.pop(), left);
    }
    List<Jdk> found = Jdk.find();
    options.jdks = options.quick ? found.subList(found.size() - 1, found.size()) : found;
    return options;
  }

  private void take(String word, Deque<String> left) {
    switch (word) {
      case "--quick" -> quick = true;
      case "--list" -> lists = true;
      case "--docs" -> docs = true;
      case "--show" -> showsAlone = true;
      case "--rows" -> rowFilter = Pattern.compile(left.pop());
      case "--peers" -> peers = named(left.pop());
      case "--forks" -> forks = OptionalInt.of(Math.max(1, Integer.parseInt(left.pop())));
      case "--out" -> out = Path.of(left.pop());
      case "--add-to" -> again = Optional.of(Path.of(left.pop()));
      default -> throw new IllegalArgumentException("what is " + word + "?");
    }
  }

  private static List<Peer> named(String list) {
    List<Peer> found = new ArrayList<>();
    for (String name : list.split(",", -1)) {
      found.add(Peer.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')));
    }
    return found;
  }

  boolean quick() {
    return quick;
  }

  /** Whether the page on performance is written anew. */
  boolean docs() {
    return docs;
  }

  /** Whether the names of rows are all that is asked for. */
  boolean lists() {
    return lists;
  }

  /** Whether nothing is measured. */
  boolean showsAlone() {
    return showsAlone;
  }

  Path out() {
    return out;
  }

  Optional<Path> again() {
    return again;
  }

  List<Jdk> jdks() {
    return jdks;
  }

  /**
   * JVMs that a peer has in a row, one after the other. What the compiler inlines differs from JVM
   * to JVM, which shows where little is done: in records, but for messages of many.
   */
  int forks(Row row) {
    if (!row.work().isRepeated()) {
      return 1;
    }
    boolean little = row.section() == Row.Section.RECORDS && row.size() <= Rows.FULL;
    return forks.orElse(little && !quick ? FORKS : 1);
  }

  /**
   * How often each peer has its turn in one JVM. What takes long, and differs little, is done less
   * often.
   */
  int rounds(Row row) {
    int many = quick ? QUICK_ROUNDS : forks(row) > 1 ? ROUNDS_OF_FORK : ROUNDS;
    return switch (row.work()) {
      case IDLE -> 1;
      case SELECTOR -> quick ? 1 : QUICK_ROUNDS;
      default -> many;
    };
  }

  int millis(Row row) {
    return quick ? QUICK_MILLIS : forks(row) > 1 ? MILLIS_OF_FORK : MILLIS;
  }

  List<Row> rows() {
    boolean all = !rowFilter.pattern().isEmpty();
    return Rows.all().stream()
        .filter(row -> rowFilter.matcher(row.id()).find())
        .filter(row -> all || !quick || row.quick())
        .toList();
  }

  List<Peer> peersFor(Row row) {
    // Where there is no TLS there is nothing to idle.
    boolean limits = row.work() != Work.IDLE;
    return peers.stream().filter(peer -> limits || !peer.isLimit()).toList();
  }

  /** The command that says the same. */
  String command() {
    return ("bench/run " + String.join(" ", words)).trim();
  }
}
