// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private static final String LONG =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
          + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
          + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
          + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0";

  @Test
  void withoutACommandItSaysWhatThereIs() {
    Run run = Run.of();

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("demo", "s_client", "s_server", "s_time", "ciphers");
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-help", "-h"})
  void helpIsGivenUnderAllItsNames(String option) {
    assertThat(Run.of("s_client", option).out()).contains("-verify_return_error", "-pcap FILE");
    assertThat(Run.of("s_client", option).status()).isZero();
  }

  @Test
  void theVersionNamesTheJavaToo() {
    assertThat(Run.of("--version").out())
        .startsWith("Jessel ")
        .contains("Java " + Runtime.version());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nope",
        "-nope",
        "demo -nope",
        "demo -size 12x",
        "s_client -nope",
        "s_client -connect",
        "s_client -verify x",
        "s_server -naccept x",
        "s_server -num_tickets x",
        "s_time -time x"
      })
  void whatIsNotUnderstoodGetsOneLineAndStatusTwo(String words) {
    Run run = Run.of(words.split(" ", -1));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.errorLines()).hasSize(1);
    assertThat(run.errorLines().get(0)).startsWith("jessel");
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s_client -connect localhost:x",
        "s_client -connect localhost:70000",
        "s_client -connect nosuch.invalid:443",
        "s_client -connect 127.0.0.1:1",
        "s_client -connect a:1 b:2",
        "s_client -CAfile no-such-file",
        "s_client -cert no-such-file",
        "s_client -key no-such-file",
        "s_client -pcap no-such-directory/file",
        "s_client -keylogfile no-such-directory/file",
        "s_client -groups no-such-group",
        "s_client -ciphersuites no-such-suite",
        "s_client -sigalgs no-such-scheme",
        "s_client -alpn h2,",
        "s_client -servername 127.0.0.1",
        "s_client -verify_hostname not!a!name",
        "s_client -dane_tlsa_domain localhost",
        "s_client -dane_tlsa_domain localhost -dane_tlsa_rrdata 3",
        "s_client -cert x -pass secret",
        "s_client -psk 123",
        "s_client -psk 0x12",
        "s_client -early_data no-such-file",
        "s_client -early_data .",
        "s_client -early_data /dev/null -tls1_2",
        "s_client -keymatexport x -keymatexportlen 0",
        "s_time -connect 127.0.0.1:1",
        "s_time -new -reuse",
        "s_time -time 0",
        "s_time -www page",
        "s_time -connect x:y",
        "s_server",
        "s_server -www -rev",
        "s_server -nocert",
        "s_server -early_data -www",
        "s_server -early_data -rev",
        "s_server -psk 12 -psk_hint " + LONG,
        "s_server -psk 1g",
        "s_server -psk 12 -num_tickets 17",
        "s_server -psk 12 -num_tickets -1",
        "s_server -psk 12 -max_early_data 4294967296",
        "s_server -psk 12 -recv_max_early_data -1",
        "s_server -psk 12 -anti_replay -no_anti_replay",
        "s_server -psk 12 -context 0123456789012345678901234567890123",
        "s_server -cert no-such-file"
      })
  void whatCannotBeDoneGetsOneLineAndStatusOne(String words) {
    Run run = Run.of(words.split(" ", -1));

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.errorLines()).hasSize(1);
    assertThat(run.errorLines().get(0)).startsWith("jessel s_");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aPasswordIsNotRepeatedInTheComplaint() {
    assertThat(Run.of("s_client", "-cert", "x", "-pass", "swordfish").err())
        .doesNotContain("swordfish");
  }

  @Test
  void aKeyIsNotRepeatedInTheComplaint() {
    for (String key : new String[] {"deadbeef0", "deadbeefzz"}) {
      assertThat(Run.of("s_client", "-psk", key).err()).contains("-psk").doesNotContain("deadbeef");
    }
  }

  @Test
  void optionsMayHaveTwoDashes() {
    assertThat(Run.of("s_client", "--connect", "nosuch.invalid:1").err())
        .isEqualTo(Run.of("s_client", "-connect", "nosuch.invalid:1").err());
  }

  @Test
  void ciphersListsWhatIsHere() {
    assertThat(Run.of("ciphers").out())
        .startsWith("TLS_AES_256_GCM_SHA384:")
        .contains("TLS_AES_128_GCM_SHA256");
    assertThat(Run.of("ciphers", "-s", "-tls1_3", "-v").out().lines())
        .isNotEmpty()
        .allMatch(line -> line.contains("TLSv1.3"));
  }

  @Test
  void ciphersSaysWhatAListMeans() {
    assertThat(Run.of("ciphers", "-ciphersuites", "", "aes128-sha:AES256-SHA").out().strip())
        .isEqualTo("AES128-SHA:AES256-SHA");
    assertThat(Run.of("ciphers", "-V", "-stdname", "-ciphersuites", "", "AES128-SHA").out().strip())
        .isEqualTo(
            "0x00,0x2F - TLS_RSA_WITH_AES_128_CBC_SHA                  - AES128-SHA              "
                + "       SSLv3   Kx=RSA      Au=RSA   Enc=AES(128)               Mac=SHA1");
    assertThat(Run.of("ciphers", "-convert", "TLS_RSA_WITH_AES_128_CBC_SHA").out().strip())
        .isEqualTo("OpenSSL cipher name: AES128-SHA");
    assertThat(Run.of("ciphers", "no-such-suite").err()).contains("Error in cipher list");
  }

  @ParameterizedTest
  @CsvSource({
    "-ssl3, RC4-SHA:AES128-SHA:DES-CBC3-SHA",
    "-tls1, ECDHE-RSA-RC4-SHA:RC4-SHA:ECDHE-RSA-AES128-SHA:AES128-SHA:DES-CBC3-SHA",
    "-tls1_1, ECDHE-RSA-RC4-SHA:RC4-SHA:ECDHE-RSA-AES128-SHA:AES128-SHA:DES-CBC3-SHA",
    "-tls1_2, ECDHE-RSA-AES128-SHA:AES128-SHA:AES128-SHA256:AES128-GCM-SHA256"
  })
  void ciphersSaysWhatAVersionMayHave(String version, String suites) {
    String list =
        "ECDHE-RSA-RC4-SHA:RC4-SHA:ECDHE-RSA-AES128-SHA:AES128-SHA:DES-CBC3-SHA:AES128-SHA256"
            + ":AES128-GCM-SHA256:@SECLEVEL=0";
    assertThat(Run.of("ciphers", "-s", version, "-ciphersuites", "", list).out().strip())
        .isEqualTo(suites);
  }

  @Test
  void ciphersKeepsToTheSecurityLevel() {
    assertThat(Run.of("ciphers", "-s", "-ssl3", "RC4:3DES:AES128-SHA").out().strip())
        .isEqualTo("AES128-SHA");
  }
}
