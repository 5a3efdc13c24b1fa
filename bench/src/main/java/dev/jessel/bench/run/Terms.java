// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Machine, versions and command: what must be known to read the numbers. */
final class Terms {
  private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[^/]*?)(?:-linux-x86_64)?\\.jar");
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "bctls-jdk18on", "Bouncy Castle",
          "conscrypt-openjdk-uber", "Conscrypt",
          "netty-handler", "Netty",
          "netty-tcnative-classes", "netty-tcnative",
          "AmazonCorrettoCryptoProvider", "ACCP (Amazon Corretto Crypto Provider)");

  private Terms() {}

  static Map<String, String> of(Jdk jdk, Options options) throws IOException {
    Map<String, String> terms = new LinkedHashMap<>();
    terms.put("command", options.command());
    terms.put(
        "machine", processor() + vectors() + ", " + cores() + " cores, " + property("os.name"));
    terms.put("load before JDK " + jdk.feature(), load());
    terms.put("JDK " + jdk.feature(), jdk.name());
    for (String entry : property("java.class.path").split(File.pathSeparator, -1)) {
      Matcher jar = JAR.matcher(entry.substring(entry.lastIndexOf('/') + 1));
      if (jar.matches() && LIBRARIES.containsKey(jar.group(1))) {
        terms.put(LIBRARIES.get(jar.group(1)), jar.group(2));
      }
    }
    Commands.version("openssl", "version").ifPresent(v -> terms.put("openssl", v));
    Commands.version("nginx", "-v").ifPresent(v -> terms.put("nginx", v));
    return terms;
  }

  private static String processor() throws IOException {
    return lines("/proc/cpuinfo").stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).trim())
        .findFirst()
        .orElse(property("os.arch"));
  }

  /** What the JDK's ciphers are made of where it is there. */
  private static String vectors() throws IOException {
    List<String> flags =
        lines("/proc/cpuinfo").stream().filter(line -> line.startsWith("flags")).limit(1).toList();
    if (flags.isEmpty()) {
      return "";
    }
    return flags.get(0).contains(" avx512f ") ? " with AVX-512" : " without AVX-512";
  }

  private static String load() throws IOException {
    return lines("/proc/loadavg").stream().findFirst().orElse("?").replaceAll(" .*", "");
  }

  private static List<String> lines(String file) throws IOException {
    Path path = Path.of(file);
    return Files.exists(path) ? Files.readAllLines(path) : List.of();
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static String property(String name) {
    return System.getProperty(name);
  }
}
