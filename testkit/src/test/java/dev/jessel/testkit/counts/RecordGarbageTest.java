// SPDX-License-Identifier: Apache-2.0
package dev.jessel.testkit.counts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.jessel.Ssl;
import dev.jessel.SslContext;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.bio.MemoryBio;
import dev.jessel.crypto.jca.JcaCryptoProvider;
import dev.jessel.testkit.handshake.Identities;
import dev.jessel.wire.ProtocolVersion;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a record allocates. JCA makes objects each time a cipher is given its nonce; beside that,
 * nothing is made for a record, not even where no compiler has taken anything out.
 */
final class RecordGarbageTest {
  private static final int RECORDS = 200;
  private static final int TRIES = 10;
  private static final int TAG_BITS = 128;
  private static final int HEADER = 5;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final MemoryBio toServer = new MemoryBio();
  private final MemoryBio toClient = new MemoryBio();
  private final ByteBuffer content = ByteBuffer.allocate(1_000);
  private final ByteBuffer received = ByteBuffer.allocate(17_000);
  private Ssl client;
  private Ssl server;

  private interface Operation {
    void run() throws Exception;
  }

  /** Suites, as the JDK calls what they are made of. */
  enum Kind {
    AES_128("TLS_AES_128_GCM_SHA256", true, "AES/GCM/NoPadding", "AES", 16),
    CHACHA("TLS_CHACHA20_POLY1305_SHA256", true, "ChaCha20-Poly1305", "ChaCha20", 32),
    AES_128_OLDER("ECDHE-ECDSA-AES128-GCM-SHA256", false, "AES/GCM/NoPadding", "AES", 16);

    private final String suite;
    private final boolean tls13;
    private final String cipher;
    private final String keyName;
    private final int keyLength;

    Kind(String suite, boolean tls13, String cipher, String keyName, int keyLength) {
      this.suite = suite;
      this.tls13 = tls13;
      this.cipher = cipher;
      this.keyName = keyName;
      this.keyLength = keyLength;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRecordThatIsWrittenAndReadMakesNothingBesideWhatJcaMakes(Kind kind) throws Exception {
    connect(kind);

    assertThat(ours(kind, this::writeAndRead)).isLessThanOrEqualTo(0);
  }

  @ParameterizedTest
  @EnumSource
  void norDoesOneThatTheCallsOfLibsslWriteAndRead(Kind kind) throws Exception {
    connect(kind);

    assertThat(ours(kind, this::callToWriteAndRead)).isLessThanOrEqualTo(0);
  }

  private static long ours(Kind kind, Operation operation) throws Exception {
    long theirs = bytesFor(new BareCiphers(kind)::writeAndRead);
    return bytesFor(operation) - theirs;
  }

  /** The least of several tries: what others make the JVM do on this thread does not count. */
  private static long bytesFor(Operation operation) throws Exception {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < TRIES; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int j = 0; j < RECORDS; j++) {
        operation.run();
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least / RECORDS;
  }

  private void connect(Kind kind) throws SslException {
    // Not the seeded one: what it counts, it makes.
    JcaCryptoProvider crypto = JcaCryptoProvider.ofInstalled();
    SslContext.Builder clients = Identities.client().crypto(crypto);
    client =
        (kind.tls13
                ? clients.cipherSuites(kind.suite)
                : clients.cipherList(kind.suite).maxVersion(ProtocolVersion.TLS_1_2))
            .build()
            .newSsl();
    server = Identities.server().crypto(crypto).build().newSsl();
    client.bio(toClient, toServer);
    server.bio(toServer, toClient);
    SslStatus status = SslStatus.WANT_READ;
    for (int i = 0; i < 5 && status != SslStatus.DONE; i++) {
      SslStatus ignored = client.handshake();
      status = server.handshake();
    }
    assertThat(status).isEqualTo(SslStatus.DONE);
    assertThat(client.read(received)).isEqualTo(SslStatus.WANT_READ);
  }

  private void writeAndRead() throws SslException {
    require(client.write(content.rewind()));
    require(server.read(received.clear()));
  }

  private void callToWriteAndRead() {
    require(client.calls().write(content.array(), 0, content.capacity()));
    require(server.calls().read(received.array(), 0, received.capacity()));
  }

  private void require(int count) {
    if (count != content.capacity()) {
      throw new AssertionError(count);
    }
  }

  private static void require(SslStatus status) {
    if (status != SslStatus.DONE) {
      throw new AssertionError(status);
    }
  }

  /** The calls of JCA that a record cannot do without. */
  private static final class BareCiphers {
    private final Kind kind;
    private final SecretKeySpec key;
    private final Cipher sealing;
    private final Cipher opening;
    private final byte[] nonce = new byte[12];
    private final byte[] header;
    private final byte[] type = {23};
    private final byte[] content = new byte[1_000];
    private final byte[] record = new byte[HEADER + 1_017];
    private final byte[] received = new byte[17_000];

    BareCiphers(Kind kind) throws GeneralSecurityException {
      this.kind = kind;
      key = new SecretKeySpec(new byte[kind.keyLength], kind.keyName);
      header = new byte[kind.tls13 ? HEADER : Long.BYTES + HEADER];
      sealing = Cipher.getInstance(kind.cipher);
      opening = Cipher.getInstance(kind.cipher);
    }

    void writeAndRead() throws GeneralSecurityException {
      for (int i = 0; ++nonce[i] == 0; i++) {
        // The number goes on.
      }
      sealing.init(Cipher.ENCRYPT_MODE, key, parameters());
      sealing.updateAAD(header, 0, header.length);
      int written = sealing.update(content, 0, content.length, record, HEADER);
      written += sealing.doFinal(type, 0, kind.tls13 ? 1 : 0, record, HEADER + written);
      opening.init(Cipher.DECRYPT_MODE, key, parameters());
      opening.updateAAD(header, 0, header.length);
      if (opening.doFinal(record, HEADER, written, received, 0) < content.length) {
        throw new AssertionError("bytes were lost");
      }
    }

    private AlgorithmParameterSpec parameters() {
      return kind == Kind.CHACHA
          ? new IvParameterSpec(nonce)
          : new GCMParameterSpec(TAG_BITS, nonce);
    }
  }
}
