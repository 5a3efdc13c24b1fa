// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.bogo;

import dev.jessel.Ssl;
import dev.jessel.SslEarlyData;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.x509.Certificates;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PemException;
import dev.jessel.x509.VerifyResult;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Checks what a test expects the library to say about a connection. */
final class Expectations {
  private final ShimFlags flags;
  private final Ssl ssl;
  private final ShimCallbacks callbacks;
  private final ShimCredentials credentials;
  private final ShimHistory history;

  Expectations(
      ShimFlags flags,
      Ssl ssl,
      ShimCallbacks callbacks,
      ShimCredentials credentials,
      ShimHistory history) {
    this.flags = flags;
    this.ssl = ssl;
    this.callbacks = callbacks;
    this.credentials = credentials;
    this.history = history;
  }

  void checkHandshake() {
    number("expect-version", ssl.version().map(ProtocolVersion::code));
    number("expect-cipher", ssl.cipherSuite().map(CipherSuite::code));
    number("expect-curve-id", ssl.group().map(NamedGroup::code));
    if (!ssl.isResumed()) {
      shownByPeer();
    }
    number("expect-selected-credential", Optional.of(credentials.numberOf(ssl)));
    if (flags.has("expect-hrr") || flags.has("expect-no-hrr")) {
      check(ssl.wasHelloRetried() == flags.has("expect-hrr"), "HelloRetryRequest");
    }
    session();
    binding();
    names();
    said();
    peer();
  }

  /**
   * Nobody shows anything again in a resumed session; the runner's own library remembers what was
   * shown before. Before TLS 1.2 there are no numbers for what was signed with.
   */
  private void shownByPeer() {
    boolean numbered = ssl.version().stream().anyMatch(v -> v.isAtLeast(ProtocolVersion.TLS_1_2));
    number(
        "expect-peer-signature-algorithm",
        Optional.of(
            ssl.peerSignatureScheme().filter(s -> numbered).map(SignatureScheme::code).orElse(0)));
    flags
        .value("expect-ocsp-response")
        .ifPresent(
            response ->
                check(
                    ssl.ocspResponse()
                        .equals(Optional.of(Bytes.of(Base64.getDecoder().decode(response)))),
                    "the OCSP response"));
    flags
        .value("expect-signed-cert-timestamps")
        .ifPresent(
            list ->
                check(
                    ssl.certificateTimestamps().equals(ShimCredentials.timestamps(list)),
                    "the certificate timestamps"));
  }

  private void session() {
    check(
        ssl.isResumed() == (history.resumes() && !flags.has("expect-session-miss")),
        ssl.isResumed() ? "a session of its own" : "a resumed session");
    if (!flags.has("server")) {
      boolean expected =
          isOld()
              && !flags.has("expect-no-session")
              && (!ssl.isResumed() || flags.has("expect-ticket-renewal"));
      check(history.gotSession() == expected, expected ? "a session" : "no session");
    } else if (!history.resumes()) {
      boolean named = isOld() && callbacks.namedSession();
      check(named || !flags.has("expect-session-id"), "a session with an id");
      check(!named || !flags.has("expect-no-session-id"), "no session with an id");
    }
  }

  /** TLS 1.3 binds its secrets to the whole handshake and has no renegotiation to secure. */
  private void binding() {
    boolean secure = !isOld() || ssl.isRenegotiationSecure();
    check(secure || !flags.has("expect-secure-renegotiation"), "secure renegotiation");
    check(!secure || !flags.has("expect-no-secure-renegotiation"), "no secure renegotiation");
    boolean extended = !isOld() || ssl.hasExtendedMainSecret();
    check(extended || !flags.has("expect-extended-master-secret"), "an extended main secret");
  }

  private boolean isOld() {
    return ssl.version().filter(v -> v.isAtLeast(ProtocolVersion.TLS_1_3)).isEmpty();
  }

  /** BoringSSL's reasons but one say why early data was not taken. */
  void checkEarlyData() {
    SslEarlyData found = ssl.earlyData();
    if (flags.has("expect-accept-early-data")) {
      check(found == SslEarlyData.ACCEPTED, "early data that is taken");
    }
    if (flags.has("expect-reject-early-data")) {
      check(found != SslEarlyData.ACCEPTED, "early data that is not taken");
    }
    if (flags.has("expect-no-offer-early-data")) {
      check(found == SslEarlyData.NOT_SENT, "no early data");
    }
    flags
        .value("expect-early-data-reason")
        .ifPresent(
            reason ->
                check(
                    reason.equals("accept") == (found == SslEarlyData.ACCEPTED),
                    "early data: " + reason));
  }

