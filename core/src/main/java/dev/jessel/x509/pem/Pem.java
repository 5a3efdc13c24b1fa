// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509.pem;

import dev.jessel.wire.Bytes;
import dev.jessel.x509.PemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The PEM text format (RFC 7468, and RFC 1421 headers as OpenSSL writes them): any number of blocks
 * with any text between them.
 */
public final class Pem {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final int LINE_LENGTH = 64;

  private final String source;
  private final BufferedReader lines;

  private Pem(String source, byte[] text) {
    this.source = source;
    this.lines =
        new BufferedReader(new StringReader(new String(text, StandardCharsets.ISO_8859_1)));
  }

  /** Whether there is a BEGIN line at all; if not, it may be DER. */
  public static boolean looksLikePem(byte[] content) {
    return new String(content, StandardCharsets.ISO_8859_1).contains(BEGIN);
  }

  /** All blocks in their order. */
  public static List<PemBlock> read(String source, byte[] text) throws PemException {
    Pem pem = new Pem(source, text);
    try {
      return pem.blocks();
    } catch (PemException e) {
      throw e;
    } catch (IOException e) {
      throw new PemException(source, "cannot be read", e);
    }
  }

  /** One block with lines of 64 characters. */
  public static String encode(String label, Bytes content) {
    byte[] lineEnd = {'\n'};
    String body = Base64.getMimeEncoder(LINE_LENGTH, lineEnd).encodeToString(content.toArray());
    return BEGIN + label + DASHES + "\n" + body + "\n" + END + label + DASHES + "\n";
  }

  private List<PemBlock> blocks() throws IOException {
    List<PemBlock> blocks = new ArrayList<>();
    for (String line = next(); line != null; line = next()) {
      if (line.startsWith(BEGIN) && line.endsWith(DASHES)) {
        blocks.add(block(line.substring(BEGIN.length(), line.length() - DASHES.length())));
      }
    }
    return blocks;
  }

  private PemBlock block(String label) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    StringBuilder body = new StringBuilder();
    String endLine = END + label + DASHES;
    for (String line = next(); !endLine.equals(line); line = next()) {
      if (line == null) {
        throw new PemException(source, label + " has no END line");
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
      } else {
        body.append(line);
      }
    }
    return new PemBlock(label, headers, decode(label, body));
  }

  private byte[] decode(String label, StringBuilder body) throws PemException {
    try {
      return Base64.getDecoder().decode(body.toString());
    } catch (IllegalArgumentException e) {
      // Without the cause: its message quotes the text.
      throw new PemException(source, label + " is not valid base64");
    }
  }

  private String next() throws IOException {
    String line = lines.readLine();
    return line == null ? null : line.strip();
  }
}
