// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import static dev.jessel.wire.NamedGroup.SECP256R1;
import static dev.jessel.wire.NamedGroup.SECP384R1;
import static dev.jessel.wire.NamedGroup.X25519;
import static dev.jessel.wire.NamedGroup.X25519MLKEM768;
import static dev.jessel.wire.NamedGroup.X448;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.wire.NamedGroup;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class GroupPreferencesTest {
  private static final Set<NamedGroup> ALL =
      Set.of(X25519MLKEM768, X25519, SECP256R1, SECP384R1, X448);

  @Test
  void colonsListAndSlashesSeparateTuples() {
    GroupPreferences parsed = parse("X25519:P-256/secp384r1");

    assertThat(parsed.tuples()).containsExactly(List.of(X25519, SECP256R1), List.of(SECP384R1));
    assertThat(parsed.groups()).containsExactly(X25519, SECP256R1, SECP384R1);
  }

  @Test
  void anAsteriskSendsAShareAndWithoutOneTheFirstGroupsIsSent() {
    assertThat(parse("X25519:*P-256:*P-384").shares()).containsExactly(SECP256R1, SECP384R1);
    assertThat(parse("P-256:X25519").shares()).containsExactly(SECP256R1);
  }

  @Test
  void sharesStandInTheOrderOfTheGroups() {
    // RFC 9846 4.3.8: a server refuses others.
    assertThat(parse("P-256:*X25519:*P-256").shares()).containsExactly(SECP256R1, X25519);
    GroupPreferences ahead = parse("X25519:DEFAULT");
    assertThat(ahead.groups()).startsWith(X25519, X25519MLKEM768);
    assertThat(ahead.shares()).containsExactly(X25519, X25519MLKEM768);
  }

  @Test
  void aQuestionMarkIgnoresWhatIsUnknown() {
    assertThat(parse("?nonsense:X25519:?ffdhe2048").groups()).containsExactly(X25519);
    assertThatThrownBy(() -> parse("nonsense:X25519"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nonsense");
    assertThatThrownBy(() -> parse("ffdhe2048")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMinusTakesAGroupOutAgain() {
    assertThat(parse("X25519:P-256:-X25519").groups()).containsExactly(SECP256R1);
    assertThatThrownBy(() -> parse("X25519:-X25519")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theDefaultSendsTheHybridAndItsClassicalPart() {
    GroupPreferences defaults = GroupPreferences.defaults(ALL::contains);

    assertThat(defaults.shares()).containsExactly(X25519MLKEM768, X25519);
    assertThat(defaults.groups().get(0)).isEqualTo(X25519MLKEM768);
    assertThat(GroupPreferences.defaults(g -> ALL.contains(g) && !g.isHybrid()).shares())
        .containsExactly(X25519);
  }

  @Test
  void theDefaultListCanBePartOfAList() {
    assertThat(parse("DEFAULT:-X25519MLKEM768").groups().get(0)).isEqualTo(X25519);
    assertThat(parse("P-384:default").groups().get(0)).isEqualTo(SECP384R1);
  }

  @Test
  void aGroupStandsOnlyOnce() {
    assertThat(parse("X25519:P-256:X25519").groups()).containsExactly(X25519, SECP256R1);
  }

  @Test
  void moreThanFourSharesAreRefused() {
    assertThatThrownBy(() -> parse("*X25519:*P-256:*P-384:*X448:*X25519MLKEM768"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static GroupPreferences parse(String text) {
    return GroupPreferences.parse(text, ALL::contains);
  }
}
