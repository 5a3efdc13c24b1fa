// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.wire.Bytes;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Whether a name lies in a subtree of its form (RFC 5280 4.2.1.10). */
final class Subtree {
  private static final Pattern DNS_LABELS =
      Pattern.compile("([A-Za-z0-9_-]{1,63}\\.)*[A-Za-z0-9_-]{1,63}\\.?");
  private static final int IPV4_RANGE = 8;
  private static final int IPV6_RANGE = 32;

  /** A name or a subtree that cannot be compared, and whose fault that is. */
  static final class IncomparableException extends Exception {
    private static final long serialVersionUID = 1L;
    private final VerifyResult result;

    IncomparableException(VerifyResult result) {
      super(result.text(), null, false, false);
      this.result = result;
    }

    VerifyResult result() {
      return result;
    }
  }

  private final GeneralName base;

  Subtree(GeneralName base) {
    this.base = base;
  }

  /** Whether all that a name stands for lies inside. */
  boolean contains(GeneralName name) throws IncomparableException {
    return switch (base.form()) {
      case DNS -> isUnder(dnsName(name), dnsBase());
      case IP -> isInRange(name.value().toArray());
      case EMAIL -> isMailbox(name.text());
      case DIRECTORY -> startsWithBase(name.value());
      case URI -> isHost(hostOf(name.text()));
      default -> throw new IncomparableException(VerifyResult.UNSUPPORTED_CONSTRAINT_TYPE);
    };
  }

  /**
   * Whether anything that a name stands for lies inside: a wildcard stands for many names, and one
   * of them may be excluded although the others are not.
   */
  boolean touches(GeneralName name) throws IncomparableException {
    if (base.form() != GeneralName.Form.DNS || !name.text().startsWith("*.")) {
      return contains(name);
    }
    String parent = dnsName(name);
    String subtree = dnsBase();
    int dot = subtree.indexOf('.');
    boolean coversOneOf = dot > 0 && subtree.substring(dot + 1).equals(parent);
    return coversOneOf || isUnder(parent, subtree);
  }

  private String dnsBase() throws IncomparableException {
    String text = base.text();
    String labels = text.startsWith(".") ? text.substring(1) : text;
    if (!text.isEmpty() && !DNS_LABELS.matcher(labels).matches()) {
      throw new IncomparableException(VerifyResult.UNSUPPORTED_CONSTRAINT_SYNTAX);
    }
    return withoutDotAtEnd(text);
  }

  // A wildcard is left out: what it stands for has more labels, never fewer.
  private static String dnsName(GeneralName name) throws IncomparableException {
    String text = name.text();
    String labels = text.startsWith("*.") ? text.substring(2) : text;
    if (!DNS_LABELS.matcher(labels).matches()) {
      throw new IncomparableException(VerifyResult.UNSUPPORTED_NAME_SYNTAX);
    }
    return withoutDotAtEnd(labels);
  }

  private static String withoutDotAtEnd(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  // The empty subtree holds every name. One that starts with a dot, which RFC 5280 does not have
  // for host names and many CAs use, holds what has more labels.
  private static boolean isUnder(String name, String subtree) {
    return subtree.isEmpty()
        || name.equals(subtree)
        || name.endsWith(subtree.startsWith(".") ? subtree : "." + subtree);
  }

  private boolean isInRange(byte[] address) throws IncomparableException {
    byte[] range = base.value().toArray();
    int half = range.length / 2;
    if (range.length != IPV4_RANGE && range.length != IPV6_RANGE || !isMask(range, half)) {
      throw new IncomparableException(VerifyResult.UNSUPPORTED_CONSTRAINT_SYNTAX);
    }
    if (address.length != IPV4_RANGE / 2 && address.length != IPV6_RANGE / 2) {
      throw new IncomparableException(VerifyResult.UNSUPPORTED_NAME_SYNTAX);
    }
    boolean inside = address.length == half;
    for (int i = 0; inside && i < half; i++) {
      inside = ((address[i] ^ range[i]) & range[half + i]) == 0;
    }
    return inside;
  }

  /** Whether the second half is ones, then zeros. */
  private static boolean isMask(byte[] range, int half) {
    BigInteger mask = new BigInteger(1, Arrays.copyOfRange(range, half, range.length));
    int zeros = mask.signum() == 0 ? Byte.SIZE * half : mask.getLowestSetBit();
    return mask.shiftRight(zeros).bitCount() == Byte.SIZE * half - zeros;
  }

  // RFC 5280 4.2.1.10: a whole address, or all mailboxes of a host, or of the hosts below a domain.
  private boolean isMailbox(String address) throws IncomparableException {
    String constraint = base.text();
    int at = address.lastIndexOf('@');
    boolean ambiguous = address.indexOf('@') != at && !address.startsWith("\"");
    if (at <= 0 || at == address.length() - 1 || ambiguous) {
      throw new IncomparableException(VerifyResult.UNSUPPORTED_NAME_SYNTAX);
    }
    int baseAt = constraint.lastIndexOf('@');
    String host = address.substring(at + 1).toLowerCase(Locale.ROOT);
    if (baseAt < 0) {
      return isHost(host);
    }
    // Host names know no case; what stands before the @ does.
    return host.equals(constraint.substring(baseAt + 1).toLowerCase(Locale.ROOT))
        && address.substring(0, at).equals(constraint.substring(0, baseAt));
  }

  private boolean isHost(String host) throws IncomparableException {
    String constraint = base.text().toLowerCase(Locale.ROOT);
    String labels = constraint.startsWith(".") ? constraint.substring(1) : constraint;
    if (!DNS_LABELS.matcher(labels).matches()) {
      throw new IncomparableException(VerifyResult.UNSUPPORTED_CONSTRAINT_SYNTAX);
    }
    return constraint.startsWith(".") ? host.endsWith(constraint) : host.equals(constraint);
  }

  private static String hostOf(String uri) throws IncomparableException {
    try {
      String host = new URI(uri).getHost();
      if (host != null && DNS_LABELS.matcher(host).matches()) {
        return host.toLowerCase(Locale.ROOT);
      }
      throw new IncomparableException(VerifyResult.UNSUPPORTED_NAME_SYNTAX);
    } catch (URISyntaxException e) {
      throw new IncomparableException(VerifyResult.UNSUPPORTED_NAME_SYNTAX);
    }
  }

  private boolean startsWithBase(Bytes name) {
    List<String> base = CertificateNames.canonicalParts(this.base.value());
    List<String> parts = CertificateNames.canonicalParts(name);
    return parts.size() >= base.size() && parts.subList(0, base.size()).equals(base);
  }
}
