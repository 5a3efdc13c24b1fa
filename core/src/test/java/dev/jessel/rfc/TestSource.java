// SPDX-License-Identifier: Apache-2.0
package dev.jessel.rfc;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the tests of one class cite. A citation belongs to the method that it is in or before. */
final class TestSource {
  private static final Pattern METHOD = Pattern.compile("^  (?![ @/*])[^=;(]*\\b(\\w+)\\(.*");

  private static final Pattern IS_TEST =
      Pattern.compile(
          "^  @(Test|TestFactory|ParameterizedTest|RepeatedTest|FourWays|EveryVersion)\\b.*");

  private static final Pattern SOURCE = Pattern.compile("@MethodSource\\(\"(\\w+)\"\\)");

  /** A case that begins with the number of a section, or has it by itself in front. */
  private static final Pattern MISDEED =
      Pattern.compile("\\(\\s*\"([0-9]+(?:\\.[0-9]+)*|[A-F](?:\\.[0-9]+)+)(?:\",| [a-z])");

  private static final int TLS_1_3 = 9846;

  private final String name;
  private final String text;
  private final List<Method> methods = new ArrayList<>();

  /** A method, from the line behind the one before to its last one. */
  private record Method(String name, boolean isTest, Optional<String> source, int from, int to) {}

  TestSource(String name, String text) {
    this.name = name;
    this.text = text;
    findMethods();
  }

  /** The tests of each section, as {@code Class#method}, or the class where no method is known. */
  Map<Section, Set<String>> tests() {
    Map<Section, Set<String>> tests = new TreeMap<>();
    for (Citation citation : citations()) {
      tests
          .computeIfAbsent(citation.section(), s -> new LinkedHashSet<>())
          .addAll(testsAt(citation));
    }
    return tests;
  }

  private List<Citation> citations() {
    List<Citation> all = new ArrayList<>(Citation.in(text));
    if (namesSectionsOfTls13()) {
      Matcher misdeed = MISDEED.matcher(text);
      while (misdeed.find()) {
        int line = Citation.lineOf(text, misdeed.start());
        all.add(new Citation(new Section(TLS_1_3, misdeed.group(1)), line));
      }
    }
    return all;
  }

  /** Tests of what peers of TLS 1.3 do wrong leave out which RFC they mean. */
  private boolean namesSectionsOfTls13() {
    return text.contains("import static dev.jessel.testkit.peer.Misdeeds.")
        || name.equals("ResumptionMisbehaviourTest");
  }

  private List<String> testsAt(Citation citation) {
    return methods.stream()
        .filter(m -> m.from() <= citation.line() && citation.line() <= m.to())
        .findFirst()
        .map(this::testsOf)
        .filter(tests -> !tests.isEmpty())
        .orElse(List.of(name));
  }

  /** The method itself, or those that it gives arguments to. */
  private List<String> testsOf(Method method) {
    return methods.stream()
        .filter(Method::isTest)
        .filter(m -> m.equals(method) || m.source().equals(Optional.of(method.name())))
        .map(m -> name + "#" + m.name())
        .toList();
  }

  private void findMethods() {
    String[] lines = text.split("\n", -1);
    for (int from = classStart(lines); from < lines.length; ) {
      int to = from;
      while (to < lines.length - 1 && !endsMember(lines[to])) {
        to++;
      }
      addMethod(lines, from, to);
      from = to + 1;
    }
  }

  private static boolean endsMember(String line) {
    return line.startsWith("  }") || line.startsWith("  ") && line.endsWith("{}");
  }

  /** The first of these lines that looks like one is the head of the method. */
  private void addMethod(String[] lines, int from, int to) {
    boolean isTest = false;
    Optional<String> source = Optional.empty();
    for (int at = from; at <= to; at++) {
      isTest |= IS_TEST.matcher(lines[at]).matches();
      Matcher named = SOURCE.matcher(lines[at]);
      source = named.find() ? Optional.of(named.group(1)) : source;
      Matcher method = METHOD.matcher(lines[at]);
      if (method.matches()) {
        methods.add(new Method(method.group(1), isTest, source, from, to));
        return;
      }
    }
  }

  private static int classStart(String... lines) {
    for (int at = 0; at < lines.length; at++) {
      if (lines[at].matches("^(public |final |abstract )*(class|interface|enum|record) .*")) {
        return at + 1;
      }
    }
    return lines.length;
  }
}
