// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cipher;

import dev.jessel.crypto.Authentication;
import dev.jessel.crypto.KeyExchangeMethod;
import dev.jessel.crypto.MacAlgorithm;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;

/**
 * One of OpenSSL's security levels, as in {@code SSL_CTX_set_security_level(3)}.
 *
 * @param number 0, where all goes, to 5; OpenSSL 4.0 and we start at 2
 */
public record SecurityLevel(int number) implements SecurityPolicy {
  /** The highest number. */
  public static final int MAX = 5;

  /** The level that nobody has to ask for. */
  public static final SecurityLevel DEFAULT = new SecurityLevel(2);

  private static final int[] BITS = {0, 80, 112, 128, 192, 256};

  /** From here on only suites go whose recordings stay closed when a key is lost. */
  private static final int FORWARD_SECRECY = 3;

  private static final int NO_TICKETS = 3;
  private static final int NO_COMPRESSION = 2;

  /** HMAC with SHA-1 has keys of 160 bits. */
  private static final int SHA_1_BITS = 160;

  /** Even where all goes, a modulus of less than 1024 bits does not. */
  private static final int LEAST_DH_BITS = 80;

  /** Refuses what is no level. */
  public SecurityLevel {
    if (number < 0 || number > MAX) {
      throw new IllegalArgumentException("a security level is 0 to 5, not " + number);
    }
  }

  /** How strong everything must be, in bits of a symmetric key. */
  public int bits() {
    return BITS[number];
  }

  @Override
  public boolean allows(SecurityOperation operation, int bits, int code) {
    if (number == 0) {
      return operation != SecurityOperation.TMP_DH || bits >= LEAST_DH_BITS;
    }
    return switch (operation) {
      case CIPHER_SUPPORTED -> bits >= bits() && allowsSuite(new CipherSuite(code));
      case VERSION -> code > ProtocolVersion.TLS_1_1.code();
      case TICKET -> number < NO_TICKETS;
      case COMPRESSION -> number < NO_COMPRESSION;
      case CURVE_SUPPORTED, TMP_DH, SIGALG_SUPPORTED -> bits >= bits();
    };
  }

  private boolean allowsSuite(CipherSuite suite) {
    return SuiteParameters.of(suite).map(this::allowsParts).orElse(false);
  }

  private boolean allowsParts(SuiteParameters suite) {
    KeyExchangeMethod exchange = suite.keyExchange();
    boolean tooShortMac = bits() > SHA_1_BITS && suite.mac() == MacAlgorithm.SHA_1;
    return suite.authentication() != Authentication.NONE
        && suite.mac() != MacAlgorithm.MD5
        && !tooShortMac
        && (number < FORWARD_SECRECY || exchange.isEphemeral());
  }
}