  void checkAtEnd() {
    checkEarlyData();
    if (history.gotSession() && flags.has("expect-ticket-supports-early-data")) {
      check(history.gotSessionForEarlyData(), "a ticket for early data");
    }
    number("expect-total-renegotiations", Optional.of(ssl.calls().renegotiations()));
    if (!flags.has("server") && !isOld()) {
      boolean expected = !flags.has("expect-no-session") && !flags.has("shim-shuts-down");
      check(history.gotSession() == expected, "a ticket");
    }
  }

  void checkTrace() {
    text("expect-msg-callback", Optional.of(callbacks.trace()));
  }

  /** What the peer said of itself. */
  private void said() {
    List<Integer> schemes = flags.numbers("expect-peer-verify-pref");
    if (!schemes.isEmpty()) {
      check(
          callbacks.peer().schemes().stream().map(SignatureScheme::code).toList().equals(schemes),
          "the peer's signature schemes");
    }
    flags
        .value("expect-certificate-types")
        .ifPresent(
            types ->
                check(
                    callbacks
                        .peer()
                        .certificateTypes()
                        .equals(Bytes.of(Base64.getDecoder().decode(types))),
                    "the types of certificates that are asked for"));
  }

  private void names() {
    text("expect-server-name", ssl.serverName());
    text("expect-alpn", ssl.applicationProtocol());
    if (flags.has("expect-no-server-name")) {
      check(ssl.serverName().isEmpty(), "no server name");
    }
    flags
        .value("expect-advertised-alpn")
        .ifPresent(
            list ->
                check(
                    callbacks.offeredProtocols().equals(ShimSettings.protocols(list)),
                    "the offered protocols"));
  }

  private void peer() {
    boolean proved =
        ssl.pskIdentity().isEmpty()
            && ssl.cipherSuite().stream().noneMatch(s -> s.name().contains("PSK_WITH"));
    if (flags.has("expect-no-peer-cert")) {
      check(ssl.peerCertificates().isEmpty(), "no certificate");
    } else if (proved && (!flags.has("server") || flags.has("require-any-client-certificate"))) {
      check(
          !ssl.peerCertificates().isEmpty() || ssl.peerRawPublicKey().isPresent(), "a certificate");
    }
    number(
        "expect-peer-certificate-type",
        Optional.of(
            (flags.has("server") ? ssl.clientCertificateType() : ssl.serverCertificateType())
                .code()));
    flags.value("expect-peer-rpk-sha256").ifPresent(this::peerKey);
    if (flags.has("expect-verify-result")) {
      VerifyResult expected = ShimCallbacks.judgement(flags);
      check(ssl.verifyResult() == expected, "the verify result " + expected);
    }
    flags
        .value("expect-client-ca-list")
        .ifPresent(
            list ->
                check(
                    ssl.peerIssuers().equals(ShimSettings.distinguishedNames(list)),
                    "the server's list of issuers"));
    flags.value("expect-peer-cert-file").ifPresent(this::peerChain);
  }

  private void peerKey(String digest) {
    try {
      byte[] key = ssl.peerRawPublicKey().map(PublicKey::getEncoded).orElse(new byte[0]);
      byte[] found = MessageDigest.getInstance("SHA-256").digest(key);
      check(Arrays.equals(found, Base64.getDecoder().decode(digest)), "the raw public key");
    } catch (NoSuchAlgorithmException e) {
      throw TestEnd.broken(e.getMessage());
    }
  }

  private void peerChain(String file) {
    try {
      check(
          Certificates.read(Path.of(file)).stream()
              .map(PeerCertificate::der)
              .toList()
              .equals(ssl.peerCertificates().stream().map(PeerCertificate::der).toList()),
          "the peer's chain");
    } catch (PemException e) {
      throw TestEnd.broken(e.getMessage());
    }
  }

  private void number(String flag, Optional<Integer> found) {
    OptionalInt expected = flags.number(flag);
    if (expected.isPresent()) {
      check(
          found.equals(Optional.of(expected.getAsInt())),
          flag + " " + expected.getAsInt() + ", found " + found);
    }
  }

  private void text(String flag, Optional<String> found) {
    Optional<String> expected = flags.value(flag);
    if (expected.isPresent()) {
      check(
          found.orElse("").equals(expected.get()),
          flag + " " + expected.get() + ", found " + found);
    }
  }

  private static void check(boolean asExpected, String expected) {
    TestEnd.check(asExpected, "expected " + expected);
  }
}
