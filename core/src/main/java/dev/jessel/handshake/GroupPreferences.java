// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.wire.NamedGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Groups in order of preference, in tuples of about equal worth, and those of which a client sends
 * a key share at once. The text form is that of {@code SSL_CTX_set1_groups_list}: names in any case
 * between colons; a slash ends a tuple; before a name, {@code ?} ignores it when unknown, {@code *}
 * sends its key share, {@code -} takes it out again; {@code DEFAULT} stands for the default list.
 *
 * @param tuples groups, the best tuple first
 * @param shares groups of the first ClientHello's key shares, in order
 */
public record GroupPreferences(List<List<NamedGroup>> tuples, List<NamedGroup> shares) {
  /** The default list: a hybrid and its classical part as shares, then all that is sound. */
  public static final String DEFAULT_LIST =
      "?*X25519MLKEM768/?*X25519:?secp256r1:?SecP256r1MLKEM768/"
          + "?X448:?secp384r1:?secp521r1:?SecP384r1MLKEM1024/?ffdhe2048:?ffdhe3072:?ffdhe4096";

  /** libssl's bound on key shares in a ClientHello. */
  public static final int MAX_SHARES = 4;

  /** Keeps copies. */
  public GroupPreferences {
    tuples = tuples.stream().map(List::copyOf).toList();
    shares = List.copyOf(shares);
  }

  /** All groups, in order. */
  public List<NamedGroup> groups() {
    List<NamedGroup> all = new ArrayList<>();
    tuples.forEach(all::addAll);
    return List.copyOf(all);
  }

  /** Those groups that are allowed; without a share among them, the share of the first. */
  public GroupPreferences only(Predicate<NamedGroup> allowed) {
    List<List<NamedGroup>> left =
        tuples.stream()
            .map(tuple -> tuple.stream().filter(allowed).toList())
            .filter(tuple -> !tuple.isEmpty())
            .toList();
    List<NamedGroup> shown = shares.stream().filter(allowed).toList();
    boolean lacksShare = shown.isEmpty() && !left.isEmpty();
    return new GroupPreferences(left, lacksShare ? List.of(left.get(0).get(0)) : shown);
  }

  /** The default list, as far as it is supported. */
  public static GroupPreferences defaults(Predicate<NamedGroup> supported) {
    return parse(DEFAULT_LIST, supported);
  }

  /**
   * Reads the text form.
   *
   * @param text the list
   * @param supported tells which groups the cryptography at hand has
   * @throws IllegalArgumentException for an unknown or unsupported group without {@code ?}, for
   *     more than four key shares, and for a list that leaves no group
   */
  public static GroupPreferences parse(String text, Predicate<NamedGroup> supported) {
    Parser parser = new Parser(supported);
    parser.tuples(text);
    return parser.result(text);
  }

  private static final class Parser {
    private final Predicate<NamedGroup> supported;
    private final List<List<NamedGroup>> tuples = new ArrayList<>();
    private final List<NamedGroup> shares = new ArrayList<>();

    Parser(Predicate<NamedGroup> supported) {
      this.supported = supported;
    }

    void tuples(String text) {
      for (String tuple : text.split("/", -1)) {
        tuples.add(new ArrayList<>());
        for (String element : tuple.split(":", -1)) {
          element(element.strip());
        }
      }
    }

    GroupPreferences result(String text) {
      tuples.removeIf(List::isEmpty);
      if (tuples.isEmpty()) {
        throw new IllegalArgumentException("no group is left of the list \"" + text + "\"");
      }
      if (shares.isEmpty()) {
        // As libssl: without an asterisk the first group's share is sent.
        shares.add(tuples.get(0).get(0));
      }
      if (shares.size() > MAX_SHARES) {
        throw new IllegalArgumentException("more than " + MAX_SHARES + " key shares in the list");
      }
      return new GroupPreferences(tuples, inOrder());
    }

    /** RFC 9846 4.3.8: shares stand in the order of the groups, whenever they got their marks. */
    private List<NamedGroup> inOrder() {
      return tuples.stream().flatMap(List::stream).filter(shares::contains).toList();
    }

    private void element(String element) {
      boolean optional = false;
      boolean share = false;
      boolean remove = false;
      int i = 0;
      for (; i < element.length() && "?*-".indexOf(element.charAt(i)) >= 0; i++) {
        optional |= element.charAt(i) == '?';
        share |= element.charAt(i) == '*';
        remove |= element.charAt(i) == '-';
      }
      String name = element.substring(i);
      if (name.toUpperCase(Locale.ROOT).equals("DEFAULT")) {
        tuples(DEFAULT_LIST);
        return;
      }
      Optional<NamedGroup> group = NamedGroup.named(name).filter(supported);
      if (remove) {
        group.ifPresent(this::remove);
      } else if (group.isPresent()) {
        add(group.get(), share);
      } else if (!optional) {
        throw new IllegalArgumentException("unknown or unsupported group \"" + name + "\"");
      }
    }

    private void add(NamedGroup group, boolean share) {
      boolean known = tuples.stream().anyMatch(tuple -> tuple.contains(group));
      if (!known) {
        tuples.get(tuples.size() - 1).add(group);
      }
      if (share && !shares.contains(group)) {
        shares.add(group);
      }
    }

    private void remove(NamedGroup group) {
      tuples.forEach(tuple -> tuple.remove(group));
      shares.remove(group);
    }
  }
}
