// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import dev.jessel.SslContext;
import dev.jessel.testkit.CertificateFactory;
import dev.jessel.testkit.KeyType;
import dev.jessel.testkit.TestCredential;
import dev.jessel.testkit.TestCredential.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The authority of all these tests, its certificates for localhost, and their files. */
final class Pki {
  private static final CertificateFactory FACTORY = CertificateFactory.create();
  private static final Map<KeyType, TestCredential> SERVERS = new ConcurrentHashMap<>();
  private static final Map<KeyType, TestCredential> CLIENTS = new ConcurrentHashMap<>();

  private final Path directory;

  /** Writes files to a directory when they are asked for. */
  Pki(Path directory) {
    this.directory = directory;
  }

  static CertificateFactory factory() {
    return FACTORY;
  }

  static TestCredential server(KeyType type) {
    return SERVERS.computeIfAbsent(type, FACTORY::localhost);
  }

  static TestCredential client(KeyType type) {
    return CLIENTS.computeIfAbsent(type, t -> FACTORY.client(t, "somebody"));
  }

  /** Settings of a client that trusts the authority. */
  static SslContext.Builder clientContext() {
    return SslContext.client().trust(FACTORY.trust());
  }

  /** Settings of a server for localhost. */
  static SslContext.Builder serverContext(KeyType type) {
    return SslContext.server().trust(FACTORY.trust()).credential(server(type).credential());
  }

  /** Settings of a server for localhost with a P-256 key. */
  static SslContext.Builder serverContext() {
    return serverContext(KeyType.P256);
  }

  PemFiles serverFiles(KeyType type) {
    return server(type).writeTo(directory, "server-" + type);
  }

  PemFiles clientFiles(KeyType type) {
    return client(type).writeTo(directory, "client-" + type);
  }

  /** The authority's certificate. */
  Path authority() {
    return FACTORY.authority().writeTo(directory, "ca").chain();
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  Path write(String name, byte[] content) throws IOException {
    return Files.write(directory.resolve(name), content);
  }
}
