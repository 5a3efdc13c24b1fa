// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import dev.jessel.error.TlsException;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All that can be wrong with one's own certificate, looked at one after the other: what a peer
 * would find, and what it would not say. Immutable.
 *
 * <pre>{@code
 * CertificateChecklist list = CertificateChecklist.of(chain).key(key).trust(anchors).check();
 * }</pre>
 */
public final class CertificateChecklist {
  private static final int NAMES_SHOWN = 6;
  private static final Duration SOON = Duration.ofDays(14);

  private final List<Item> items;

  private CertificateChecklist(List<Item> items) {
    this.items = List.copyOf(items);
  }

  /** How something was found. */
  public enum Mark {
    /** As it should be. */
    GOOD,
    /** Worth knowing, but no reason to refuse. */
    NOTE,
    /** Peers will refuse it. */
    BAD
  }

  /**
   * One thing that was looked at.
   *
   * @param mark how it was found
   * @param what one word: {@code key}, {@code chain}, {@code dates}, {@code names}, {@code
   *     purpose}, {@code strength} or {@code path}
   * @param finding what was found, one line
   */
  public record Item(Mark mark, String what, String finding) {}

  /**
   * Starts with a chain.
   *
   * @param chain the certificate in question first; not empty
   */
  public static Builder of(List<PeerCertificate> chain) {
    return new Builder(chain);
  }

  /** What was found, in the order in which it was looked at. */
  public List<Item> items() {
    return items;
  }

  /** Whether nothing is {@link Mark#BAD}. */
  public boolean isGood() {
    return items.stream().noneMatch(item -> item.mark() == Mark.BAD);
  }

  /** Says what the certificate is for, and looks. Not thread-safe. */
  public static final class Builder {
    private final List<PeerCertificate> chain;
    private final List<Item> items = new ArrayList<>();
    private Optional<PrivateKey> key = Optional.empty();
    private Optional<TrustAnchors> trust = Optional.empty();
    private List<PeerCertificate> untrusted = List.of();
    private Optional<PeerName> name = Optional.empty();
    private Purpose purpose = Purpose.SERVER;
    private Instant now = Instant.now();
    private int level = 2;

    private Builder(List<PeerCertificate> chain) {
      if (chain.isEmpty()) {
        throw new IllegalArgumentException("no certificate");
      }
      this.chain = List.copyOf(chain);
    }

    /** The private key that shall go with it. */
    public Builder key(PrivateKey privateKey) {
      key = Optional.of(privateKey);
      return this;
    }

    /** Where its path shall end; without that no path is looked for. */
    public Builder trust(TrustAnchors anchors) {
      trust = Optional.of(anchors);
      return this;
    }

    /** Issuers that are not in the chain, but that peers may have. */
    public Builder untrusted(List<PeerCertificate> issuers) {
      untrusted = List.copyOf(issuers);
      return this;
    }

    /** A name that it shall be for. */
    public Builder name(PeerName host) {
      name = Optional.of(host);
      return this;
    }

    /** Whose certificate it is; a server's, when nothing is said. */
    public Builder purpose(Purpose use) {
      purpose = use;
      return this;
    }

    /** When it shall be valid. */
    public Builder at(Instant time) {
      now = time;
      return this;
    }

    /** How strong it shall be, 0 to 5, as security levels have it; 2 when nothing is said. */
    public Builder securityLevel(int securityLevel) {
      level = securityLevel;
      return this;
    }

    /** Looks. */
    public CertificateChecklist check() {
      items.clear();
      key.ifPresent(this::checkKey);
      checkOrder();
      checkDates();
      checkNames();
      checkPurpose();
      checkStrength();
      trust.ifPresent(this::checkPath);
      return new CertificateChecklist(items);
    }

    private PeerCertificate leaf() {
      return chain.get(0);
    }

    private void good(String what, String finding) {
      items.add(new Item(Mark.GOOD, what, finding));
    }

    private void note(String what, String finding) {
      items.add(new Item(Mark.NOTE, what, finding));
    }

    private void bad(String what, String finding) {
      items.add(new Item(Mark.BAD, what, finding));
    }

    private void checkKey(PrivateKey privateKey) {
      try {
        KeyPairCheck.problem(privateKey, leaf().publicKey())
            .ifPresentOrElse(
                problem -> bad("key", problem + KeyPairCheck.otherOwner(privateKey, chain)),
                () -> good("key", "belongs to the certificate"));
      } catch (TlsException e) {
        bad("key", "the public key of the certificate cannot be used");
      }
    }

