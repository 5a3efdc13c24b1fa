// SPDX-License-Identifier: Apache-2.0
package dev.jessel.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TlsExceptionTest {
  @Test
  void theAlertIsThatOfTheReason() {
    TlsException failure = new TlsException(SslReason.BAD_SIGNATURE);

    assertThat(failure.alert()).contains(AlertDescription.DECRYPT_ERROR);
    assertThat(failure).hasMessage("bad signature");
  }

  @Test
  void aReasonWithoutAnAlertSendsNone() {
    assertThat(new TlsException(SslReason.HTTP_REQUEST).alert()).isEmpty();
  }

  @Test
  void theDetailFollowsTheText() {
    Exception cause = new Exception("x");

    assertThat(new TlsException(SslReason.BAD_KEY_SHARE, "two shares for x25519", cause))
        .hasMessage("bad key share: two shares for x25519")
        .hasCause(cause);
  }

  @Test
  void aRejectedCertificateHasTheAlertOfItsVerdict() {
    TlsException failure =
        TlsException.certificateRejected(AlertDescription.CERTIFICATE_EXPIRED, "has expired");

    assertThat(failure.reason()).isEqualTo(SslReason.CERTIFICATE_VERIFY_FAILED);
    assertThat(failure.alert()).contains(AlertDescription.CERTIFICATE_EXPIRED);
    assertThat(failure).hasMessage("certificate verify failed: has expired");
  }

  @Test
  void aPlaceIsAddedOnceAndChangesNothingElse() {
    Throwable cause = new IllegalStateException();
    TlsException failure = new TlsException(SslReason.BAD_KEY_SHARE, "two shares", cause);
    failure.addSuppressed(new IllegalArgumentException());

    TlsException placed = failure.in("client_hello").in("client_hello");

    assertThat(placed)
        .hasMessage("bad key share: two shares, in client_hello")
        .hasCause(cause)
        .hasSuppressedException(new IllegalArgumentException());
    assertThat(placed.getStackTrace()).isEqualTo(failure.getStackTrace());
    assertThat(placed.alert()).isEqualTo(failure.alert());
  }
}
