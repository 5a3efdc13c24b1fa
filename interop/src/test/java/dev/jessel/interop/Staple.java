// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential;
import dev.jessel.testkit.TestCredential.PemFiles;
import dev.jessel.x509.VerifyResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an OCSP response says of the tests' server, and what comes of that. */
enum Staple {
  GOOD("V", VerifyResult.OK, ""),
  REVOKED("R", VerifyResult.CERT_REVOKED, "alert certificate revoked"),
  OF_ANOTHER("V", VerifyResult.OCSP_NO_RESPONSE, "alert certificate unknown"),
  UNKNOWN("", VerifyResult.OCSP_CERT_UNKNOWN, "alert certificate unknown"),
  EXPIRED("V", VerifyResult.OCSP_HAS_EXPIRED, "alert certificate unknown");

  private final String index;
  private final VerifyResult verdict;
  private final String alert;

  Staple(String index, VerifyResult verdict, String alert) {
    this.index = index;
    this.verdict = verdict;
    this.alert = alert;
  }

  /** What Jessel says to it. */
  VerifyResult verdict() {
    return verdict;
  }

  /** The alert that Jessel sends, in the words of {@code s_server}. */
  String alert() {
    return alert;
  }

  /** Has {@code openssl ocsp} sign a response in the authority's name. */
  Path signed(Pki pki) throws IOException {
    TestCredential about = this == OF_ANOTHER ? Pki.client(KeyType.P256) : Pki.server(KeyType.P256);
    PemFiles authority = Pki.factory().authority().writeTo(pki.file("."), "signer");
    PemFiles subject = about.writeTo(pki.file("."), "subject");
    Path response = pki.file("response.der");
    List<Object> arguments = new ArrayList<>(List.of("ocsp", "-index", index(pki, about)));
    arguments.addAll(List.of("-CA", authority.chain(), "-issuer", authority.chain()));
    arguments.addAll(List.of("-rsigner", authority.chain(), "-rkey", authority.key()));
    arguments.addAll(List.of("-cert", subject.chain(), "-noverify", "-respout", response));
    arguments.addAll(this == EXPIRED ? List.of("-nmin", "1") : List.of("-ndays", "1"));
    try (ChildProcess responder = ChildProcess.start(Peer.OPENSSL, arguments.toArray())) {
      assertThat(responder.exitStatus()).as(responder.toString()).isZero();
    }
    return response;
  }

  /** The database of {@code openssl ca} with one certificate, or none. */
  private Path index(Pki pki, TestCredential about) throws IOException {
    String serial = about.certificate().getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
    String line =
        String.join(
            "\t",
            index,
            "400101000000Z",
            this == REVOKED ? "250101000000Z" : "",
            serial.length() % 2 == 0 ? serial : "0" + serial,
            "unknown",
            "/CN=localhost\n");
    return pki.write("index.txt", (index.isEmpty() ? "" : line).getBytes(US_ASCII));
  }
}
