// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.error.SslReason;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.SignatureScheme;
import java.security.interfaces.ECKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Groups of the key exchange and signature algorithms. Setters return 1, or 0 with an entry in the
 * error queue. Numbers are libcrypto's NIDs.
 *
 * @see <a href="https://docs.openssl.org/master/man3/SSL_CTX_set1_curves/">
 *     SSL_CTX_set1_curves(3)</a>
 */
public class LibSslGroups extends LibSslRecords {
  /** With this bit, the number of a group is its code point in TLS and no NID. */
  public static final int TLSEXT_nid_unknown = Nids.UNKNOWN;

  LibSslGroups() {}

  // ---- Which groups

  /** Sets the groups, names between colons; the syntax is that of the manual. */
  public static int SSL_CTX_set1_groups_list(SSL_CTX ctx, String list) {
    return flag(ctx.tryChange(builder -> builder.groups(list)));
  }

  /** Old name of the groups list. */
  public static int SSL_CTX_set1_curves_list(SSL_CTX ctx, String list) {
    return flag(ctx.tryChange(builder -> builder.groups(list)));
  }

  /** Sets the groups, names between colons; the syntax is that of the manual. */
  public static int SSL_set1_groups_list(SSL ssl, String list) {
    return flag(ssl.tryChange(builder -> builder.groups(list)));
  }

  /** Old name of the groups list. */
  public static int SSL_set1_curves_list(SSL ssl, String list) {
    return flag(ssl.tryChange(builder -> builder.groups(list)));
  }

  /**
   * Sets the groups by their numbers, the best first; a key share is sent for the first one.
   *
   * @param glist NIDs, or code points with {@link #TLSEXT_nid_unknown}
   * @param glistlen how many of them
   */
  public static int SSL_CTX_set1_groups(SSL_CTX ctx, int[] glist, int glistlen) {
    return setGroups(ctx, glist, glistlen);
  }

  /** As {@link #SSL_CTX_set1_groups}, for one connection. */
  public static int SSL_set1_groups(SSL ssl, int[] glist, int glistlen) {
    return setGroups(ssl, glist, glistlen);
  }

  /** Old name of {@link #SSL_CTX_set1_groups}. */
  public static int SSL_CTX_set1_curves(SSL_CTX ctx, int[] clist, int clistlen) {
    return setGroups(ctx, clist, clistlen);
  }

  /** Old name of {@link #SSL_set1_groups}. */
  public static int SSL_set1_curves(SSL ssl, int[] clist, int clistlen) {
    return setGroups(ssl, clist, clistlen);
  }

  /** Sets the curve of a key as the only group. */
  public static int SSL_CTX_set_tmp_ecdh(SSL_CTX ctx, ECKey ecdh) {
    return setCurve(ctx, ecdh);
  }

  /** Sets the curve of a key as the only group. */
  public static int SSL_set_tmp_ecdh(SSL ssl, ECKey ecdh) {
    return setCurve(ssl, ecdh);
  }

  /** Nothing to do: groups are always chosen automatically. What is not 0 gives 1. */
  public static int SSL_CTX_set_ecdh_auto(SSL_CTX ctx, int onoff) {
    return flag(onoff != 0);
  }

  /** Nothing to do: groups are always chosen automatically. What is not 0 gives 1. */
  public static int SSL_set_ecdh_auto(SSL ssl, int onoff) {
    return flag(onoff != 0);
  }

  /** 0: there are no temporary RSA keys, as there are none in libssl any more. */
  public static int SSL_CTX_need_tmp_RSA(SSL_CTX ctx) {
    return 0;
  }

  /** 0: there are no temporary RSA keys, as there are none in libssl any more. */
  public static int SSL_need_tmp_RSA(SSL ssl) {
    return 0;
  }

  /** 1, and nothing happens, as in libssl: there are no temporary RSA keys any more. */
  public static int SSL_CTX_set_tmp_rsa(SSL_CTX ctx, Object rsa) {
    return 1;
  }

  /** 1, and nothing happens, as in libssl: there are no temporary RSA keys any more. */
  public static int SSL_set_tmp_rsa(SSL ssl, Object rsa) {
    return 1;
  }

  /**
   * Adds the names of all groups that can be had.
   *
   * @param all not 0 to have the other names of the same groups too
   * @param names gets them
   */
  public static int SSL_CTX_get0_implemented_groups(SSL_CTX ctx, int all, List<String> names) {
    for (NamedGroup group : KnownGroups.implemented()) {
      names.add(group.name());
      if (all != 0) {
        names.addAll(KnownGroups.aliases(group));
      }
    }
    return 1;
  }

  // ---- Which groups there were

