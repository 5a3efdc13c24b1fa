// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

/** What the functions of libssl are about. */
enum ApiGroup {
  G1("Making and freeing, data of the application, raw control"),
  G2("Transport"),
  G3("Reading, writing, and what came of it"),
  G4("Handshake: control and state"),
  G5("Shutdown"),
  G6("Modes, options, record sizes, padding, buffers"),
  G7("Methods and versions"),
  G8("Cipher suites and security levels"),
  G9("Groups, signature algorithms, Diffie-Hellman"),
  G10("Certificates, keys, chains, CA lists"),
  G11("Verification of the peer"),
  G12("Sessions"),
  G13("Tickets"),
  G14("Early data"),
  G15("Pre-shared keys"),
  G16("Application protocols (ALPN, NPN)"),
  G17("Server names, ClientHello, OCSP, custom extensions"),
  G18("Renegotiation, KeyUpdate, authentication after the handshake"),
  G19("Callbacks, key log, states and alerts in words"),
  G20("Exporters, Finished values, randoms"),
  G21("Configuration by text"),
  G22("DTLS, stateless cookies, SRTP"),
  G23("QUIC"),
  G24("Asynchronous jobs"),
  G25("SRP, DANE, raw public keys, certificate transparency"),
  G26("Encrypted ClientHello"),
  G27("Compression of records and of certificates");

  private final String title;

  ApiGroup(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
