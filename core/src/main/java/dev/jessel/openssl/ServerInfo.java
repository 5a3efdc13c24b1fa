// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.error.AlertDescription;
import dev.jessel.error.TlsException;
import dev.jessel.openssl.LibSslTypes.SSL;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.Bytes;
import dev.jessel.x509.PeerCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server answers an extension with.
 *
 * @param context where, {@code SSL_EXT_...}; empty for the first form, which does not say
 * @param type the extension
 * @param content the answer
 */
record ServerInfo(Optional<Integer> context, int type, Bytes content) {
  private static final Pattern BLOCK =
      Pattern.compile("(?s)-----BEGIN (SERVERINFO(?:V2)? FOR [^-]*)-----(.*?)-----END \\1-----");

  /** Reads bytes of one of the forms; empty when they are none. */
  static Optional<List<ServerInfo>> of(int version, byte[] bytes) {
    boolean first = version == LibSslCustomExtensions.SSL_SERVERINFOV1;
    if (!first && version != LibSslCustomExtensions.SSL_SERVERINFOV2) {
      return Optional.empty();
    }
    try {
      ByteReader in = new ByteReader(bytes);
      List<ServerInfo> all = new ArrayList<>();
      while (!in.isEmpty()) {
        Optional<Integer> context = first ? Optional.empty() : Optional.of((int) in.u32());
        all.add(new ServerInfo(context, in.u16(), in.opaque16()));
      }
      return Optional.of(all);
    } catch (TlsException e) {
      return Optional.empty();
    }
  }

  /** Reads the blocks of a PEM file; empty when it cannot be read or has something else. */
  static Optional<List<ServerInfo>> ofFile(String file) {
    try {
      Matcher blocks = BLOCK.matcher(Files.readString(Path.of(file), StandardCharsets.US_ASCII));
      List<ServerInfo> all = new ArrayList<>();
      while (blocks.find()) {
        boolean second = blocks.group(1).startsWith("SERVERINFOV2");
        int version =
            second
                ? LibSslCustomExtensions.SSL_SERVERINFOV2
                : LibSslCustomExtensions.SSL_SERVERINFOV1;
        Optional<List<ServerInfo>> read =
            of(version, Base64.getMimeDecoder().decode(blocks.group(2)));
        if (read.isEmpty()) {
          return Optional.empty();
        }
        all.addAll(read.get());
      }
      return Optional.of(all);
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @SuppressWarnings("unused") // the form of a callback
  int add(
      SSL s, int type, int where, byte[][] out, PeerCertificate x, int at, int[] al, Object arg) {
    // As libssl: beside the first certificate of the chain alone.
    boolean answers = where != LibSslCustomExtensions.SSL_EXT_TLS1_3_CERTIFICATE || at == 0;
    out[0] = content.toArray();
    return answers ? 1 : 0;
  }

  @SuppressWarnings("unused") // the form of a callback
  int parse(
      SSL s,
      int type,
      int where,
      byte[] in,
      int length,
      PeerCertificate x,
      int at,
      int[] al,
      Object arg) {
    al[0] = AlertDescription.DECODE_ERROR.code();
    return length == 0 ? 1 : 0;
  }
}