  /**
   * The groups of the client, on a server.
   *
   * @param groups gets NIDs in the client's order; null to be told how many
   * @return how many there are
   */
  public static int SSL_get1_groups(SSL ssl, int[] groups) {
    List<NamedGroup> theirs = offered(ssl);
    for (int i = 0; groups != null && i < theirs.size(); i++) {
      groups[i] = Nids.of(theirs.get(i));
    }
    return theirs.size();
  }

  /** Old name of {@link #SSL_get1_groups}. */
  public static int SSL_get1_curves(SSL ssl, int[] curves) {
    return SSL_get1_groups(ssl, curves);
  }

  /**
   * The groups of the client, on a server.
   *
   * @param out element 0 gets the code points in the client's order
   * @return how many there are
   */
  public static int SSL_get0_iana_groups(SSL ssl, int[][] out) {
    out[0] = offered(ssl).stream().mapToInt(NamedGroup::code).toArray();
    return out[0].length;
  }

  /**
   * A group that both ends have, on a server.
   *
   * @param n which one; -1 to be told how many there are
   * @return the NID, 0 if there are not so many; -1 on a client
   */
  public static int SSL_get_shared_group(SSL ssl, int n) {
    if (!ssl.ssl().isServer()) {
      return -1;
    }
    List<NamedGroup> ours = ssl.ssl().context().toBuilder().groups();
    List<NamedGroup> theirs = offered(ssl);
    boolean oursFirst = (ssl.options() & SSL_OP_CIPHER_SERVER_PREFERENCE) != 0;
    List<NamedGroup> order = oursFirst ? ours : theirs;
    List<NamedGroup> other = oursFirst ? theirs : ours;
    List<NamedGroup> shared = order.stream().filter(other::contains).toList();
    return n == -1 ? shared.size() : n >= 0 && n < shared.size() ? Nids.of(shared.get(n)) : 0;
  }

  /** Old name of {@link #SSL_get_shared_group}. */
  public static int SSL_get_shared_curve(SSL ssl, int n) {
    return SSL_get_shared_group(ssl, n);
  }

  /** The NID of the group in use; 0 before. */
  public static int SSL_get_negotiated_group(SSL ssl) {
    return ssl.ssl().group().map(Nids::of).orElse(Nids.UNDEFINED);
  }

  /** The name of a group that one of these functions told the number of; null for no group. */
  public static String SSL_group_to_name(SSL ssl, int id) {
    return Nids.group(id).filter(KnownGroups::isKnown).map(NamedGroup::name).orElse(null);
  }

  // ---- Which signature algorithms

  /** Sets the signature algorithms, names between colons, the best first. */
  public static int SSL_CTX_set1_sigalgs_list(SSL_CTX ctx, String str) {
    return flag(ctx.tryChange(builder -> builder.signatureSchemes(str)));
  }

  /** Sets the signature algorithms, names between colons, the best first. */
  public static int SSL_set1_sigalgs_list(SSL ssl, String str) {
    return flag(ssl.tryChange(builder -> builder.signatureSchemes(str)));
  }

  /** The name of the group of the key exchange; null before. */
  public static String SSL_get0_group_name(SSL ssl) {
    return ssl.ssl().group().map(NamedGroup::name).orElse(null);
  }

  /** The name of the scheme that the peer signed with; null when it did not. */
  public static String SSL_get0_peer_signature_name(SSL ssl) {
    return ssl.ssl().peerSignatureScheme().map(SignatureScheme::name).orElse(null);
  }

  /** The name of the scheme that we signed with; null when we did not. */
  public static String SSL_get0_signature_name(SSL ssl) {
    return ssl.ssl().signatureScheme().map(SignatureScheme::name).orElse(null);
  }

  /**
   * Sets the signature algorithms by numbers, the best first.
   *
   * @param slist a digest's NID and a kind of key's NID for each
   * @param slistlen how many numbers, twice the algorithms
   */
  public static int SSL_CTX_set1_sigalgs(SSL_CTX ctx, int[] slist, long slistlen) {
    return setSchemes(ctx, slist, slistlen);
  }

  /** As {@link #SSL_CTX_set1_sigalgs}, for one connection. */
  public static int SSL_set1_sigalgs(SSL ssl, int[] slist, long slistlen) {
    return setSchemes(ssl, slist, slistlen);
  }

  /**
   * Sets the signature algorithms with which clients show who they are: those that a server asks
   * for and that a client uses.
   */
  public static int SSL_CTX_set1_client_sigalgs_list(SSL_CTX ctx, String str) {
    return flag(ctx.tryChange(builder -> builder.clientSignatureSchemes(Optional.of(str))));
  }

  /** As {@link #SSL_CTX_set1_client_sigalgs_list}, for one connection. */
  public static int SSL_set1_client_sigalgs_list(SSL ssl, String str) {
    return flag(ssl.tryChange(builder -> builder.clientSignatureSchemes(Optional.of(str))));
  }

