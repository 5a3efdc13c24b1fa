// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reading whole files of certificates and keys, up to a size that nobody needs. */
final class SourceFile {
  static final long MAX_SIZE = 16 * 1024 * 1024;

  private SourceFile() {}

  static byte[] read(Path file) throws PemException {
    try {
      if (Files.size(file) > MAX_SIZE) {
        throw new PemException(file.toString(), "larger than " + MAX_SIZE + " bytes");
      }
      if (Files.isDirectory(file)) {
        throw new PemException(file.toString(), "a directory, not a file");
      }
      byte[] content = Files.readAllBytes(file);
      if (content.length == 0) {
        throw new PemException(file.toString(), "the file is empty");
      }
      return content;
    } catch (AccessDeniedException e) {
      throw new PemException(file.toString(), "no permission to read it", e);
    } catch (NoSuchFileException e) {
      throw new PemException(file.toString(), "no such file", e);
    } catch (PemException e) {
      throw e;
    } catch (IOException e) {
      throw new PemException(file.toString(), "cannot be read", e);
    }
  }
}
