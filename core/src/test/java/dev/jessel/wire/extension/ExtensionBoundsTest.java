// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bodies are hexadecimal; {@code 00*31} stands for 31 zero bytes. */
class ExtensionBoundsTest {
  private static final Pattern REPEATED = Pattern.compile("([0-9a-f]{2})\\*([0-9]+)");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          server_name            | CLIENT_HELLO         |                           | PARSE_TLSEXT
          server_name            | CLIENT_HELLO         | 0000                      | PARSE_TLSEXT
          server_name            | CLIENT_HELLO         | 0003 00 0000              | PARSE_TLSEXT
          server_name            | CLIENT_HELLO         | 0004 00 0001 61 00        | PARSE_TLSEXT
          server_name            | CLIENT_HELLO         | 0008 00 0001 61 00 0001 62 | PARSE_TLSEXT
          server_name            | CLIENT_HELLO         | 0004 01 0001 61           | SSL3_EXT_INVALID_SERVERNAME_TYPE
          server_name            | CLIENT_HELLO         | 0004 00 0001 00           | UNRECOGNIZED_NAME
          server_name            | CLIENT_HELLO         | 0004 00 0001 20           | UNRECOGNIZED_NAME
          server_name            | CLIENT_HELLO         | 0004 00 0001 7f           | UNRECOGNIZED_NAME
          server_name            | CLIENT_HELLO         | 0004 00 0001 e9           | UNRECOGNIZED_NAME
          server_name            | CLIENT_HELLO         | 0103 00 0100 61*256       | UNRECOGNIZED_NAME
          server_name            | ENCRYPTED_EXTENSIONS | 00                        | PARSE_TLSEXT
          max_fragment_length    | CLIENT_HELLO         |                           | PARSE_TLSEXT
          max_fragment_length    | CLIENT_HELLO         | 0100                      | PARSE_TLSEXT
          max_fragment_length    | CLIENT_HELLO         | 00                        | SSL3_EXT_INVALID_MAX_FRAGMENT_LENGTH
          max_fragment_length    | CLIENT_HELLO         | 05                        | SSL3_EXT_INVALID_MAX_FRAGMENT_LENGTH
          record_size_limit      | CLIENT_HELLO         | 40                        | PARSE_TLSEXT
          record_size_limit      | CLIENT_HELLO         | 003f                      | BAD_EXTENSION
          record_size_limit      | ENCRYPTED_EXTENSIONS | 004000                    | PARSE_TLSEXT
          supported_groups       | CLIENT_HELLO         | 0000                      | PARSE_TLSEXT
          supported_groups       | CLIENT_HELLO         | 0003 001d00               | PARSE_TLSEXT
          supported_groups       | ENCRYPTED_EXTENSIONS | 0002 001d 00              | PARSE_TLSEXT
          signature_algorithms   | CLIENT_HELLO         | 0000                      | PARSE_TLSEXT
          signature_algorithms   | CLIENT_HELLO         | 0001 04                   | PARSE_TLSEXT
          signature_algorithms   | CERTIFICATE_REQUEST  | 0004 0403                 | PARSE_TLSEXT
          signature_algorithms_cert | CLIENT_HELLO      | 0000                      | PARSE_TLSEXT
          signature_algorithms_cert | CERTIFICATE_REQUEST | 0002 0403 00            | PARSE_TLSEXT
          application_layer_protocol_negotiation | CLIENT_HELLO | 0000              | PARSE_TLSEXT
          application_layer_protocol_negotiation | CLIENT_HELLO | 0001 00           | PARSE_TLSEXT
          application_layer_protocol_negotiation | CLIENT_HELLO | 0003 01 61 00     | PARSE_TLSEXT
          application_layer_protocol_negotiation | CLIENT_HELLO | 0003 03 6161      | PARSE_TLSEXT
          application_layer_protocol_negotiation | ENCRYPTED_EXTENSIONS | 0004 01 61 01 62 | PARSE_TLSEXT
          application_layer_protocol_negotiation | ENCRYPTED_EXTENSIONS | 0000      | PARSE_TLSEXT
          application_layer_protocol_negotiation | SERVER_HELLO | 0002 00 00        | PARSE_TLSEXT
          supported_versions     | CLIENT_HELLO         | 00                        | PARSE_TLSEXT
          supported_versions     | CLIENT_HELLO         | 03 030403                 | PARSE_TLSEXT
          supported_versions     | CLIENT_HELLO         | ff 03*255                 | PARSE_TLSEXT
          supported_versions     | SERVER_HELLO         | 03                        | PARSE_TLSEXT
          supported_versions     | HELLO_RETRY_REQUEST  | 030400                    | PARSE_TLSEXT
          cookie                 | CLIENT_HELLO         | 0000                      | PARSE_TLSEXT
          cookie                 | HELLO_RETRY_REQUEST  | 0002 00                   | PARSE_TLSEXT
          key_share              | CLIENT_HELLO         | 0004 001d 0000            | PARSE_TLSEXT
          key_share              | CLIENT_HELLO         | 0005 001d 0002 00         | PARSE_TLSEXT
          key_share              | CLIENT_HELLO         | 000a 001d 0001 00 001d 0001 01 | BAD_KEY_SHARE
          key_share              | SERVER_HELLO         | 001d 0000                 | PARSE_TLSEXT
          key_share              | SERVER_HELLO         | 001d 0001 00 00           | PARSE_TLSEXT
          key_share              | HELLO_RETRY_REQUEST  | 00                        | PARSE_TLSEXT
          key_share              | HELLO_RETRY_REQUEST  | 001d 0001 00              | PARSE_TLSEXT
          psk_key_exchange_modes | CLIENT_HELLO         | 00                        | PARSE_TLSEXT
          psk_key_exchange_modes | CLIENT_HELLO         | 02 01                     | PARSE_TLSEXT
          certificate_authorities | CLIENT_HELLO        | 0000                      | PARSE_TLSEXT
          certificate_authorities | CERTIFICATE_REQUEST | 0002 0000                 | PARSE_TLSEXT
          certificate_authorities | CERTIFICATE_REQUEST | 0005 0001 30 0000         | PARSE_TLSEXT
          early_data             | CLIENT_HELLO         | 00                        | PARSE_TLSEXT
          early_data             | ENCRYPTED_EXTENSIONS | 00000000                  | PARSE_TLSEXT
          early_data             | NEW_SESSION_TICKET   |                           | PARSE_TLSEXT
          early_data             | NEW_SESSION_TICKET   | 0000000000                | PARSE_TLSEXT
          pre_shared_key         | CLIENT_HELLO         | 0000 0021 20 00*32        | PARSE_TLSEXT
          pre_shared_key         | CLIENT_HELLO         | 0006 0000 00000000 0021 20 00*32 | PARSE_TLSEXT
          pre_shared_key         | CLIENT_HELLO         | 0007 0001 61 00000000     | PARSE_TLSEXT
          pre_shared_key         | CLIENT_HELLO         | 0007 0001 61 00000000 0000 | PARSE_TLSEXT
          pre_shared_key         | CLIENT_HELLO         | 0007 0001 61 00000000 0021 1f 00*31 00 | PARSE_TLSEXT
          pre_shared_key         | CLIENT_HELLO         | 0007 0001 61 00000000 0042 20 00*32 20 00*32 | BAD_PSK
          pre_shared_key         | CLIENT_HELLO         | 000e 0001 61 00000000 0001 62 00000000 0021 20 00*32 | BAD_PSK
          pre_shared_key         | SERVER_HELLO         | 00                        | PARSE_TLSEXT
          pre_shared_key         | SERVER_HELLO         | 000000                    | PARSE_TLSEXT
          status_request         | CLIENT_HELLO         |                           | PARSE_TLSEXT
          status_request         | CLIENT_HELLO         | 01                        | PARSE_TLSEXT
          status_request         | CLIENT_HELLO         | 01 0002 0000 0000         | PARSE_TLSEXT
          status_request         | CLIENT_HELLO         | 01 0000 0000 00           | PARSE_TLSEXT
          status_request         | CERTIFICATE_REQUEST  | 01 0000 0000              | PARSE_TLSEXT
          status_request         | CERTIFICATE          |                           | PARSE_TLSEXT
          status_request         | CERTIFICATE          | 01 000000                 | PARSE_TLSEXT
          status_request         | CERTIFICATE          | 01 000001 00 00           | PARSE_TLSEXT
          status_request         | CERTIFICATE          | 02 000001 00              | UNSUPPORTED_STATUS_TYPE
          post_handshake_auth    | CLIENT_HELLO         | 00                        | PARSE_TLSEXT
          extended_master_secret | CLIENT_HELLO         | 00                        | PARSE_TLSEXT
          renegotiation_info     | CLIENT_HELLO         |                           | PARSE_TLSEXT
          renegotiation_info     | SERVER_HELLO         | 00 00                     | PARSE_TLSEXT
          """)
  void aBodyThatTheRfcForbidsIsRefused(
      String type, MessageContext context, String body, SslReason reason) {
    assertThatExceptionOfType(TlsException.class)
        .isThrownBy(() -> decode(type, context, body == null ? "" : body))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          server_name            | CLIENT_HELLO         | 0004 00 0001 61
          server_name            | CLIENT_HELLO         | 0102 00 00ff 61*255
          max_fragment_length    | CLIENT_HELLO         | 01
          max_fragment_length    | SERVER_HELLO         | 04
          record_size_limit      | CLIENT_HELLO         | 0040
          supported_groups       | CLIENT_HELLO         | 0002 001d
          supported_versions     | CLIENT_HELLO         | fe 03*254
          cookie                 | HELLO_RETRY_REQUEST  | 0001 00
          key_share              | CLIENT_HELLO         | 0000
          pre_shared_key         | CLIENT_HELLO         | 0007 0001 61 ffffffff 0021 20 00*32
          pre_shared_key         | CLIENT_HELLO         | 0007 0001 61 ffffffff 0100 ff 00*255
          psk_key_exchange_modes | CLIENT_HELLO         | ff 07*255
          status_request         | CLIENT_HELLO         | 01 0000 0000
          status_request         | CLIENT_HELLO         | 02 ff
          early_data             | NEW_SESSION_TICKET   | ffffffff
          padding                | CLIENT_HELLO         | 00*500
          """)
  void aBodyAtTheEdgeOfWhatIsAllowedIsTaken(String type, MessageContext context, String body)
      throws TlsException {
    assertThat(decode(type, context, body).types())
        .containsExactly(ExtensionType.named(type).orElseThrow());
  }

  @Test
  void aStatusRequestOfAnotherTypeIsUnknown() throws TlsException {
    assertThat(decode("status_request", MessageContext.CLIENT_HELLO, "02 ff").all())
        .containsExactly(new UnknownExtension(ExtensionType.STATUS_REQUEST, Bytes.ofHex("02ff")));
  }

  @ParameterizedTest
  @CsvSource({"1, 512", "2, 1024", "3, 2048", "4, 4096"})
  void aMaxFragmentLengthStandsForALength(int code, int length) {
    assertThat(new MaxFragmentLength(code).length()).isEqualTo(length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "é", "a\u0000b"})
  void aHostNameThatNobodyMayHaveIsNotSent(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ServerNameList(name));
  }

  @Test
  void valuesThatNobodyMayHaveAreNotSent() {
    assertThatIllegalArgumentException().isThrownBy(() -> new MaxFragmentLength(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new RecordSizeLimit(63));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PreSharedKeyClient(List.of(), List.of(Bytes.of(new byte[32]))));
  }

  private static Extensions decode(String type, MessageContext context, String body)
      throws TlsException {
    Bytes content = bytes(body);
    Bytes block =
        new ByteWriter()
            .vector16(
                out -> out.u16(ExtensionType.named(type).orElseThrow().code()).opaque16(content))
            .toBytes();
    return Extensions.decode(ByteReader.of(block), context);
  }

  private static Bytes bytes(String body) {
    String expanded =
        REPEATED
            .matcher(body)
            .replaceAll(match -> match.group(1).repeat(Integer.parseInt(match.group(2))));
    return Bytes.ofHex(expanded.replace(" ", ""));
  }
}
