// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import org.junit.jupiter.api.Test;

/** What {@code docs/ssl_write.md} says of the old versions. */
class OldManualPageTest {
  @Test
  void everyTestThatIsNamedForThisModuleRunsAndSucceeds() {
    NamedTests.of("ssl_write.md")
        .allRunAndSucceed("legacy", "dev.jessel.legacy", getClass().getPackageName());
  }
}
