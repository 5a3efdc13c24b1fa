// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyParametersTest {
  private static final VerifyParameters DEFAULTS = VerifyParameters.defaults();
  private static final PeerName HOST = PeerName.parse("a.example");

  /** One change of each kind. */
  private static final List<UnaryOperator<VerifyParameters>> CHANGES =
      List.of(
          p -> p.with(VerifyFlag.CRL_CHECK),
          p -> p.withDepth(OptionalInt.of(3)),
          p -> p.withSecurityLevel(OptionalInt.of(3)),
          p -> p.withTime(Optional.of(Instant.EPOCH)),
          p -> p.withPurpose(Optional.of(Purpose.CLIENT)),
          p -> p.withPolicies(List.of("1.2.3")),
          p -> p.plusHost(HOST),
          p -> p.withEmails(List.of("a@example.com")),
          p -> p.withHostFlags(List.of(HostFlag.NO_WILDCARDS)));

  @Test
  void nothingIsAskedUnlessSomebodyAsks() {
    assertThat(DEFAULTS.flags()).containsExactly(VerifyFlag.TRUSTED_FIRST);
    assertThat(DEFAULTS.depth()).isEmpty();
    assertThat(DEFAULTS.securityLevel()).isEmpty();
    assertThat(DEFAULTS.time()).isEmpty();
    assertThat(DEFAULTS.purpose()).isEmpty();
    assertThat(DEFAULTS.policies()).isEmpty();
    assertThat(DEFAULTS.hosts()).isEmpty();
    assertThat(DEFAULTS.emails()).isEmpty();
    assertThat(DEFAULTS.hostFlags()).isEmpty();
  }

  @Test
  void eachChangeMakesOtherParametersAndLeavesTheseAlone() {
    for (UnaryOperator<VerifyParameters> change : CHANGES) {
      VerifyParameters changed = change.apply(DEFAULTS);
      assertThat(changed).isNotEqualTo(DEFAULTS).isEqualTo(change.apply(DEFAULTS));
      assertThat(changed).hasSameHashCodeAs(change.apply(DEFAULTS));
      assertThat(CHANGES.stream().map(c -> c.apply(DEFAULTS))).containsOnlyOnce(changed);
    }
    assertThat(DEFAULTS).isEqualTo(VerifyParameters.defaults());
    nothingIsAskedUnlessSomebodyAsks();
  }

  @Test
  void changesAddUp() {
    VerifyParameters all = DEFAULTS;
    for (UnaryOperator<VerifyParameters> change : CHANGES) {
      all = change.apply(all);
    }
    assertThat(all.has(VerifyFlag.CRL_CHECK)).isTrue();
    assertThat(all.depth()).hasValue(3);
    assertThat(all.securityLevel()).hasValue(3);
    assertThat(all.time()).contains(Instant.EPOCH);
    assertThat(all.purpose()).contains(Purpose.CLIENT);
    assertThat(all.policies()).containsExactly("1.2.3");
    assertThat(all.plusHost(PeerName.parse("192.0.2.1")).hosts())
        .containsExactly(HOST, PeerName.parse("192.0.2.1"));
    assertThat(all.emails()).containsExactly("a@example.com");
    assertThat(all.hostFlags()).containsExactly(HostFlag.NO_WILDCARDS);
  }

  @ParameterizedTest
  @EnumSource(VerifyFlag.class)
  void flagsAreTurnedOnAndOff(VerifyFlag flag) {
    VerifyParameters on = DEFAULTS.with(flag);
    assertThat(on.has(flag)).isTrue();
    assertThat(on.has(VerifyFlag.POLICY_CHECK)).isEqualTo(VerifyFlag.OF_POLICIES.contains(flag));
    assertThat(on.without(flag).has(flag)).isEqualTo(flag == VerifyFlag.TRUSTED_FIRST);
    assertThat(VerifyFlag.of(flag.bit())).isEqualTo(Set.of(flag));
  }

  @Test
  void whoNamesPoliciesHasThemLookedAt() {
    assertThat(DEFAULTS.withPolicies(List.of()).has(VerifyFlag.POLICY_CHECK)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "3.1", "1..2", "1.2.", "x", "1.2.3 "})
  void aPolicyIsAnObjectIdentifier(String oid) {
    assertThatThrownBy(() -> DEFAULTS.withPolicies(List.of("1.2.3", oid)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "@", "a@", "@example.com", "example.com"})
  void anEmailAddressHasTwoParts(String mailbox) {
    assertThatThrownBy(() -> DEFAULTS.withEmails(List.of(mailbox)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void numbersHaveTheirRanges() {
    assertThat(DEFAULTS.withDepth(OptionalInt.of(0)).depth()).hasValue(0);
    assertThat(DEFAULTS.withSecurityLevel(OptionalInt.of(5)).securityLevel()).hasValue(5);
    assertThatThrownBy(() -> DEFAULTS.withDepth(OptionalInt.of(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DEFAULTS.withSecurityLevel(OptionalInt.of(6)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DEFAULTS.withSecurityLevel(OptionalInt.of(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
