// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a leaf has the names that are asked for, one of each kind. */
final class NameCheck {
  private final VerifyParameters parameters;

  NameCheck(VerifyParameters parameters) {
    this.parameters = parameters;
  }

  /** Whether a text is the mailbox of a host. */
  static boolean isMailbox(String text) {
    int at = text.lastIndexOf('@');
    return at > 0 && at < text.length() - 1;
  }

  /** The kinds of which no name matches, in OpenSSL's order. */
  Stream<VerifyResult> broken(PeerCertificate leaf) {
    return Rule.broken(
        new Rule(VerifyResult.HOSTNAME_MISMATCH, () -> lacks(leaf, false)),
        new Rule(VerifyResult.EMAIL_MISMATCH, () -> lacksEmail(leaf)),
        new Rule(VerifyResult.IP_ADDRESS_MISMATCH, () -> lacks(leaf, true)));
  }

  /** The name in the leaf that matches, of those that were asked for. */
  Optional<String> matched(PeerCertificate leaf) {
    return parameters.hosts().stream()
        .flatMap(host -> host.matchedName(leaf, parameters.hostFlags()).stream())
        .findFirst();
  }

  private boolean lacks(PeerCertificate leaf, boolean addresses) {
    List<PeerName> asked =
        parameters.hosts().stream().filter(host -> host.isAddress() == addresses).toList();
    return !asked.isEmpty()
        && asked.stream()
            .noneMatch(host -> host.matchedName(leaf, parameters.hostFlags()).isPresent());
  }

  private boolean lacksEmail(PeerCertificate leaf) {
    if (parameters.emails().isEmpty()) {
      return false;
    }
    List<String> asked = parameters.emails().stream().map(NameCheck::folded).toList();
    Stream<String> subject =
        HostFlag.subjectCounts(parameters.hostFlags())
            ? leaf.fields().subject().emailAddresses().stream()
            : Stream.empty();
    return Stream.concat(leaf.extensions().subjectAltNames().emailAddresses().stream(), subject)
        .map(NameCheck::folded)
        .noneMatch(asked::contains);
  }

  /** Host names know no case; what stands before the @ does. */
  private static String folded(String mailbox) {
    int at = mailbox.lastIndexOf('@') + 1;
    return mailbox.substring(0, at) + CertificateNames.lowerCase(mailbox.substring(at));
  }
}
