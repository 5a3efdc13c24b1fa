// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Tells whether files hold what they held before. Keeps digests alone: there are keys among them.
 */
final class FileContents {
  private static final int CHUNK = 8192;

  private final List<Path> files;

  FileContents(List<Path> files) {
    this.files = List.copyOf(files);
  }

  /** A text for each file; equal when what is in it is. */
  List<String> fingerprint() {
    return files.stream().map(FileContents::fingerprint).toList();
  }

  private static String fingerprint(Path file) {
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      return "unreadable: " + e;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    } finally {
      Arrays.fill(chunk, (byte) 0);
    }
  }
}
