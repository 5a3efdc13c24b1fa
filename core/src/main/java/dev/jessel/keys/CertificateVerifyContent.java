// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What the signature of a TLS 1.3 CertificateVerify message covers (RFC 9846 4.5.2). */
public final class CertificateVerifyContent {
  private static final int PADDING_LENGTH = 64;
  private static final byte PADDING = 0x20;
  private static final String SERVER_CONTEXT = "TLS 1.3, server CertificateVerify";
  private static final String CLIENT_CONTEXT = "TLS 1.3, client CertificateVerify";

  private CertificateVerifyContent() {}

  /** What a server signs, given the hash of ClientHello to its Certificate. */
  public static byte[] server(byte[] transcriptHash) {
    return content(SERVER_CONTEXT, transcriptHash);
  }

  /** What a client signs, given the hash of ClientHello to its Certificate. */
  public static byte[] client(byte[] transcriptHash) {
    return content(CLIENT_CONTEXT, transcriptHash);
  }

  private static byte[] content(String context, byte[] transcriptHash) {
    // RFC 9846 4.5.2: 64 spaces, the context string, one zero byte, the transcript hash
    byte[] name = context.getBytes(StandardCharsets.US_ASCII);
    int hashOffset = PADDING_LENGTH + name.length + 1;
    byte[] content = new byte[hashOffset + transcriptHash.length];
    Arrays.fill(content, 0, PADDING_LENGTH, PADDING);
    System.arraycopy(name, 0, content, PADDING_LENGTH, name.length);
    System.arraycopy(transcriptHash, 0, content, hashOffset, transcriptHash.length);
    return content;
  }
}
