// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire;

import java.util.Optional;

/**
 * A group for key exchange (RFC 9846 section 4.3.7): a curve, a prime field, a KEM, or a curve and
 * a KEM together. Codes without a name are values too.
 *
 * @param code the code point, 0 to 2^16 - 1
 */
public record NamedGroup(int code) {
  /** Group X25519MLKEM768. */
  public static final NamedGroup X25519MLKEM768 = new NamedGroup(0x11EC);

  /** Group SecP256r1MLKEM768. */
  public static final NamedGroup SECP256R1MLKEM768 = new NamedGroup(0x11EB);

  /** Group SecP384r1MLKEM1024. */
  public static final NamedGroup SECP384R1MLKEM1024 = new NamedGroup(0x11ED);

  /** Group x25519. */
  public static final NamedGroup X25519 = new NamedGroup(0x001D);

  /** Group secp256r1. */
  public static final NamedGroup SECP256R1 = new NamedGroup(0x0017);

  /** Group x448. */
  public static final NamedGroup X448 = new NamedGroup(0x001E);

  /** Group secp384r1. */
  public static final NamedGroup SECP384R1 = new NamedGroup(0x0018);

  /** Group secp521r1. */
  public static final NamedGroup SECP521R1 = new NamedGroup(0x0019);

  /** Group ffdhe2048. */
  public static final NamedGroup FFDHE2048 = new NamedGroup(0x0100);

  /** Group ffdhe3072. */
  public static final NamedGroup FFDHE3072 = new NamedGroup(0x0101);

  /** Group ffdhe4096. */
  public static final NamedGroup FFDHE4096 = new NamedGroup(0x0102);

  /** Group ffdhe6144. */
  public static final NamedGroup FFDHE6144 = new NamedGroup(0x0103);

  /** Group ffdhe8192. */
  public static final NamedGroup FFDHE8192 = new NamedGroup(0x0104);

  /** Group brainpoolP256r1tls13. */
  public static final NamedGroup BRAINPOOLP256R1TLS13 = new NamedGroup(0x001F);

  /** Group brainpoolP384r1tls13. */
  public static final NamedGroup BRAINPOOLP384R1TLS13 = new NamedGroup(0x0020);

  /** Group brainpoolP512r1tls13. */
  public static final NamedGroup BRAINPOOLP512R1TLS13 = new NamedGroup(0x0021);

  /** Group MLKEM512. */
  public static final NamedGroup MLKEM512 = new NamedGroup(0x0200);

  /** Group MLKEM768. */
  public static final NamedGroup MLKEM768 = new NamedGroup(0x0201);

  /** Group MLKEM1024. */
  public static final NamedGroup MLKEM1024 = new NamedGroup(0x0202);

  private static final NameTable NAMES =
      NameTable.of(
          """
          0x11EC X25519MLKEM768
          0x11EB SecP256r1MLKEM768
          0x11ED SecP384r1MLKEM1024
          0x001D x25519
          0x0017 secp256r1 P-256 prime256v1
          0x001E x448
          0x0018 secp384r1 P-384
          0x0019 secp521r1 P-521
          0x0100 ffdhe2048
          0x0101 ffdhe3072
          0x0102 ffdhe4096
          0x0103 ffdhe6144
          0x0104 ffdhe8192
          0x001F brainpoolP256r1tls13
          0x0020 brainpoolP384r1tls13
          0x0021 brainpoolP512r1tls13
          0x0200 MLKEM512
          0x0201 MLKEM768
          0x0202 MLKEM1024\
          """);

  /** Refuses what is not a number of 16 bits. */
  public NamedGroup {
    NameTable.checkRange(code, 16);
  }

  /**
   * The name.
   *
   * @return the IANA name, or the code in hexadecimal if it has none
   */
  public String name() {
    return NAMES.name(code, 0);
  }

  /**
   * Finds a value by name.
   *
   * @param name IANA's or OpenSSL's name ("secp256r1", "P-256", "prime256v1"), in any case
   * @return the value, or empty if nothing has that name
   */
  public static Optional<NamedGroup> named(String name) {
    return NAMES.code(name).map(NamedGroup::new);
  }

  /**
   * Whether this is one of the values that mean nothing on purpose (RFC 8701).
   *
   * @return true for 0x0A0A, 0x1A1A and so on
   */
  public boolean isGrease() {
    return NameTable.isGrease(code);
  }

  /**
   * Whether a classical group and a post-quantum KEM stand together in it.
   *
   * @return true for the hybrids of draft-ietf-tls-ecdhe-mlkem
   */
  public boolean isHybrid() {
    return equals(X25519MLKEM768) || equals(SECP256R1MLKEM768) || equals(SECP384R1MLKEM1024);
  }

  /**
   * Whether it is post-quantum, alone or in a hybrid.
   *
   * @return true if ML-KEM takes part
   */
  public boolean isPostQuantum() {
    return isHybrid() || equals(MLKEM512) || equals(MLKEM768) || equals(MLKEM1024);
  }

  /**
   * Whether it is in the range of the finite field groups (RFC 7919).
   *
   * @return true for 0x0100 to 0x01FF
   */
  public boolean isFfdhe() {
    return code >>> 8 == 1;
  }

  /**
   * The classical group inside a hybrid.
   *
   * @return for X25519MLKEM768 x25519; empty for what is no hybrid
   */
  public Optional<NamedGroup> classicalPart() {
    return switch (code) {
      case 0x11EC -> Optional.of(X25519);
      case 0x11EB -> Optional.of(SECP256R1);
      case 0x11ED -> Optional.of(SECP384R1);
      default -> Optional.empty();
    };
  }

  @Override
  public String toString() {
    return name();
  }
}
