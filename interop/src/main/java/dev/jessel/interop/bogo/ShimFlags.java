// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.bogo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What the runner asks for. A flag that is not known here ends the test as unimplemented. */
final class ShimFlags {
  private static final Set<String> SWITCHES =
      Set.of(
          "ipv6",
          "server",
          "async",
          "implicit-handshake",
          "verify-peer",
          "verify-fail",
          "require-any-client-certificate",
          "expect-verify-result",
          "use-custom-verify-callback",
          "use-old-client-cert-callback",
          "use-early-callback",
          "fail-early-callback",
          "install-ddos-callback",
          "fail-ddos-callback",
          "fail-cert-callback",
          "reverify-on-resume",
          "shim-writes-first",
          "shim-shuts-down",
          "check-close-notify",
          "send-alert",
          "write-different-record-sizes",
          "partial-write",
          "peek-then-read",
          "no-op-extra-handshake",
          "handshake-twice",
          "use-exporter-between-reads",
          "key-update",
          "key-update-before-read",
          "no-tls1",
          "no-tls11",
          "no-tls12",
          "no-tls13",
          "no-ticket",
          "expect-no-session",
          "expect-no-session-id",
          "expect-no-peer-cert",
          "expect-no-server-name",
          "expect-extended-master-secret",
          "expect-secure-renegotiation",
          "expect-hrr",
          "expect-no-hrr",
          "use-export-context",
          "decline-alpn",
          "reject-alpn",
          "select-empty-alpn",
          "server-preference",
          "new-x509-credential",
          "new-rpk-credential",
          "new-delegated-credential",
          "must-match-issuer",
          "expect-session-miss",
          "expect-session-id",
          "expect-ticket-renewal",
          "expect-no-secure-renegotiation",
          "no-legacy-server-connect",
          "fallback-scsv",
          "tls-unique",
          "enable-early-data",
          "expect-ticket-supports-early-data",
          "expect-accept-early-data",
          "expect-reject-early-data",
          "expect-no-offer-early-data",
          "enable-ocsp-stapling",
          "use-ocsp-callback",
          "set-ocsp-in-callback",
          "decline-ocsp-callback",
          "fail-ocsp-callback",
          "enable-signed-cert-timestamps",
          "no-server-name-ack",
          "renegotiate-freely",
          "renegotiate-ignore",
          "install-cert-compression-algs",
          "allow-hint-mismatch",
          "fips-202205",
          "wpa-202304",
          "cnsa1-202603",
          "cnsa2-202603",
          "new-psk-credential",
          "psk-importer-sha256",
          "psk-importer-sha384",
          "enable-grease",
          "permute-extensions",
          "use-ticket-callback",
          "use-ticket-aead-callback",
          "skip-ticket",
          "renew-ticket",
          "renegotiate-once",
          "read-with-unfinished-write",
          "export-traffic-secrets");

  private static final Set<String> VALUED =
      Set.of(
          "port",
          "shim-id",
          "resume-count",
          "key-file",
          "cert-file",
          "trust-cert",
          "min-version",
          "max-version",
          "expect-version",
          "expect-cipher",
          "expect-cipher-aes",
          "expect-curve-id",
          "expect-peer-signature-algorithm",
          "expect-peer-cert-file",
          "expect-selected-credential",
          "curves",
          "key-shares",
          "signing-prefs",
          "verify-prefs",
          "host-name",
          "expect-server-name",
          "advertise-alpn",
          "expect-alpn",
          "select-alpn",
          "expect-advertised-alpn",
          "use-client-ca-list",
          "expect-client-ca-list",
          "export-keying-material",
          "export-label",
          "export-context",
          "shim-initial-write",
          "repeat-shim-initial-write",
          "read-size",
          "max-send-fragment",
          "cipher",
          "psk",
          "psk-identity",
          "resumption-delay",
          "expect-early-data-reason",
          "ocsp-response",
          "expect-ocsp-response",
          "signed-cert-timestamps",
          "expect-signed-cert-timestamps",
          "expect-total-renegotiations",
          "psk-importer-key",
          "psk-importer-identity",
          "psk-importer-context",
          "max-cert-list",
          "install-one-cert-compression-alg",
          "delegated-credential",
          "accepted-peer-cert-types",
          "available-client-cert-types",
          "expect-peer-certificate-type",
          "expect-peer-rpk-sha256",
          "expect-msg-callback",
          "expect-cipher-no-aes",
          "expect-certificate-types",
          "expect-peer-verify-pref",
          "early-write-after-message");

