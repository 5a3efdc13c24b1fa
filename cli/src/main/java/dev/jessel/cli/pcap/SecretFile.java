// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.pcap;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Opens files that hold secrets: a new one can be read by its owner alone. */
public final class SecretFile {
  private SecretFile() {}

  /** A file that is written from its start. */
  public static FileChannel createOrTruncate(Path file) throws IOException {
    return open(file, StandardOpenOption.TRUNCATE_EXISTING);
  }

  /** A file that is written from its end. */
  public static FileChannel createOrAppend(Path file) throws IOException {
    return open(file, StandardOpenOption.APPEND);
  }

  private static FileChannel open(Path file, OpenOption how) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": is a directory");
    }
    Set<OpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
    try {
      return FileChannel.open(file, options, ownerOnly());
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": there is no such directory", e);
    } catch (AccessDeniedException e) {
      throw new IOException(file + ": may not be written", e);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
