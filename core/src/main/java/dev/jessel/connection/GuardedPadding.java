// SPDX-License-Identifier: Apache-2.0
package dev.jessel.connection;

import dev.jessel.record.PaddingPolicy;
import dev.jessel.wire.ContentType;

/**
 * A padding policy that is the application's: what it throws is told from a fault of ours. The
 * alert that then tells the peer is a record, too, and goes out whatever the policy does.
 */
final class GuardedPadding implements PaddingPolicy {
  private final PaddingPolicy guarded;

  private GuardedPadding(PaddingPolicy guarded) {
    this.guarded = guarded;
  }

  static PaddingPolicy of(PaddingPolicy policy) {
    return policy == PaddingPolicy.NONE ? policy : new GuardedPadding(policy);
  }

  @Override
  public int padding(int type, int length) {
    try {
      return guarded.padding(type, length);
    } catch (RuntimeException e) {
      if (type == ContentType.ALERT.code()) {
        return 0;
      }
      throw new BrokenCallback("the padding callback", e);
    }
  }
}
