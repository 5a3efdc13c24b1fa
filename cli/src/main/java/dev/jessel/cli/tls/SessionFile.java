// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import dev.jessel.SslException;
import dev.jessel.SslSession;
import dev.jessel.cli.CommandFailure;
import dev.jessel.cli.pcap.SecretFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A session in a file, as OpenSSL's tools write one and read it. It holds the session's secret. */
public final class SessionFile {
  /** A chain of large certificates has its place in a session. */
  private static final int MAX_SIZE = 1 << 20;

  private SessionFile() {}

  /**
   * Reads a session.
   *
   * @param option that names the file, for the complaint
   */
  public static SslSession read(String option, Path file) throws CommandFailure {
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(MAX_SIZE);
    } catch (IOException e) {
      throw new CommandFailure(option + ": cannot read " + file, e);
    }
    try {
      return SslSession.fromPem(new String(content, StandardCharsets.ISO_8859_1));
    } catch (SslException e) {
      throw new CommandFailure(option + ": there is no session in " + file, e);
    }
  }

  /**
   * Writes a session, in the place of what was there. A new file can be read by its owner alone.
   */
  public static void write(Path file, SslSession session) throws IOException {
    ByteBuffer text = ByteBuffer.wrap(session.toPem().getBytes(StandardCharsets.US_ASCII));
    try (FileChannel channel = SecretFile.createOrTruncate(file)) {
      while (text.hasRemaining()) {
        channel.write(text);
      }
    }
  }
}
