// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.wire.Bytes;
import dev.jessel.x509.GeneralName.Form;
import dev.jessel.x509.Subtree.IncomparableException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubtreeTest {
  @ParameterizedTest
  @CsvSource({
    "DNS, example.com, example.com, true",
    "DNS, example.com, EXAMPLE.com., true",
    "DNS, example.com, www.example.com, true",
    "DNS, example.com, badexample.com, false",
    "DNS, .example.com, www.example.com, true",
    "DNS, .example.com, example.com, false",
    "DNS, '', anything.test, true",
    "DNS, example.com, *.example.com, true",
    "DNS, www.example.com, *.example.com, false",
    "EMAIL, example.com, joe@example.com, true",
    "EMAIL, example.com, joe@mail.example.com, false",
    "EMAIL, .example.com, joe@mail.example.com, true",
    "EMAIL, joe@example.com, joe@EXAMPLE.com, true",
    "EMAIL, joe@example.com, Joe@example.com, false",
    "URI, example.com, https://example.com/path, true",
    "URI, example.com, https://www.example.com/path, false",
    "URI, .example.com, https://www.example.com:8443/, true",
  })
  void textIsComparedAsItsFormAsks(Form form, String base, String name, boolean inside)
      throws Exception {
    assertThat(new Subtree(text(form, base)).contains(text(form, name))).isEqualTo(inside);
  }

  // RFC 5280 has no rule on wildcards: one that could stand for an excluded name is excluded.
  @ParameterizedTest
  @CsvSource({
    "bar.example.com, *.example.com, true",
    "a.bar.example.com, *.example.com, false",
    "example.com, *.example.com, true",
    "bar.example.com, *.example.org, false",
    "bar.example.com, foo.example.com, false",
  })
  void aWildcardTouchesWhatItCanStandFor(String base, String name, boolean touches)
      throws Exception {
    assertThat(new Subtree(text(Form.DNS, base)).touches(text(Form.DNS, name))).isEqualTo(touches);
  }

  @ParameterizedTest
  @CsvSource({
    "c0000200ffffff00, c0000217, true",
    "c0000200ffffff00, c0000317, false",
    "0000000000000000, 01020304, true",
    "c0000200ffffff00, 00000000000000000000000000000001, false",
    "20010db8000000000000000000000000ffffffff000000000000000000000000,"
        + "20010db8000000000000000000000001, true",
  })
  void anAddressLiesInARange(String range, String address, boolean inside) throws Exception {
    assertThat(new Subtree(hex(range)).contains(hex(address))).isEqualTo(inside);
  }

  @ParameterizedTest
  @CsvSource({
    "'O=Acme', 'CN=x,O=Acme', true",
    "'O=Acme', 'CN=x,O=ACME', true",
    "'OU=Dev,O=Acme', 'CN=x,O=Acme', false",
    "'O=Acme', 'O=Acme,C=US', false",
    "'O=Acme', 'O=Acme', true",
  })
  void aDirectoryNameStartsWithTheBase(String base, String name, boolean inside) throws Exception {
    assertThat(new Subtree(directory(base)).contains(directory(name))).isEqualTo(inside);
  }

  @ParameterizedTest
  @CsvSource({
    "DNS, *.example.com, a.example.com, UNSUPPORTED_CONSTRAINT_SYNTAX",
    "DNS, example.com, 'a b.example.com', UNSUPPORTED_NAME_SYNTAX",
    "DNS, example.com, *a.example.com, UNSUPPORTED_NAME_SYNTAX",
    "EMAIL, example.com, example.com, UNSUPPORTED_NAME_SYNTAX",
    "EMAIL, example.com, a@b@example.com, UNSUPPORTED_NAME_SYNTAX",
    "URI, example.com, mailto:joe, UNSUPPORTED_NAME_SYNTAX",
    "OTHER, x, x, UNSUPPORTED_CONSTRAINT_TYPE",
    "REGISTERED_ID, x, x, UNSUPPORTED_CONSTRAINT_TYPE",
    "IP, c000, abcd, UNSUPPORTED_CONSTRAINT_SYNTAX",
  })
  void whatCannotBeComparedIsNoMatch(Form form, String base, String name, VerifyResult result) {
    assertThatThrownBy(() -> new Subtree(text(form, base)).contains(text(form, name)))
        .isInstanceOfSatisfying(
            IncomparableException.class, e -> assertThat(e.result()).isEqualTo(result));
  }

  @ParameterizedTest
  @CsvSource({
    "c0000200ff00ff00, UNSUPPORTED_CONSTRAINT_SYNTAX",
    "c0000200, UNSUPPORTED_CONSTRAINT_SYNTAX"
  })
  void aMaskIsOnesAndThenZeros(String range, VerifyResult result) {
    assertThatThrownBy(() -> new Subtree(hex(range)).contains(hex("c0000201")))
        .isInstanceOfSatisfying(
            IncomparableException.class, e -> assertThat(e.result()).isEqualTo(result));
  }

  private static GeneralName text(Form form, String text) {
    return new GeneralName(form, Bytes.of(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static GeneralName hex(String text) {
    return new GeneralName(Form.IP, Bytes.of(HexFormat.of().parseHex(text)));
  }

  private static GeneralName directory(String name) {
    return new GeneralName(Form.DIRECTORY, Bytes.of(new X500Principal(name).getEncoded()));
  }
}
