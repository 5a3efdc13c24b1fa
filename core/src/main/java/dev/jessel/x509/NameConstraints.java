// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.der.DerElement;
import dev.jessel.wire.der.DerException;
import dev.jessel.wire.der.DerReader;
import dev.jessel.wire.der.DerTag;
import java.util.ArrayList;
import java.util.List;

/**
 * What names a CA may certify (RFC 5280 4.2.1.10).
 *
 * @param permitted subtrees in one of which each name of such a form must lie
 * @param excluded subtrees in none of which a name may lie
 * @param hasDistances whether a subtree has a minimum other than 0 or a maximum, which nobody uses
 */
record NameConstraints(
    List<GeneralName> permitted, List<GeneralName> excluded, boolean hasDistances) {
  private static final int PERMITTED = DerTag.constructed(0);
  private static final int EXCLUDED = DerTag.constructed(1);
  private static final int MINIMUM = DerTag.implicit(0);

  static NameConstraints read(DerElement content) throws DerException {
    DerReader fields = content.content();
    List<GeneralName> permitted = new ArrayList<>();
    List<GeneralName> excluded = new ArrayList<>();
    boolean distances = false;
    if (fields.nextIs(PERMITTED)) {
      distances = subtrees(fields.next(), permitted);
    }
    if (fields.nextIs(EXCLUDED)) {
      distances |= subtrees(fields.next(), excluded);
    }
    fields.expectEnd();
    return new NameConstraints(List.copyOf(permitted), List.copyOf(excluded), distances);
  }

  private static boolean subtrees(DerElement list, List<GeneralName> bases) throws DerException {
    DerReader subtrees = list.content();
    if (subtrees.isEmpty()) {
      throw new DerException("a list of subtrees without any");
    }
    boolean distances = false;
    while (!subtrees.isEmpty()) {
      DerReader subtree = subtrees.sequence();
      bases.add(GeneralName.read(subtree.next()));
      while (!subtree.isEmpty()) {
        DerElement distance = subtree.next();
        distances |= distance.tag() != MINIMUM || distance.smallInteger() != 0;
      }
    }
    return distances;
  }

  boolean isEmpty() {
    return permitted.isEmpty() && excluded.isEmpty();
  }

  /** How many subtrees there are. */
  int size() {
    return permitted.size() + excluded.size();
  }
}
