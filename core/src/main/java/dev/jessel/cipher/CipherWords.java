// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cipher;

import dev.jessel.crypto.Authentication;
import dev.jessel.crypto.BulkCipher;
import dev.jessel.crypto.KeyExchangeMethod;
import dev.jessel.crypto.MacAlgorithm;
import dev.jessel.wire.ProtocolVersion;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words of {@code openssl-ciphers(1)} that mean more than one suite. */
final class CipherWords {
  private static final Map<String, CipherSelector> MEANINGS = new CipherWords().all();

  private final Map<String, CipherSelector> words = new HashMap<>();

  private CipherWords() {}

  /** What a word means, in any case. */
  static Optional<CipherSelector> meaning(String word) {
    return Optional.ofNullable(MEANINGS.get(word.toLowerCase(Locale.ROOT)));
  }

  private Map<String, CipherSelector> all() {
    word(CipherSelector.ANY.withCiphers(encrypting()), "ALL");
    word(CipherSelector.ANY.withCiphers(Set.of(BulkCipher.NULL)), "COMPLEMENTOFALL");
    word(CipherSelector.ANY.outsideDefault(), "COMPLEMENTOFDEFAULT");
    keyExchanges();
    servers();
    pairs();
    ciphers();
    macs();
    versions();
    classes();
    return Map.copyOf(words);
  }

  private void keyExchanges() {
    exchange(KeyExchangeMethod.RSA, "kRSA");
    exchange(KeyExchangeMethod.DHE, "kDHE", "kEDH", "DH");
    exchange(KeyExchangeMethod.ECDHE, "kECDHE", "kEECDH", "ECDH");
    exchange(KeyExchangeMethod.PSK, "kPSK");
    exchange(KeyExchangeMethod.RSA_PSK, "kRSAPSK");
    exchange(KeyExchangeMethod.ECDHE_PSK, "kECDHEPSK");
    exchange(KeyExchangeMethod.DHE_PSK, "kDHEPSK");
    exchange(KeyExchangeMethod.SRP, "kSRP", "SRP");
    EnumSet<KeyExchangeMethod> psk = EnumSet.allOf(KeyExchangeMethod.class);
    psk.removeIf(method -> !method.usesPsk());
    word(CipherSelector.ANY.withExchanges(psk), "PSK");
  }

  private void servers() {
    server(Authentication.RSA, "aRSA");
    server(Authentication.DSS, "aDSS", "DSS");
    server(Authentication.NONE, "aNULL");
    server(Authentication.ECDSA, "aECDSA", "ECDSA");
    server(Authentication.PSK, "aPSK");
    server(Authentication.SRP, "aSRP");
  }

  private void pairs() {
    EnumSet<Authentication> named = EnumSet.complementOf(EnumSet.of(Authentication.NONE));
    word(by(KeyExchangeMethod.DHE).withServers(named), "DHE", "EDH");
    word(by(KeyExchangeMethod.ECDHE).withServers(named), "ECDHE", "EECDH");
    word(by(KeyExchangeMethod.RSA).withServers(Set.of(Authentication.RSA)), "RSA");
    word(by(KeyExchangeMethod.DHE).withServers(Set.of(Authentication.NONE)), "ADH");
    word(by(KeyExchangeMethod.ECDHE).withServers(Set.of(Authentication.NONE)), "AECDH");
  }

  private void ciphers() {
    cipher(BulkCipher.NULL, "eNULL", "NULL");
    cipher(BulkCipher.DES_EDE3_CBC, "3DES");
    cipher(BulkCipher.RC4_128, "RC4");
    cipher(BulkCipher.IDEA_CBC, "IDEA");
    cipher(BulkCipher.SEED_CBC, "SEED");
    cipher(BulkCipher.CHACHA20_POLY1305, "CHACHA20");
    ciphers(named("AES_128", ""), "AES128");
    ciphers(named("AES_256", ""), "AES256");
    ciphers(named("AES_", ""), "AES");
    ciphers(named("AES_", "_GCM"), "AESGCM");
    EnumSet<BulkCipher> ccm = named("AES_", "_CCM");
    ccm.addAll(named("AES_", "_CCM_8"));
    ciphers(ccm, "AESCCM");
    ciphers(named("AES_", "_CCM_8"), "AESCCM8");
    cipher(BulkCipher.CAMELLIA_128_CBC, "CAMELLIA128");
    cipher(BulkCipher.CAMELLIA_256_CBC, "CAMELLIA256");
    ciphers(named("CAMELLIA", ""), "CAMELLIA");
    cipher(BulkCipher.ARIA_128_GCM, "ARIA128");
    cipher(BulkCipher.ARIA_256_GCM, "ARIA256");
    ciphers(named("ARIA", ""), "ARIA", "ARIAGCM");
    EnumSet<BulkCipher> blocks = EnumSet.allOf(BulkCipher.class);
    blocks.removeIf(cipher -> cipher.kind() != BulkCipher.Kind.BLOCK);
    ciphers(blocks, "CBC");
  }

  private static EnumSet<BulkCipher> named(String start, String end) {
    EnumSet<BulkCipher> some = EnumSet.allOf(BulkCipher.class);
    some.removeIf(cipher -> !cipher.name().startsWith(start) || !cipher.name().endsWith(end));
    return some;
  }

  private void macs() {
    mac(MacAlgorithm.MD5, "MD5");
    mac(MacAlgorithm.SHA_1, "SHA1", "SHA");
    mac(MacAlgorithm.SHA_256, "SHA256");
    mac(MacAlgorithm.SHA_384, "SHA384");
  }

  private void versions() {
    word(CipherSelector.ANY.withVersion(ProtocolVersion.SSL_2), "SSLv2");
    word(CipherSelector.ANY.withVersion(ProtocolVersion.SSL_3_0), "SSLv3");
    word(CipherSelector.ANY.withVersion(ProtocolVersion.TLS_1_0), "TLSv1", "TLSv1.0");
    word(CipherSelector.ANY.withVersion(ProtocolVersion.TLS_1_2), "TLSv1.2");
  }

  private void classes() {
    word(CipherSelector.ANY.withClass(StrengthClass.LOW), "LOW");
    word(CipherSelector.ANY.withClass(StrengthClass.MEDIUM), "MEDIUM");
    word(CipherSelector.ANY.withClass(StrengthClass.HIGH), "HIGH");
    word(CipherSelector.ANY.withClass(StrengthClass.FIPS).withCiphers(encrypting()), "FIPS");
  }

  private static Set<BulkCipher> encrypting() {
    return EnumSet.complementOf(EnumSet.of(BulkCipher.NULL));
  }

  private static CipherSelector by(KeyExchangeMethod method) {
    return CipherSelector.ANY.withExchanges(Set.of(method));
  }

  private void exchange(KeyExchangeMethod method, String... names) {
    word(by(method), names);
  }

  private void server(Authentication one, String... names) {
    word(CipherSelector.ANY.withServers(Set.of(one)), names);
  }

  private void cipher(BulkCipher one, String... names) {
    ciphers(Set.of(one), names);
  }

  private void ciphers(Set<BulkCipher> some, String... names) {
    word(CipherSelector.ANY.withCiphers(some), names);
  }

  private void mac(MacAlgorithm one, String... names) {
    word(CipherSelector.ANY.withMacs(Set.of(one)), names);
  }

  private void word(CipherSelector meaning, String... names) {
    for (String name : names) {
      words.put(name.toLowerCase(Locale.ROOT), meaning);
    }
  }
}
