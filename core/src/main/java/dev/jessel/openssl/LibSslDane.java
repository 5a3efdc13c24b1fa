// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.error.SslReason;
import dev.jessel.wire.Bytes;
import dev.jessel.x509.DaneMatch;
import dev.jessel.x509.DaneRecords;
import dev.jessel.x509.PeerCertificate;
import java.security.PublicKey;
import java.util.Optional;

/**
 * TLSA records (RFC 6698). Where C gives through pointers, there are arrays of one element, or null
 * for what is not wanted.
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_dane_enable/">
 *     SSL_CTX_dane_enable(3)</a>
 */
public class LibSslDane extends LibSslRawKeys {
  /** Names do not count where a DANE-EE(3) record matches. */
  public static final long DANE_FLAG_NO_DANE_EE_NAMECHECKS = 1;

  private static final int MAX_TYPE = 255;

  LibSslDane() {}

  /** Lets connections be verified by TLSA records. */
  public static int SSL_CTX_dane_enable(SSL_CTX ctx) {
    ctx.dane().enable();
    return 1;
  }

  /**
   * Sets the digest of a matching type.
   *
   * @param md null for a type that is not to be known
   * @param mtype 1 to 255; 0 is what has no digest
   * @param ord of several records that are about the same, those with the greatest number count
   */
  public static int SSL_CTX_dane_mtype_set(SSL_CTX ctx, HashAlgorithm md, int mtype, int ord) {
    if (mtype == 0 && md != null) {
      return flag(Configured.refuseReason(SslReason.DANE_CANNOT_OVERRIDE_MTYPE_FULL));
    }
    if (mtype > 0 && mtype <= MAX_TYPE) {
      ctx.dane().digest(mtype, Optional.ofNullable(md), ord);
    }
    return flag(mtype >= 0 && mtype <= MAX_TYPE);
  }

  /** Turns flags on for new connections; returns those that were on. */
  public static long SSL_CTX_dane_set_flags(SSL_CTX ctx, long flags) {
    return ctx.dane().flags(flags, 0);
  }

  /** Turns flags off for new connections; returns those that were on. */
  public static long SSL_CTX_dane_clear_flags(SSL_CTX ctx, long flags) {
    return ctx.dane().flags(0, flags);
  }

  /**
   * Has the peer verified by records that follow, under a name.
   *
   * @param basedomain is asked for (SNI) unless another name is, and the certificate must have it
   * @return 1; 0 when it cannot be, -1 for a name that cannot
   */
  public static int SSL_dane_enable(SSL s, String basedomain) {
    if (!s.dane().enable(s.context().dane())) {
      return 0;
    }
    boolean named = s.hostName.isPresent() || SSL_set_tlsext_host_name(s, basedomain) == 1;
    if (!named || SSL_set1_host(s, basedomain) != 1) {
      Configured.refuseReason(SslReason.ERROR_SETTING_TLSA_BASE_DOMAIN);
      return -1;
    }
    return 1;
  }

  /**
   * Adds a record.
   *
   * @return 1; 0 for one that is of no use, with its reason in the queue; -1 before {@link
   *     #SSL_dane_enable}
   */
  public static int SSL_dane_tlsa_add(
      SSL s, int usage, int selector, int mtype, byte[] data, int dlen) {
    if (!s.dane().isEnabled()) {
      Configured.refuseReason(SslReason.DANE_NOT_ENABLED);
      return -1;
    }
    if (data == null) {
      return flag(Configured.refuseReason(SslReason.DANE_TLSA_NULL_DATA));
    }
    if (dlen < 0 || dlen > data.length) {
      return flag(Configured.refuseReason(SslReason.DANE_TLSA_BAD_DATA_LENGTH));
    }
    return flag(s.dane().add(usage, selector, mtype, Bytes.copyOf(data, 0, dlen)));
  }

  /** Turns flags on; returns those that were on. */
  public static long SSL_dane_set_flags(SSL ssl, long flags) {
    return ssl.dane().flags(flags, 0);
  }

  /** Turns flags off; returns those that were on. */
  public static long SSL_dane_clear_flags(SSL ssl, long flags) {
    return ssl.dane().flags(0, flags);
  }

  /** The records that the peer is verified by; without any where there is no DANE. */
  public static DaneRecords SSL_get0_dane(SSL ssl) {
    return ssl.dane().records();
  }

  /**
   * What the record was about that has matched.
   *
   * @param mcert gets the certificate, or null for a key alone
   * @param mspki gets the key of an anchor that has no certificate, or null
   * @return the depth; -1 when no record has verified the peer
   */
  public static int SSL_get0_dane_authority(SSL s, PeerCertificate[] mcert, PublicKey[] mspki) {
    Optional<DaneMatch> match = s.dane().match();
    if (match.isEmpty()) {
      return -1;
    }
    if (mcert != null) {
      mcert[0] = match.get().certificate().orElse(null);
    }
    if (mspki != null) {
      boolean bare = match.get().certificate().isEmpty();
      mspki[0] = bare ? match.get().record().key().orElse(null) : null;
    }
    return match.get().depth();
  }

  /**
   * The record that has matched.
   *
   * @param usage gets 0 to 3
   * @param selector gets 0 or 1
   * @param mtype gets the matching type
   * @param data gets a copy of the data
   * @return the depth; -1 when no record has verified the peer
   */
  public static int SSL_get0_dane_tlsa(
      SSL s, int[] usage, int[] selector, int[] mtype, byte[][] data) {
    Optional<DaneMatch> match = s.dane().match();
    if (match.isEmpty()) {
      return -1;
    }
    put(usage, match.get().record().usage().code());
    put(selector, match.get().record().selector().code());
    put(mtype, match.get().record().matching().type());
    if (data != null) {
      data[0] = match.get().record().data().toArray();
    }
    return match.get().depth();
  }

  private static void put(int[] where, int value) {
    if (where != null) {
      where[0] = value;
    }
  }
}
