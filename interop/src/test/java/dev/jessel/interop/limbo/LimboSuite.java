// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop.limbo;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.tukaani.xz.XZInputStream;

/**
 * The file with certificate-path cases of x509-limbo and BetterTLS. It is too large for the
 * repository and belongs to others: {@value #PLACE} says where it is.
 */
final class LimboSuite {
  static final String PLACE = "JESSEL_LIMBO";
  private static final Path BESIDE_THE_PROJECT = Path.of("../../shared/x509/limbo-all.json.xz");

  private final Path file;

  private LimboSuite(Path file) {
    this.file = file;
  }

  /** The suite, if the environment says where it is, or it is in its usual place. */
  static Optional<LimboSuite> find() {
    String named = System.getenv(PLACE);
    Path place = named == null || named.isBlank() ? BESIDE_THE_PROJECT : Path.of(named);
    return Files.isReadable(place) ? Optional.of(new LimboSuite(place)) : Optional.empty();
  }

  /** What to say when there is no file. */
  static String missing() {
    return "the certificate-path cases are missing, so none of them was judged: name the file"
        + " limbo-all.json.xz in "
        + PLACE;
  }

  /** Hands over each case; only one is in memory at a time. */
  void forEach(Consumer<LimboCase> action) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        JsonParser parser = mapper.createParser(unpacked(bytes))) {
      while (!"testcases".equals(parser.currentName())
          || parser.nextToken() != JsonToken.START_ARRAY) {
        if (parser.nextToken() == null) {
          throw new IOException(file + " holds no test cases");
        }
      }
      parser.nextToken();
      MappingIterator<LimboCase> cases = mapper.readerFor(LimboCase.class).readValues(parser);
      while (cases.hasNext()) {
        action.accept(cases.next());
      }
    }
  }

  private InputStream unpacked(InputStream bytes) throws IOException {
    return file.toString().endsWith(".xz") ? new XZInputStream(bytes) : bytes;
  }
}