  /** One flag as it stood. */
  record Flag(String name, String value) {}

  private final List<Flag> inOrder = new ArrayList<>();
  private final Map<String, List<String>> values = new HashMap<>();

  private ShimFlags() {}

  /**
   * Reads the flags that are meant for one connection of a test.
   *
   * @param resumes true for all connections but the first
   */
  static ShimFlags parse(List<String> arguments, boolean resumes) {
    return parse(arguments, resumes, false);
  }

  /**
   * As above.
   *
   * @param retries true for a connection whose early data was refused
   */
  static ShimFlags parse(List<String> arguments, boolean resumes, boolean retries) {
    ShimFlags flags = new ShimFlags();
    for (int i = 0; i < arguments.size(); i++) {
      String flag = arguments.get(i);
      Prefixed prefixed = Prefixed.of(flag, resumes, retries);
      boolean valued = VALUED.contains(prefixed.name);
      if (!valued && !SWITCHES.contains(prefixed.name)) {
        throw TestEnd.unimplemented(ShimGaps.of(prefixed.name));
      }
      String value = "";
      if (valued) {
        i++;
        if (i == arguments.size()) {
          throw TestEnd.broken("no value behind " + flag);
        }
        value = arguments.get(i);
      }
      if (prefixed.applies) {
        flags.add(prefixed.name, value);
      }
    }
    return flags;
  }

  private void add(String name, String value) {
    inOrder.add(new Flag(name, value));
    values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
  }

  /** A flag's name behind what says for which connection, or for whom, it is meant. */
  private record Prefixed(String name, boolean applies) {
    private static Map<String, Boolean> prefixes(boolean resumes, boolean retries) {
      return Map.of(
          "on-initial-",
          !resumes,
          "on-resume-",
          resumes && !retries,
          "on-retry-",
          retries,
          "on-shim-",
          true,
          "on-handshaker-",
          false);
    }

    static Prefixed of(String flag, boolean resumes, boolean retries) {
      Map<String, Boolean> prefixes = prefixes(resumes, retries);
      if (!flag.startsWith("-")) {
        throw TestEnd.unimplemented("not a flag: " + flag);
      }
      Prefixed flagged = new Prefixed(flag.substring(1), true);
      for (Optional<Prefixed> next = flagged.shorter(prefixes); next.isPresent(); ) {
        flagged = next.get();
        next = flagged.shorter(prefixes);
      }
      return flagged;
    }

    private Optional<Prefixed> shorter(Map<String, Boolean> prefixes) {
      return prefixes.entrySet().stream()
          .filter(prefix -> name.startsWith(prefix.getKey()))
          .findFirst()
          .map(
              prefix ->
                  new Prefixed(
                      name.substring(prefix.getKey().length()), applies && prefix.getValue()));
    }
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** The last value of a flag; flags that are given again count anew. */
  Optional<String> value(String name) {
    List<String> given = all(name);
    return given.isEmpty() ? Optional.empty() : Optional.of(given.get(given.size() - 1));
  }

  OptionalInt number(String name) {
    return value(name).map(v -> OptionalInt.of(Integer.parseInt(v))).orElse(OptionalInt.empty());
  }

  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  List<Integer> numbers(String name) {
    return all(name).stream().map(Integer::valueOf).toList();
  }

  List<Flag> inOrder() {
    return inOrder;
  }
}
