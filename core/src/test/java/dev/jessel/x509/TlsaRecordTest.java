// SPDX-License-Identifier: Apache-2.0
package dev.jessel.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsaRecordTest {
  private static final String SHA256 = "0123456789abcdef".repeat(4);

  // RFC 6698 2.1.1, 2.1.2, 2.1.3, 2.2: three numbers, then the data.
  @Test
  void aRecordIsReadAsInAZoneFileAndAsInAMessage() throws Exception {
    TlsaRecord record = TlsaRecord.ofText(" 3 1 1 01234567 89ABCDEF" + SHA256.substring(16));
    assertThat(record.usage()).isEqualTo(TlsaRecord.Usage.DANE_EE);
    assertThat(record.selector()).isEqualTo(TlsaRecord.Selector.SPKI);
    assertThat(record.matching()).isEqualTo(TlsaMatching.SHA2_256);
    assertThat(record.data()).isEqualTo(Bytes.ofHex(SHA256));
    assertThat(record).hasToString("3 1 1 " + SHA256);
    TlsaRecord same = TlsaRecord.ofRdata(Bytes.ofHex("030101" + SHA256));
    assertThat(same).isEqualTo(record).hasSameHashCodeAs(record);
    assertThat(TlsaRecord.ofText("3 0 1 " + SHA256)).isNotEqualTo(record);
  }

  @ParameterizedTest
  @CsvSource({
    "4, 1, 1, 32, DANE_TLSA_BAD_CERTIFICATE_USAGE",
    "255, 1, 1, 32, DANE_TLSA_BAD_CERTIFICATE_USAGE",
    "3, 2, 1, 32, DANE_TLSA_BAD_SELECTOR",
    "3, 1, 3, 32, DANE_TLSA_BAD_MATCHING_TYPE",
    "3, 1, 1, 31, DANE_TLSA_BAD_DIGEST_LENGTH",
    "3, 1, 1, 64, DANE_TLSA_BAD_DIGEST_LENGTH",
    "3, 1, 2, 32, DANE_TLSA_BAD_DIGEST_LENGTH",
    "3, 0, 0, 32, DANE_TLSA_BAD_CERTIFICATE",
    "3, 1, 0, 32, DANE_TLSA_BAD_PUBLIC_KEY",
    "2, 1, 0, 0, DANE_TLSA_BAD_PUBLIC_KEY",
  })
  void whatIsOfNoUseIsRefusedWithItsReason(
      int usage, int selector, int type, int length, SslReason reason) {
    assertThatThrownBy(() -> TlsaRecord.of(usage, selector, type, Bytes.of(new byte[length])))
        .isInstanceOfSatisfying(TlsException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void nothingMayFollowAWholeCertificateOrKey() throws Exception {
    PeerCertificate server = Fixtures.certificate("server");
    Bytes more = Bytes.of((byte) 0);
    assertThat(TlsaRecord.of(2, 0, 0, server.der()).issuer()).contains(server);
    assertThat(TlsaRecord.of(2, 1, 0, server.spki()).key()).contains(server.publicKey());
    assertThatThrownBy(() -> TlsaRecord.of(2, 0, 0, server.der().plus(more)))
        .isInstanceOf(TlsException.class);
    assertThatThrownBy(() -> TlsaRecord.of(2, 1, 0, server.spki().plus(more)))
        .isInstanceOf(TlsException.class);
  }

  @ParameterizedTest
  @CsvSource({"3 1 1", "3 1 1 0", "3 1 1 0x", "3 1 one 00", "a", "''", "3 1 1 ' '"})
  void textThatIsNoRecordIsRefused(String text) {
    assertThatThrownBy(() -> TlsaRecord.ofText(text)).isInstanceOf(TlsException.class);
    assertThatThrownBy(() -> TlsaRecord.ofRdata(Bytes.ofHex("0301")))
        .isInstanceOf(TlsException.class);
  }
}