  /** As {@link #SSL_CTX_set1_client_sigalgs_list}, by the numbers of {@code set1_sigalgs}. */
  public static int SSL_CTX_set1_client_sigalgs(SSL_CTX ctx, int[] slist, long slistlen) {
    return setClientSchemes(ctx, slist, slistlen);
  }

  /** As {@link #SSL_CTX_set1_client_sigalgs}, for one connection. */
  public static int SSL_set1_client_sigalgs(SSL ssl, int[] slist, long slistlen) {
    return setClientSchemes(ssl, slist, slistlen);
  }

  /**
   * Sets the types of certificates that a server asks its clients for before TLS 1.3.
   *
   * @param clist {@code TLS_CT_...}; null for those that follow from the signature algorithms
   * @param clistlen how many, up to 255
   */
  public static int SSL_CTX_set1_client_certificate_types(
      SSL_CTX ctx, byte[] clist, long clistlen) {
    return setCertificateTypes(ctx, clist, clistlen);
  }

  /** As {@link #SSL_CTX_set1_client_certificate_types}, for one connection. */
  public static int SSL_set1_client_certificate_types(SSL ssl, byte[] clist, long clistlen) {
    return setCertificateTypes(ssl, clist, clistlen);
  }

  /**
   * The types of certificates that a server before TLS 1.3 asked for, on its client.
   *
   * @param clist element 0 gets them
   * @return how many there are, 0 when nothing was asked for
   */
  public static long SSL_get0_certificate_types(SSL ssl, byte[][] clist) {
    clist[0] = ssl.notes().certificateTypes(ssl.ssl().version()).toArray();
    return clist[0].length;
  }

  /**
   * The point formats that the peer named in its hello.
   *
   * @param plst element 0 gets them, 0 for uncompressed points
   * @return how many there are
   */
  public static int SSL_get0_ec_point_formats(SSL ssl, byte[][] plst) {
    plst[0] = ssl.notes().pointFormats(ssl.ssl().isServer()).toArray();
    return plst[0].length;
  }

  /** All signature algorithms that can be had, names between colons. */
  public static String SSL_get1_builtin_sigalgs(Object libctx) {
    return KnownGroups.schemes().stream()
        .map(SignatureScheme::name)
        .collect(Collectors.joining(":"));
  }

  // ---- Which signature algorithms there were

  /**
   * A signature algorithm that the peer takes. What is not asked for may be null.
   *
   * @param idx which one, in the peer's order
   * @param psign gets the NID of the kind of key
   * @param phash gets the NID of the digest
   * @param psignhash gets the NID of both
   * @param rsig gets the low byte of the code point
   * @param rhash gets the high byte of the code point
   * @return how many there are, whatever a negative {@code idx} is; 0 when there are not so many
   */
  public static int SSL_get_sigalgs(
      SSL ssl, int idx, int[] psign, int[] phash, int[] psignhash, byte[] rsig, byte[] rhash) {
    return scheme(theirs(ssl), idx, psign, phash, psignhash, rsig, rhash);
  }

  /** As {@link #SSL_get_sigalgs}, of those that both ends take, in our order. */
  public static int SSL_get_shared_sigalgs(
      SSL ssl, int idx, int[] psign, int[] phash, int[] psignhash, byte[] rsig, byte[] rhash) {
    return scheme(shared(ssl), idx, psign, phash, psignhash, rsig, rhash);
  }

  /**
   * A signature algorithm that the peer takes. What is not asked for may be null.
   *
   * @param idx which one, in the peer's order
   * @param codepoint gets its number in TLS
   * @param name gets its name; null when it has none
   * @return how many there are, whatever a negative {@code idx} is; 0 when there are not so many
   */
  public static int SSL_get0_sigalg(SSL ssl, int idx, int[] codepoint, String[] name) {
    return scheme(theirs(ssl), idx, codepoint, name);
  }

  /** As {@link #SSL_get0_sigalg}, of those that both ends take, in our order. */
  public static int SSL_get0_shared_sigalg(SSL ssl, int idx, int[] codepoint, String[] name) {
    return scheme(shared(ssl), idx, codepoint, name);
  }

  /** Gets the NID of the digest that the peer signed with; 0 is returned when it did not sign. */
  public static int SSL_get_peer_signature_nid(SSL ssl, int[] psig_nid) {
    return number(ssl.ssl().peerSignatureScheme(), Nids.Signature::hash, psig_nid);
  }

  /** Gets the NID of the kind of key that the peer signed with; 0 when it did not sign. */
  public static int SSL_get_peer_signature_type_nid(SSL ssl, int[] psigtype_nid) {
    return number(ssl.ssl().peerSignatureScheme(), Nids.Signature::key, psigtype_nid);
  }

