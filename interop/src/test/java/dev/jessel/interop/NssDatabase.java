// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.interop.peer.ChildProcess;
import dev.jessel.interop.peer.Peer;
import dev.jessel.testkit.TestCredential;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;

/** Where NSS keeps keys and what it trusts: a directory of its own, without a password. */
final class NssDatabase {
  private static final String PASSWORD = "changeit";

  private final Path directory;

  /** Makes an empty database. */
  NssDatabase(Path directory) throws IOException {
    this.directory = Files.createDirectory(directory);
    done(ChildProcess.start(Peer.NSS_CERTUTIL, "-N", "-d", location(), "--empty-password"));
  }

  /** For {@code -d}. */
  String location() {
    return "sql:" + directory;
  }

  /** Has NSS trust an authority, for servers and for clients. */
  NssDatabase trust(Path authority) {
    done(
        ChildProcess.start(
            Peer.NSS_CERTUTIL,
            "-A",
            "-d",
            location(),
            "-n",
            "authority",
            "-t",
            "CT,,",
            "-a",
            "-i",
            authority));
    return this;
  }

  /** Adds a certificate with its key. */
  NssDatabase add(String nickname, TestCredential credential) throws IOException {
    Path file = directory.resolve(nickname + ".p12");
    try (OutputStream to = Files.newOutputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      Certificate[] chain = credential.chain().toArray(Certificate[]::new);
      char[] password = PASSWORD.toCharArray();
      store.setKeyEntry(nickname, credential.keys().getPrivate(), password, chain);
      store.store(to, password);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    done(
        ChildProcess.start(
            Peer.NSS_PK12UTIL, "-i", file, "-d", location(), "-W", PASSWORD, "-K", ""));
    return this;
  }

  private static void done(ChildProcess tool) {
    assertThat(tool.exitStatus()).as(tool.toString()).isZero();
  }
}