    private void checkOrder() {
      int before = items.size();
      for (int i = 1; i < chain.size(); i++) {
        checkIssuer(i);
      }
      PeerCertificate last = chain.get(chain.size() - 1);
      if (Issuance.isSelfSigned(last)) {
        note(
            "chain",
            chain.size() == 1
                ? "self-signed: peers must know this very certificate"
                : "the root is in it, which peers have or do not trust");
      }
      if (items.size() == before) {
        good("chain", chain.size() == 1 ? "the certificate alone" : "each issued by the next one");
      }
    }

    private void checkIssuer(int index) {
      PeerCertificate subject = chain.get(index - 1);
      PeerCertificate issuer = chain.get(index);
      if (!Issuance.isLikely(issuer, subject)) {
        bad(
            "chain",
            String.format(
                Locale.ROOT,
                "number %d, %s, did not issue number %d: %s should stand there",
                index + 1,
                issuer.subject(),
                index,
                subject.issuer()));
      } else if (new Links(now).check(subject, issuer, index - 1).isPresent()) {
        bad("chain", "number " + index + " is not signed with the key of the next one");
      }
    }

    private void checkDates() {
      for (PeerCertificate certificate : chain) {
        String whose = certificate.equals(leaf()) ? "" : " (" + certificate.subject() + ")";
        if (now.isAfter(certificate.notAfter())) {
          bad("dates", "expired on " + certificate.notAfter() + whose);
        } else if (now.isBefore(certificate.notBefore())) {
          bad("dates", "not valid before " + certificate.notBefore() + whose);
        } else if (certificate.equals(leaf())) {
          checkRest(Duration.between(now, certificate.notAfter()));
        }
      }
    }

    private void checkRest(Duration rest) {
      String until = "valid until " + leaf().notAfter() + ", " + rest.toDays() + " days from now";
      if (rest.compareTo(SOON) < 0) {
        note("dates", until);
      } else {
        good("dates", until);
      }
    }

    private void checkNames() {
      List<String> names = new ArrayList<>(leaf().dnsNames());
      leaf().ipAddresses().forEach(address -> names.add(IpAddress.text(address)));
      String shown = names.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
      String all = names.size() > NAMES_SHOWN ? shown + ", ..." : shown;
      if (name.isPresent() && !name.get().matches(leaf())) {
        bad("names", "not for " + name.get() + (names.isEmpty() ? "" : ", but for " + all));
      } else if (!names.isEmpty()) {
        good("names", all);
      } else if (purpose == Purpose.SERVER) {
        bad("names", "no subject alternative name: clients look for hosts nowhere else");
      }
    }

    private void checkPurpose() {
      String what = purpose == Purpose.SERVER ? "server" : "client";
      CertificateExtensions extensions = leaf().extensions();
      if (extensions.basicConstraints().map(constraints -> constraints.isCa()).orElse(false)) {
        bad("purpose", "the certificate of a CA, not of a " + what);
      } else if (!PurposeRules.of(purpose).allowLeaf(leaf(), false)) {
        bad("purpose", "its extended key usage does not name " + what + "Auth");
      } else if (!leaf().mayDigitallySign()) {
        bad("purpose", "its key usage does not name digitalSignature");
      } else {
        good("purpose", "may be a " + what + "'s");
      }
    }

    private void checkStrength() {
      int before = items.size();
      SecurityLevelRules rules = new SecurityLevelRules(level);
      for (PeerCertificate certificate : chain) {
        String whose = certificate.equals(leaf()) ? "" : " (" + certificate.subject() + ")";
        if (rules.isTooWeak(certificate)) {
          bad("strength", "the key is too weak for security level " + level + whose);
        } else if (!Issuance.isSelfSigned(certificate) && !rules.allow(certificate)) {
          bad("strength", "the signature is too weak for security level " + level + whose);
        }
      }
      if (items.size() == before) {
        good("strength", "enough for security level " + level);
      }
    }

    private void checkPath(TrustAnchors anchors) {
      List<PeerCertificate> presented = new ArrayList<>(chain);
      presented.addAll(untrusted);
      PathVerdict verdict =
          PathValidator.create()
              .withSecurityLevel(level)
              .validate(presented, anchors, purpose, now, PathValidator.DEFAULT_MAX_DEPTH);
      if (verdict.isTrusted()) {
        List<PeerCertificate> path = verdict.verifiedChain();
        good("path", "leads to " + path.get(path.size() - 1).subject());
      } else {
        bad("path", verdict.result().text() + ", at depth " + verdict.depth());
      }
    }
  }
}
