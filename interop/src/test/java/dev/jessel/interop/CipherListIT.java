// SPDX-License-Identifier: Apache-2.0
package dev.jessel.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.cipher.CipherList;
import dev.jessel.cipher.CipherListException;
import dev.jessel.cipher.SecurityLevel;
import dev.jessel.cipher.SecurityRules;
import dev.jessel.cipher.SuiteDescription;
import dev.jessel.crypto.Authentication;
import dev.jessel.crypto.KeyExchangeMethod;
import dev.jessel.crypto.SuiteParameters;
import dev.jessel.error.SslReason;
import dev.jessel.interop.peer.Peer;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ProtocolVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What cipher lists mean, compared with {@code openssl ciphers -v}, line by line: order, names,
 * versions, key exchange, authentication, encryption and MAC.
 *
 * <p>Both work on the suites that the peer has. Where OpenSSL 3.0 and 4.0 differ, we follow 4.0,
 * and these tests go around it:
 *
 * <ul>
 *   <li>CCM suites with tags of 8 bytes are worth 64 bits since 3.2, not as much as their key: they
 *       are MEDIUM, not HIGH, and stand elsewhere. They are left out of both sides of comparisons,
 *       and compared as a set where no word of strength is in the list.
 *   <li>Since 3.2 suites may be named as IANA does, and since 4.0 in any case; 3.0 ignores both. No
 *       list here has such a name; unit tests have.
 *   <li>The peer is built without RC4, triple DES and SSLv3: their suites and {@code -ssl3} are
 *       compared with nothing here. The names and values that they have with the legacy module are
 *       in its tests.
 * </ul>
 */
class CipherListIT {
  private static final int GENERATED = 200;
  private static final long SEED = 20_260_101;

  private static final List<String> WORDS =
      List.of(
          ("ALL COMPLEMENTOFALL COMPLEMENTOFDEFAULT HIGH LOW FIPS kRSA kDHE kEDH DH kECDHE kEECDH"
                  + " ECDH kPSK kRSAPSK kECDHEPSK kDHEPSK PSK kSRP SRP aRSA aDSS DSS aNULL aECDSA"
                  + " ECDSA aPSK aSRP DHE EDH ECDHE EECDH RSA ADH AECDH eNULL NULL 3DES RC4 IDEA"
                  + " SEED CHACHA20 AES128 AES256 AES AESGCM AESCCM AESCCM8 CAMELLIA128 CAMELLIA256"
                  + " CAMELLIA ARIA128 ARIA256 ARIA ARIAGCM CBC MD5 SHA1 SHA SHA256 SHA384 SSLv3"
                  + " TLSv1 TLSv1.0 TLSv1.2 GOST aGOST kGOST")
              .split(" "));

  private static final List<String> LISTS =
      List.of(
          "DEFAULT",
          "DEFAULT:!kRSA",
          "DEFAULT@SECLEVEL=1",
          "DEFAULT:-AESGCM:AESGCM",
          "DEFAULTAES128-SHA",
          "ALL:DEFAULT",
          "ALL:eNULL",
          "ALL:!aNULL:@STRENGTH",
          "ALL:!aNULL:!eNULL:@STRENGTH",
          "ALL@SECLEVEL=0",
          "HIGH:!aNULL:!MD5",
          "HIGH:!aNULL:!kRSA:!PSK:!SRP:!CAMELLIA:!ARIA",
          "ECDHE+AESGCM:ECDHE+CHACHA20:DHE+AESGCM:DHE+CHACHA20:!aNULL:!MD5:!DSS",
          "EECDH+AESGCM:EDH+AESGCM:AES256+EECDH:AES256+EDH",
          "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:DHE-RSA-CHACHA20-POLY1305",
          "kEECDH+ECDSA:kEECDH:kEDH:HIGH:+SHA:+RC4:!aNULL:!eNULL:!LOW:!3DES:!MD5:!EXP:!DSS:!SRP",
          "RSA+AES:-AES256:AES256+RSA",
          "AES128-SHA;AES256-SHA,AES128-SHA256 NULL-SHA",
          "kRSA+AES128-SHA:AES128-SHA+kRSA",
          "AES128-SHA+HIGH+FIPS",
          "HIGH+FIPS",
          "COMPLEMENTOFDEFAULT+HIGH",
          "HIGH+COMPLEMENTOFDEFAULT",
          "ALL+eNULL",
          "ALL:-SHA:+SHA256:SHA:@STRENGTH:-PSK",
          "SUITEB128",
          "SUITEB128ONLY",
          "SUITEB128C2:ALL",
          "SUITEB192:AES128-SHA",
          "PSK:!kRSAPSK:@STRENGTH",
          "foo$bar:AES128-SHA",
          "no-such-suite",
          "",
          ":",
          "@STRENGTH",
          "@SECLEVEL=0",
          "@SECLEVEL=6",
          "@SECLEVEL=10",
          "ALL:@BOGUS",
          "ALL:!ALL",
          "?",
          "+",
          "!",
          "AES+",
          "ALL:- AES",
          "AES128-SHA$");

  private static Set<String> known;

  /** What either of the two says to a list. */
  private record Verdict(List<String> lines, boolean refused) {
    Verdict withoutShortTags() {
      return new Verdict(lines.stream().filter(line -> !line.contains("CCM8")).toList(), refused);
    }
  }

  @BeforeAll
  static void askForAllNames() throws IOException {
    known =
        peer("ALL:eNULL").lines().stream()
            .map(line -> line.substring(0, line.indexOf(' ')))
            .collect(Collectors.toSet());
  }

  @Test
  void everySuiteThatThePeerHasIsKnown() {
    assertThat(known)
        .hasSizeGreaterThan(100)
        .allSatisfy(name -> assertThat(CipherSuite.named(name)).as(name).isPresent());
  }

