// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The functions of {@link LibSsl} that the tests of the manual's pages call, as the compiler wrote
 * it into their class files: what is not in the code cannot be claimed.
 */
final class CallsInTests {
  private static final String FUNCTIONS =
      CallsInTests.class.getPackageName().replace('.', '/') + "/Lib";

  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;
  private static final int METHOD = 10;
  private static final int NAME_AND_TYPE = 12;

  private CallsInTests() {}

  /** The names of all functions that are called in classes named {@code ..._Test}. */
  static Set<String> all() {
    Set<String> called = new TreeSet<>();
    for (Path file : testClasses()) {
      called.addAll(in(read(file)));
    }
    return called;
  }

  /** The functions that one class calls. */
  static Set<String> in(byte[] classFile) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
      in.skipNBytes(8);
      return new Constants(in).calls();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> testClasses() {
    try {
      Path root =
          Path.of(CallsInTests.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path tests = root.resolve(CallsInTests.class.getPackageName().replace('.', '/'));
      try (Stream<Path> files = Files.list(tests)) {
        return files
            .filter(file -> file.getFileName().toString().matches(".*_Test.*\\.class"))
            .toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The constant pool of a class file (JVMS 4.4), as far as it tells of calls. */
  private static final class Constants {
    private final Map<Integer, String> texts = new HashMap<>();
    private final Map<Integer, Integer> references = new HashMap<>();
    private final Map<Integer, int[]> methods = new HashMap<>();

    Constants(DataInputStream in) throws IOException {
      int count = in.readUnsignedShort();
      for (int index = 1; index < count; index++) {
        int tag = in.readUnsignedByte();
        constant(in, index, tag);
        index += tag == LONG || tag == DOUBLE ? 1 : 0;
      }
    }

    private void constant(DataInputStream in, int index, int tag) throws IOException {
      switch (tag) {
        case UTF8 -> texts.put(index, in.readUTF());
        case CLASS -> references.put(index, in.readUnsignedShort());
        case METHOD ->
            methods.put(index, new int[] {in.readUnsignedShort(), in.readUnsignedShort()});
        case NAME_AND_TYPE -> {
          references.put(index, in.readUnsignedShort());
          in.skipNBytes(2);
        }
        case LONG, DOUBLE -> in.skipNBytes(8);
        case 15 -> in.skipNBytes(3);
        case 8, 16, 19, 20 -> in.skipNBytes(2);
        default -> in.skipNBytes(4);
      }
    }

    Set<String> calls() {
      Set<String> names = new TreeSet<>();
      for (int[] method : methods.values()) {
        if (texts.get(references.get(method[0])).startsWith(FUNCTIONS)) {
          names.add(texts.get(references.get(method[1])));
        }
      }
      return names;
    }
  }
}
