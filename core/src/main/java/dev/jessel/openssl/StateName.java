// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.SslCalls;

/**
 * What libssl calls the states of a handshake. A state of ours waits for a message; libssl names
 * the message that was last read or written.
 *
 * @param number its place in libssl's list
 * @param shortText four or five letters
 * @param text a few words
 */
record StateName(int number, String shortText, String text) {
  private static final StateName BEFORE = new StateName(0, "PINIT", "before SSL initialization");
  private static final StateName EARLY_DATA = new StateName(50, "TED", "TLSv1.3 early data");
  private static final StateName PENDING_END =
      new StateName(51, "TPEDE", "TLSv1.3 pending early data end");

  static StateName of(SslCalls calls) {
    if (calls.isDead()) {
      return new StateName(0, "SSLERR", "error");
    }
    if (calls.isHalfOpen()) {
      return PENDING_END;
    }
    if (calls.isInEarlyData()) {
      return EARLY_DATA;
    }
    boolean offered = calls.offersEarlyData();
    return calls.state().map(state -> of(state, offered)).orElse(BEFORE);
  }

  private static StateName of(String state, boolean earlyDataOffered) {
    if (earlyDataOffered && state.equals("ExpectServerHello")) {
      return EARLY_DATA;
    }
    return switch (state) {
      case "ExpectServerHello", "ExpectSecondServerHello" ->
          new StateName(13, "TWCH", "SSLv3/TLS write client hello");
      case "ExpectEncryptedExtensions" -> new StateName(3, "TRSH", "SSLv3/TLS read server hello");
      case "ExpectCertificateOrRequest" ->
          new StateName(42, "TREE", "TLSv1.3 read encrypted extensions");
      case "ExpectServerCertificate" ->
          new StateName(8, "TRCR", "SSLv3/TLS read server certificate request");
      case "VerifyServer", "ExpectServerCertificateVerify" ->
          new StateName(4, "TRSC", "SSLv3/TLS read server certificate");
      case "ExpectServerFinished" ->
          new StateName(43, "TRSCV", "TLSv1.3 read server certificate verify");
      case "ChooseClientCredential" -> new StateName(12, "TRFIN", "SSLv3/TLS read finished");
      case "SignClientVerify" -> new StateName(14, "TWCC", "SSLv3/TLS write client certificate");
      case "SendClientFinished" -> new StateName(17, "TWCV", "SSLv3/TLS write certificate verify");
      case "AnswerClientHello", "LookUpSession", "NegotiateTerms", "ChooseServerCredential" ->
          new StateName(22, "TRCH", "SSLv3/TLS read client hello");
      case "SendServerFlight", "ExpectSecondClientHello" ->
          new StateName(24, "TWSH", "SSLv3/TLS write server hello");
      case "SignServerVerify" -> new StateName(25, "TWSC", "SSLv3/TLS write certificate");
      case "ExpectClientCertificate", "ExpectClientFinished", "ExpectEndOfEarlyData" -> EARLY_DATA;
      case "VerifyClient", "ExpectClientCertificateVerify" ->
          new StateName(30, "TRCC", "SSLv3/TLS read client certificate");
      case "IssueTickets" -> new StateName(37, "TWST", "SSLv3/TLS write session ticket");
      case "FindExternalSession", "ExpectServerFlightOrChange", "ExpectServerCertificate12" ->
          new StateName(3, "TRSH", "SSLv3/TLS read server hello");
      case "VerifyServer12", "ExpectCertificateStatus", "ExpectServerKeyExchange" ->
          new StateName(4, "TRSC", "SSLv3/TLS read server certificate");
      case "ExpectCertificateRequestOrDone" ->
          new StateName(7, "TRSKE", "SSLv3/TLS read server key exchange");
      case "ExpectServerHelloDone" ->
          new StateName(8, "TRCR", "SSLv3/TLS read server certificate request");
      case "ChooseClientCredential12", "FindClientPsk", "SendClientKeyExchange" ->
          new StateName(9, "TRSD", "SSLv3/TLS read server done");
      case "SignClientVerify12" ->
          new StateName(16, "TWCKE", "SSLv3/TLS write client key exchange");
      case "SendClientFinished12" ->
          new StateName(17, "TWCV", "SSLv3/TLS write certificate verify");
      case "ExpectNewSessionTicket12" -> new StateName(20, "TWFIN", "SSLv3/TLS write finished");
      case "ExpectServerChangeCipherSpec" ->
          new StateName(10, "TRST", "SSLv3/TLS read server session ticket");
      case "ExpectServerFinished12" ->
          new StateName(11, "TRCCS", "SSLv3/TLS read change cipher spec");
      case "ExpectClientFinished12" ->
          new StateName(35, "TRCCS", "SSLv3/TLS read change cipher spec");
      case "CompleteClient12" -> new StateName(12, "TRFIN", "SSLv3/TLS read finished");
      case "IssueTicket12", "RenewTicket12" ->
          new StateName(36, "TRFIN", "SSLv3/TLS read finished");
      case "LookUpSession12",
          "FindExternalSession12",
          "ChooseServerCredential12",
          "SendServerHello12",
          "VerifyResumedClient12",
          "ResumeSession12" ->
          new StateName(22, "TRCH", "SSLv3/TLS read client hello");
      case "SendServerKeyExchange" -> new StateName(25, "TWSC", "SSLv3/TLS write certificate");
      case "ExpectClientCertificate12" -> new StateName(29, "TWSD", "SSLv3/TLS write server done");
      case "VerifyClient12", "ExpectClientKeyExchange" ->
          new StateName(30, "TRCC", "SSLv3/TLS read client certificate");
      case "FindServerPsk", "ExpectClientCertificateVerify12" ->
          new StateName(32, "TRCKE", "SSLv3/TLS read client key exchange");
      case "ExpectClientChangeCipherSpec" ->
          new StateName(33, "TRCV", "SSLv3/TLS read certificate verify");
      case "SendServerFinished12" -> new StateName(37, "TWST", "SSLv3/TLS write session ticket");
      case "Established" -> new StateName(1, "SSLOK", "SSL negotiation finished successfully");
      default -> BEFORE;
    };
  }
}
