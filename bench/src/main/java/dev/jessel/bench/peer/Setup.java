// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.peer;

import java.util.List;

/**
 * What two ends are to agree upon.
 *
 * @param version TLSv1.3 or TLSv1.2
 * @param cipher what records are protected with
 * @param key the kind of the server's key
 * @param group the group of the key exchange
 * @param resumes whether each connection but the first resumes the session of the one before
 */
public record Setup(String version, Cipher cipher, Key key, Group group, boolean resumes) {
  /** The newest version. */
  public static final String TLS_1_3 = "TLSv1.3";

  /** The one before. */
  public static final String TLS_1_2 = "TLSv1.2";

  /** The plainest of all: what rows of records have. */
  public static Setup of(Cipher cipher) {
    return new Setup(TLS_1_3, cipher, Key.ECDSA, Group.X25519, false);
  }

  /** The same in another version. */
  public Setup in(String other) {
    return new Setup(other, cipher, key, group, resumes);
  }

  /** True in TLS 1.3. */
  public boolean isTls13() {
    return version.equals(TLS_1_3);
  }

  /**
   * The groups that both ends know. In TLS 1.2 those are the curves of certificates, too, so that
   * of ours is among them, behind the one that is to be chosen.
   */
  public List<Group> groups() {
    return isTls13() || group == Group.P256 ? List.of(group) : List.of(group, Group.P256);
  }

  /** The suite's name in the registry. */
  public String suite() {
    return isTls13()
        ? "TLS_" + cipher.name()
        : "TLS_ECDHE_" + key.name() + "_WITH_" + cipher.name();
  }

  /** Protection of records, by the end of the suite's name. */
  public enum Cipher {
    /** AES-128-GCM. */
    AES_128_GCM_SHA256,
    /** AES-256-GCM. */
    AES_256_GCM_SHA384,
    /** ChaCha20-Poly1305. */
    CHACHA20_POLY1305_SHA256
  }

  /** Keys of servers. */
  public enum Key {
    /** ECDSA with P-256. */
    ECDSA,
    /** RSA with 2,048 bits. */
    RSA
  }

  /** Groups of key exchange. */
  public enum Group {
    /** RFC 7748. */
    X25519("x25519", "X25519", 29),
    /** NIST P-256. */
    P256("secp256r1", "P-256", 23),
    /** ML-KEM-768 beside X25519. */
    X25519MLKEM768("X25519MLKEM768", "X25519MLKEM768", 4588);

    private final String jsse;
    private final String openssl;
    private final int code;

    Group(String jsse, String openssl, int code) {
      this.jsse = jsse;
      this.openssl = openssl;
      this.code = code;
    }

    /** As JSSE calls it, and Jessel. */
    public String jsse() {
      return jsse;
    }

    /** As OpenSSL's relatives call it. */
    public String openssl() {
      return openssl;
    }

    /** As the wire has it. */
    public int code() {
      return code;
    }
  }
}