  @Test
  void everyWordMeansTheSame() throws IOException {
    for (String word : WORDS) {
      compare(word);
      compare("ALL:eNULL:!" + word);
    }
  }

  @Test
  void listsOfTheFieldMeanTheSame() throws IOException {
    for (String list : LISTS) {
      compare(list);
    }
  }

  @Test
  void generatedListsMeanTheSame() throws IOException {
    Random random = new Random(SEED);
    List<String> names = known.stream().sorted().filter(name -> !name.contains("CCM8")).toList();
    for (int i = 0; i < GENERATED; i++) {
      compare(generated(random, names));
    }
  }

  @Test
  void listsWithoutWordsOfStrengthHaveTheSameShortTags() throws IOException {
    for (String list : List.of("ALL", "AESCCM8", "COMPLEMENTOFDEFAULT", "kRSA+AESCCM", "PSK+AES")) {
      assertThat(new HashSet<>(ours(list).lines())).isEqualTo(new HashSet<>(peer(list).lines()));
    }
  }

  /** OpenSSL 3.0 has CCM8 at all levels; DSA and SRP are of no use to us. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void aSecurityLevelAllowsTheSame(int level) throws IOException {
    SecurityRules rules = new SecurityRules(new SecurityLevel(level));
    List<String> allowed =
        CipherList.parse("ALL:eNULL", CipherListIT::hasPeer).suites().stream()
            .filter(rules::allows)
            .filter(suite -> parameters(suite).keyExchange() != KeyExchangeMethod.SRP)
            .filter(suite -> parameters(suite).authentication() != Authentication.DSS)
            .map(CipherListIT::line)
            .filter(line -> !line.contains("CCM8"))
            .toList();

    assertThat(allowed)
        .isEqualTo(
            peer("ALL:eNULL:@SECLEVEL=" + level, "-s", "-psk").lines().stream()
                .filter(line -> !line.matches(".*(CCM8|Kx=SRP|Au=DSS).*"))
                .toList());
  }

  /** What a version can have, by the version that the peer is held to. */
  @ParameterizedTest
  @CsvSource({"TLSv1, -tls1", "TLSv1.1, -tls1_1", "TLSv1.2, -tls1_2"})
  void aVersionHasTheSameSuites(String version, String option) throws IOException {
    ProtocolVersion spoken = ProtocolVersion.named(version).orElseThrow();
    List<String> had =
        CipherList.parse("ALL:eNULL", CipherListIT::hasPeer).suites().stream()
            .filter(suite -> parameters(suite).mayServe(spoken))
            .filter(suite -> parameters(suite).keyExchange() != KeyExchangeMethod.SRP)
            .filter(suite -> parameters(suite).authentication() != Authentication.DSS)
            .map(CipherListIT::line)
            .filter(line -> !line.contains("CCM8"))
            .toList();

    assertThat(had)
        .isEqualTo(
            peer("ALL:eNULL:@SECLEVEL=0", "-s", "-psk", option).lines().stream()
                .filter(line -> !line.matches(".*(CCM8|Kx=SRP|Au=DSS).*"))
                .toList());
  }

  private static String generated(Random random, List<String> names) {
    List<String> commands = new ArrayList<>();
    if (random.nextBoolean()) {
      commands.add(List.of("ALL", "DEFAULT", "HIGH", "ALL:eNULL").get(random.nextInt(4)));
    }
    for (int n = 1 + random.nextInt(6); n > 0; n--) {
      List<String> words = new ArrayList<>();
      for (int w = 1 + random.nextInt(3); w > 0; w--) {
        List<String> from = random.nextInt(7) == 0 ? names : WORDS;
        words.add(from.get(random.nextInt(from.size())));
      }
      commands.add(List.of("", "", "+", "-", "!").get(random.nextInt(5)) + String.join("+", words));
      if (random.nextInt(8) == 0) {
        commands.add("@STRENGTH");
      }
    }
    // The peer takes a list for an option when a dash comes first.
    String list = String.join(List.of(":", ",", " ", ";").get(random.nextInt(4)), commands);
    return list.startsWith("-") ? ":" + list : list;
  }

  private static void compare(String list) throws IOException {
    assertThat(ours(list).withoutShortTags()).as(list).isEqualTo(peer(list).withoutShortTags());
  }

  /** A list that leaves nothing counts as empty: with CCM8 alone it depends on the version. */
  private static Verdict ours(String list) {
    try {
      return new Verdict(
          CipherList.parse(list, CipherListIT::hasPeer).suites().stream()
              .map(CipherListIT::line)
              .toList(),
          false);
    } catch (CipherListException e) {
      return new Verdict(List.of(), e.reason() == SslReason.INVALID_COMMAND);
    }
  }

  private static boolean hasPeer(CipherSuite suite) {
    return known.contains(suite.openSslName());
  }

  private static SuiteParameters parameters(CipherSuite suite) {
    return SuiteParameters.of(suite).orElseThrow();
  }

  private static String line(CipherSuite suite) {
    return SuiteDescription.of(parameters(suite)).line();
  }

  private static Verdict peer(String list, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Peer.OPENSSL.program().toString(), "ciphers", "-v"));
    command.addAll(List.of(options));
    command.addAll(List.of("-ciphersuites", "", list));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    Matcher error = Pattern.compile(":error:0A([0-9A-F]{6}):").matcher(said);
    if (error.find()) {
      int reason = Integer.parseInt(error.group(1).toLowerCase(Locale.ROOT), 16);
      return new Verdict(List.of(), reason == SslReason.INVALID_COMMAND.number());
    }
    return new Verdict(said.lines().toList(), false);
  }
}