  /** Gets the NID of the digest that we signed with; 0 is returned when we did not sign. */
  public static int SSL_get_signature_nid(SSL ssl, int[] psig_nid) {
    return number(ssl.ssl().signatureScheme(), Nids.Signature::hash, psig_nid);
  }

  /** Gets the NID of the kind of key that we signed with; 0 is returned when we did not sign. */
  public static int SSL_get_signature_type_nid(SSL ssl, int[] psigtype_nid) {
    return number(ssl.ssl().signatureScheme(), Nids.Signature::key, psigtype_nid);
  }

  // ---- How

  private static int setGroups(Configured to, int[] numbers, int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Optional<NamedGroup> group = Nids.group(numbers[i]).filter(KnownGroups::isKnown);
      if (group.isEmpty()) {
        return refused("no group has the number " + numbers[i]);
      }
      names.add(group.get().name());
    }
    if (names.isEmpty()) {
      return flag(Configured.refuseReason(SslReason.BAD_LENGTH));
    }
    return flag(to.tryChange(builder -> builder.groups(String.join(":", names))));
  }

  private static int setCurve(Configured to, ECKey key) {
    Optional<NamedGroup> curve = KnownGroups.curveOf(key);
    return curve.isPresent()
        ? flag(to.tryChange(builder -> builder.groups(curve.get().name())))
        : refused("no group has this curve");
  }

  private static int setSchemes(Configured to, int[] numbers, long count) {
    return flag(to.tryChange(builder -> builder.signatureSchemes(schemeNames(numbers, count))));
  }

  private static int setClientSchemes(Configured to, int[] numbers, long count) {
    return flag(
        to.tryChange(
            builder -> builder.clientSignatureSchemes(Optional.of(schemeNames(numbers, count)))));
  }

  private static String schemeNames(int[] numbers, long count) {
    if (count % 2 != 0) {
      throw new IllegalArgumentException("an algorithm is two numbers");
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i += 2) {
      int hash = numbers[i];
      int key = numbers[i + 1];
      names.add(
          Nids.scheme(hash, key)
              .map(SignatureScheme::name)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "no algorithm has the numbers " + hash + " and " + key)));
    }
    return String.join(":", names);
  }

  private static int setCertificateTypes(Configured to, byte[] types, long count) {
    Bytes wanted = types == null ? Bytes.EMPTY : Bytes.of(Arrays.copyOf(types, (int) count));
    return flag(to.tryChange(builder -> builder.clientCertificateTypes(wanted)));
  }

  private static int refused(String why) {
    return flag(Configured.refuse(ERR_LIB_SSL, ErrorCode.PASSED_INVALID_ARGUMENT, why));
  }

  private static List<NamedGroup> offered(SSL ssl) {
    return ssl.ssl().isServer() ? ssl.notes().clientGroups() : List.of();
  }

  private static List<SignatureScheme> theirs(SSL ssl) {
    return ssl.notes().peerSchemes(ssl.ssl());
  }

  private static List<SignatureScheme> shared(SSL ssl) {
    List<SignatureScheme> theirs = theirs(ssl);
    return ssl.ssl().context().toBuilder().signatureSchemes().stream()
        .filter(theirs::contains)
        .toList();
  }

  private static int scheme(
      List<SignatureScheme> all,
      int idx,
      int[] psign,
      int[] phash,
      int[] psignhash,
      byte[] rsig,
      byte[] rhash) {
    if (idx >= all.size()) {
      return 0;
    }
    if (idx >= 0) {
      Nids.Signature numbers = Nids.of(all.get(idx));
      put(psign, numbers.key());
      put(phash, numbers.hash());
      put(psignhash, numbers.both());
      put(rsig, all.get(idx).code());
      put(rhash, all.get(idx).code() >> Byte.SIZE);
    }
    return all.size();
  }

  private static int scheme(List<SignatureScheme> all, int idx, int[] codepoint, String[] name) {
    if (idx >= all.size()) {
      return 0;
    }
    if (idx >= 0) {
      put(codepoint, all.get(idx).code());
      if (name != null) {
        boolean known = SignatureScheme.named(all.get(idx).name()).isPresent();
        name[0] = known ? all.get(idx).name() : null;
      }
    }
    return all.size();
  }

  private static int number(
      Optional<SignatureScheme> scheme, Function<Nids.Signature, Integer> which, int[] target) {
    scheme.ifPresent(used -> put(target, which.apply(Nids.of(used))));
    return flag(scheme.isPresent());
  }

  private static void put(int[] target, int value) {
    if (target != null) {
      target[0] = value;
    }
  }

  private static void put(byte[] target, int value) {
    if (target != null) {
      target[0] = (byte) value;
    }
  }
}
