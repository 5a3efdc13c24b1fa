// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Provider;
import java.security.ProviderException;
import org.junit.jupiter.api.Test;

/** How Amazon's provider is found and asked for its health, on classes of the same shape. */
class AmazonProviderTest {
  @Test
  void aHealthyOneIsTaken() {
    assertThat(AmazonProvider.load(Healthy.class.getName())).containsSame(Healthy.INSTANCE);
  }

  @Test
  void oneThatFailsItsOwnTestsIsNot() {
    assertThat(AmazonProvider.load(Unwell.class.getName())).isEmpty();
  }

  @Test
  void neitherIsOneThatCannotBeLoaded() {
    assertThat(AmazonProvider.load(WithoutLibrary.class.getName())).isEmpty();
  }

  @Test
  void noneIsFoundWhereThereIsNone() {
    assertThat(AmazonProvider.load("com.example.NoSuchProvider")).isEmpty();
    assertThat(AmazonProvider.load(Object.class.getName())).isEmpty();
  }

  /** Passes its tests. */
  public static final class Healthy extends Provider {
    private static final long serialVersionUID = 1L;

    /** The one that there is. */
    public static final Healthy INSTANCE = new Healthy();

    Healthy() {
      super("Healthy", "1", "for a test");
    }

    /** Does nothing. */
    public void assertHealthy() {}
  }

  /** Fails its tests. */
  public static final class Unwell extends Provider {
    private static final long serialVersionUID = 1L;

    /** The one that there is. */
    public static final Unwell INSTANCE = new Unwell();

    Unwell() {
      super("Unwell", "1", "for a test");
    }

    /** Says so. */
    @SuppressWarnings("DoNotCallSuggester") // found by reflection, and called
    public void assertHealthy() {
      throw new ProviderException("a self test failed");
    }
  }

  /** Does not even load. */
  public static final class WithoutLibrary extends Provider {
    private static final long serialVersionUID = 1L;

    /** None. */
    public static final WithoutLibrary INSTANCE = new WithoutLibrary();

    WithoutLibrary() {
      super("WithoutLibrary", "1", "for a test");
      throw new UnsatisfiedLinkError("no library for this machine");
    }
  }
}
