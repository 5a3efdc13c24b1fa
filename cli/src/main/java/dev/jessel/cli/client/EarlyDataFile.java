// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.client;

import dev.jessel.Ssl;
import dev.jessel.SslException;
import dev.jessel.SslStatus;
import dev.jessel.cli.CommandFailure;
import dev.jessel.error.SslReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file that is sent as early data. */
final class EarlyDataFile {
  private static final int CHUNK = 16 * 1024;

  private final Path file;

  private EarlyDataFile(Path file) {
    this.file = file;
  }

  /** A file that can be read. */
  static EarlyDataFile of(Path file) throws CommandFailure {
    if (Files.isDirectory(file) || !Files.isReadable(file)) {
      throw new CommandFailure("-early_data: cannot read " + file);
    }
    return new EarlyDataFile(file);
  }

  /**
   * Sends the file, over a transport that blocks.
   *
   * @param allowed bytes that the session allows
   * @throws CommandFailure when it is larger; of a regular file, nothing has gone out then
   */
  void send(Ssl ssl, long allowed) throws CommandFailure, IOException {
    if (Files.size(file) > allowed) {
      throw tooLarge(allowed);
    }
    try (InputStream from = Files.newInputStream(file)) {
      byte[] chunk = from.readNBytes(CHUNK);
      while (chunk.length > 0) {
        SslStatus ignored = ssl.writeEarlyData(ByteBuffer.wrap(chunk));
        chunk = from.readNBytes(CHUNK);
      }
    } catch (SslException e) {
      if (e.reason().equals(Optional.of(SslReason.TOO_MUCH_EARLY_DATA))) {
        throw tooLarge(allowed);
      }
      throw e;
    }
  }

  private CommandFailure tooLarge(long allowed) {
    return new CommandFailure(
        "-early_data: the session allows " + allowed + " bytes, and " + file + " has more");
  }
}
