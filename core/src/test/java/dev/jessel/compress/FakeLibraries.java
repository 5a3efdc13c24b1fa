// SPDX-License-Identifier: Apache-2.0
package dev.jessel.compress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * Libraries of the shapes that are known, which compress nothing: compiled when they are needed.
 */
final class FakeLibraries {
  /** Cuts the first and the last bytes off; fails in the middle of what begins with "bad". */
  private static final String STREAM =
      """
      package %1$s;
      public class %2$s extends java.io.InputStream {
        private final java.io.InputStream in;
        private byte[] left;
        private int at;
        private int longMax;
        public %2$s(java.io.InputStream in) { this.in = in; }
        public %2$s setLongMax(int value) { longMax = value; return this; }
        public int read() throws java.io.IOException {
          if (%5$d != longMax) { throw new java.io.IOException("no limit was set"); }
          if (left == null) {
            byte[] all = in.readNBytes(30);
            left = java.util.Arrays.copyOfRange(all, %3$d, all.length - %4$d);
          }
          if (at == 3 && left[0] == 'b') { throw new IllegalStateException("bad"); }
          return at < left.length ? left[at++] : -1;
        }
      }
      """;

  private static final String COMPRESS =
      """
      package %s;
      public class %s {
        public static byte[] compress(byte[] message%s) {
          byte[] all = new byte[message.length + %d];
          all[0] = (byte) 0xb;
          System.arraycopy(message, 0, all, %d, message.length);
          return all;
        }
      }
      """;

  private static final String LOADER =
      """
      package com.aayushatharva.brotli4j;
      public class Brotli4jLoader {
        public static void ensureAvailability() { %s }
      }
      """;

  private final Path directory;
  private final List<String> sources = new ArrayList<>();

  FakeLibraries(Path directory) {
    this.directory = directory;
  }

  FakeLibraries zstd() throws IOException {
    return zstdStream()
        .source(COMPRESS.formatted("com.github.luben.zstd", "Zstd", ", int level", 9, 9));
  }

  FakeLibraries zstdStream() throws IOException {
    return source(
        STREAM.formatted("com.github.luben.zstd", "ZstdInputStreamNoFinalizer", 9, 0, 23));
  }

  /**
   * Brotli in both directions.
   *
   * @param load what is done where the native part is loaded
   */
  FakeLibraries brotli4j(String load) throws IOException {
    return source(LOADER.formatted(load))
        .source(COMPRESS.formatted("com.aayushatharva.brotli4j.encoder", "Encoder", "", 4, 3))
        .source(
            STREAM.formatted("com.aayushatharva.brotli4j.decoder", "BrotliInputStream", 3, 1, 0));
  }

  FakeLibraries brotliDec() throws IOException {
    return source(STREAM.formatted("org.brotli.dec", "BrotliInputStream", 3, 1, 0));
  }

  FakeLibraries source(String text) throws IOException {
    String name = text.replaceAll("(?s).*?public class (\\w+).*", "$1.java");
    Path file = directory.resolve(Integer.toString(sources.size())).resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    sources.add(file.toString());
    return this;
  }

  /** A loader that has them and the JDK. */
  ClassLoader loader() throws IOException {
    Path classes = directory.resolve("classes");
    List<String> arguments = new ArrayList<>(List.of("-d", classes.toString()));
    arguments.addAll(sources);
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said);
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    int result = javac.run(writer, writer, arguments.toArray(new String[0]));
    assertThat(result).as(said.toString()).isZero();
    return new URLClassLoader(
        new URL[] {classes.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
  }
}
