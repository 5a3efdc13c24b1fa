// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.cli.CommandFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
  @ParameterizedTest
  @CsvSource({
    "example.com:443, example.com, 443",
    "example.com, example.com, 4433",
    "127.0.0.1:1, 127.0.0.1, 1",
    "[::1]:443, ::1, 443",
    "[::1], ::1, 4433",
    "2001:db8::1, 2001:db8::1, 4433",
    ":443, localhost, 443",
    "example.com:, example.com, 4433"
  })
  void aServerIsAHostWithOrWithoutAPort(String text, String host, int port) throws CommandFailure {
    assertThat(HostPort.toConnect(text)).isEqualTo(new HostPort(host, port));
  }

  @ParameterizedTest
  @CsvSource({
    "4433, '', 4433",
    "0, '', 0",
    "*:443, *, 443",
    "127.0.0.1:443, 127.0.0.1, 443",
    "[::]:0, ::, 0",
    "localhost, localhost, 4433"
  })
  void aPlaceToListenIsAPortWithOrWithoutAHost(String text, String host, int port)
      throws CommandFailure {
    assertThat(HostPort.toAccept(text)).isEqualTo(new HostPort(host, port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a:b", "a:65536", "a:-1", "a:999999999999", "[::1", "[::1]443", "a b:1", "a:0"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> HostPort.toConnect(text)).isInstanceOf(CommandFailure.class);
  }
}
