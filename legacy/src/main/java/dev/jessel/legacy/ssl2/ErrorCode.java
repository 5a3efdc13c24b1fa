// SPDX-License-Identifier: Apache-2.0
package dev.jessel.legacy.ssl2;

import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.message.Ssl2Message;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an ERROR message says (draft-hickman-netscape-ssl-00 5.3, C.3). */
enum ErrorCode {
  NO_CIPHER(1, AlertDescription.HANDSHAKE_FAILURE, AlertDescription.INSUFFICIENT_SECURITY),
  NO_CERTIFICATE(2, AlertDescription.NO_CERTIFICATE, AlertDescription.CERTIFICATE_REQUIRED),
  BAD_CERTIFICATE(
      4,
      AlertDescription.BAD_CERTIFICATE,
      AlertDescription.CERTIFICATE_REVOKED,
      AlertDescription.CERTIFICATE_EXPIRED,
      AlertDescription.CERTIFICATE_UNKNOWN,
      AlertDescription.UNKNOWN_CA),
  UNSUPPORTED_CERTIFICATE_TYPE(6, AlertDescription.UNSUPPORTED_CERTIFICATE);

  private final int code;
  private final List<AlertDescription> alerts;

  ErrorCode(int code, AlertDescription... alerts) {
    this.code = code;
    this.alerts = List.of(alerts);
  }

  Ssl2Message message() {
    return new Ssl2Message(new ByteWriter().u8(MessageType.ERROR).u16(code).toBytes());
  }

  /** What says about the same as an alert. */
  static Optional<ErrorCode> of(AlertDescription alert) {
    return Arrays.stream(values()).filter(error -> error.alerts.contains(alert)).findFirst();
  }

  /** Whether a message is this error. */
  boolean is(Ssl2Message message) {
    return message.equals(message());
  }

  /** The error that the peer sent. */
  static TlsException received(Ssl2Message message) throws TlsException {
    ByteReader in = ByteReader.of(message.bytes());
    in.u8();
    int code = in.u16();
    in.expectEnd();
    SslReason reason =
        Arrays.stream(values())
            .filter(error -> error.code == code)
            .map(error -> SslReason.forReceivedAlert(error.alerts.get(0)))
            .findFirst()
            .orElse(SslReason.UNKNOWN_ALERT_RECEIVED);
    return new TlsException(reason, "the peer sent error " + code);
  }
}
