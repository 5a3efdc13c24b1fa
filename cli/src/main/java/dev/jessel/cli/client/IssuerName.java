// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.client;

import dev.jessel.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** Shows a DER distinguished name that a server sent as {@code C = US, O = Example}. */
final class IssuerName {
  private IssuerName() {}

  static String oneLine(Bytes der) {
    try {
      List<String> parts = new ArrayList<>();
      for (RDN rdn : X500Name.getInstance(der.toArray()).getRDNs()) {
        for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
          parts.add(part(attribute));
        }
      }
      return String.join(", ", parts);
    } catch (IllegalArgumentException e) {
      return "(not a name: " + der.hex() + ")";
    }
  }

  private static String part(AttributeTypeAndValue attribute) {
    String type = BCStyle.INSTANCE.oidToDisplayName(attribute.getType());
    String value = IETFUtils.valueToString(attribute.getValue());
    return (type == null ? attribute.getType().getId() : type) + " = " + value;
  }
}
