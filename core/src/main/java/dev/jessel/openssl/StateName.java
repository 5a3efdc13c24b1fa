// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslCalls;

/**
 * What libssl calls the states of a handshake. A state of ours waits for a message; libssl names
 * the message that was last read or written.
 *
 * @param shortText four or five letters
 * @param text a few words
 */
record StateName(String shortText, String text) {
  private static final StateName BEFORE = new StateName("PINIT", "before SSL initialization");

  static StateName of(SslCalls calls) {
    return calls.isDead()
        ? new StateName("SSLERR", "error")
        : calls.state().map(StateName::of).orElse(BEFORE);
  }

  private static StateName of(String state) {
    return switch (state) {
      case "ExpectServerHello", "ExpectSecondServerHello" ->
          new StateName("TWCH", "SSLv3/TLS write client hello");
      case "ExpectEncryptedExtensions" -> new StateName("TRSH", "SSLv3/TLS read server hello");
      case "ExpectCertificateOrRequest" ->
          new StateName("TREE", "TLSv1.3 read encrypted extensions");
      case "ExpectServerCertificate" ->
          new StateName("TRCR", "SSLv3/TLS read server certificate request");
      case "VerifyServer", "ExpectServerCertificateVerify" ->
          new StateName("TRSC", "SSLv3/TLS read server certificate");
      case "ExpectServerFinished" ->
          new StateName("TRSCV", "TLSv1.3 read server certificate verify");
      case "ChooseClientCredential" -> new StateName("TRFIN", "SSLv3/TLS read finished");
      case "SignClientVerify" -> new StateName("TWCC", "SSLv3/TLS write client certificate");
      case "SendClientFinished" -> new StateName("TWCV", "SSLv3/TLS write certificate verify");
      case "AnswerClientHello", "LookUpSession", "NegotiateTerms", "ChooseServerCredential" ->
          new StateName("TRCH", "SSLv3/TLS read client hello");
      case "SendServerFlight", "ExpectSecondClientHello" ->
          new StateName("TWSH", "SSLv3/TLS write server hello");
      case "SignServerVerify" -> new StateName("TWSC", "SSLv3/TLS write certificate");
      case "ExpectClientCertificate", "ExpectClientFinished" ->
          new StateName("TED", "TLSv1.3 early data");
      case "VerifyClient", "ExpectClientCertificateVerify" ->
          new StateName("TRCC", "SSLv3/TLS read client certificate");
      case "IssueTickets" -> new StateName("TWST", "SSLv3/TLS write session ticket");
      case "Established" -> new StateName("SSLOK", "SSL negotiation finished successfully");
      default -> BEFORE;
    };
  }
}
