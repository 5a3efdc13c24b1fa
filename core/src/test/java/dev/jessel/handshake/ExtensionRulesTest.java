// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.extension.Cookie;
import dev.jessel.wire.extension.Extensions;
import dev.jessel.wire.extension.MessageContext;
import dev.jessel.wire.extension.SelectedVersion;
import dev.jessel.wire.extension.SupportedGroups;
import dev.jessel.wire.extension.UnknownExtension;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class ExtensionRulesTest {
  private static final UnknownExtension UNKNOWN =
      new UnknownExtension(new ExtensionType(0xFAFA), Bytes.EMPTY);
  private static final Extensions GROUPS =
      Extensions.of(new SupportedGroups(List.of(NamedGroup.X25519)));

  @Test
  void whatWasNotAskedForIsUnsupported() {
    refused(
        () ->
            ExtensionRules.checkResponse(
                Extensions.of(UNKNOWN), MessageContext.ENCRYPTED_EXTENSIONS, List.of()),
        SslReason.UNSOLICITED_EXTENSION);
  }

  // RFC 8701 3.1: a value that means nothing must not come back, though it was sent
  @Test
  void whatMeansNothingWasNotAskedFor() {
    List<ExtensionType> asked = List.of(UNKNOWN.type());
    Extensions answer = Extensions.of(UNKNOWN);
    refused(
        () -> ExtensionRules.checkResponse(answer, MessageContext.ENCRYPTED_EXTENSIONS, asked),
        SslReason.UNSOLICITED_EXTENSION);
    refused(() -> ExtensionRules.checkResponse12(answer, asked), SslReason.UNSOLICITED_EXTENSION);
  }

  @Test
  void whatMayNotStandInAMessageIsIllegalThere() {
    refused(
        () ->
            ExtensionRules.checkResponse(
                GROUPS, MessageContext.SERVER_HELLO, List.of(ExtensionType.SUPPORTED_GROUPS)),
        SslReason.BAD_EXTENSION);
    refused(
        () -> ExtensionRules.checkRequest(GROUPS, MessageContext.CERTIFICATE_REQUEST),
        SslReason.BAD_EXTENSION);
  }

  @Test
  void aRequestMayHoldWhatWeDoNotKnow() {
    assertThatCode(
            () -> ExtensionRules.checkRequest(Extensions.of(UNKNOWN), MessageContext.CLIENT_HELLO))
        .doesNotThrowAnyException();
  }

  @Test
  void aCertificateRequestMayNameTheServer() {
    Extensions name =
        Extensions.of(new UnknownExtension(ExtensionType.SERVER_NAME, Bytes.of((byte) 0)));

    assertThatCode(() -> ExtensionRules.checkRequest(name, MessageContext.CERTIFICATE_REQUEST))
        .doesNotThrowAnyException();
  }

  @Test
  void onlyACookieMayComeUnasked() {
    Extensions retry =
        Extensions.of(new SelectedVersion(ProtocolVersion.TLS_1_3), new Cookie(Bytes.of((byte) 1)));
    List<ExtensionType> asked = List.of(ExtensionType.SUPPORTED_VERSIONS);

    assertThatCode(
            () -> ExtensionRules.checkResponse(retry, MessageContext.HELLO_RETRY_REQUEST, asked))
        .doesNotThrowAnyException();
    refused(
        () -> ExtensionRules.checkResponse(retry, MessageContext.SERVER_HELLO, asked),
        SslReason.UNSOLICITED_EXTENSION);
  }

  private static void refused(ThrowingCallable call, SslReason reason) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(TlsException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
