// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jessel.error.AlertDescription;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.ProtocolVersion;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExtensionsTest {
  private static final Cookie COOKIE = new Cookie(Bytes.ofHex("aa"));
  private static final SelectedVersion VERSION = new SelectedVersion(ProtocolVersion.TLS_1_3);

  @ParameterizedTest
  @EnumSource
  void everyFormSurvivesARoundTrip(MessageContext context) throws TlsException {
    Extensions sent = ExtensionSamples.of(context);
    Extensions received = decode(encode(sent), context);

    assertThat(received).isEqualTo(sent).hasSameHashCodeAs(sent);
    assertThat(received.types()).isEqualTo(sent.types());
    assertThat(encode(received)).isEqualTo(encode(sent));
  }

  @Test
  void everyFormHasASample() {
    Set<Class<?>> sampled = new HashSet<>();
    for (MessageContext context : MessageContext.values()) {
      ExtensionSamples.of(context).all().forEach(extension -> sampled.add(extension.getClass()));
    }

    assertThat(sampled)
        .isEqualTo(Set.copyOf(Arrays.asList(Extension.class.getPermittedSubclasses())));
  }

  @Test
  void aTypeIsKnownWhereItHasAForm() {
    for (int code = 0; code <= 0xffff; code++) {
      ExtensionType type = new ExtensionType(code);
      boolean hasForm =
          Arrays.stream(MessageContext.values()).anyMatch(context -> hasForm(context, type));

      assertThat(MessageContext.anyKnows(type)).as(type.name()).isEqualTo(hasForm);
    }
  }

  private static boolean hasForm(MessageContext context, ExtensionType type) {
    try {
      ByteReader nothing = new ByteReader(new byte[0], 0, 0);
      return !(context.decode(type, nothing) instanceof UnknownExtension);
    } catch (TlsException missesSomething) {
      return true;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBlockCutAnywhereIsRefused(MessageContext context) {
    byte[] whole = encode(ExtensionSamples.of(context)).toArray();
    for (int length = 0; length < whole.length; length++) {
      ByteReader cut = new ByteReader(whole, 0, length);

      assertThatExceptionOfType(TlsException.class)
          .isThrownBy(() -> Extensions.decode(cut, context))
          .satisfies(e -> assertThat(e.alert()).contains(AlertDescription.DECODE_ERROR));
    }
  }

  @Test
  void anExtensionThatIsThereTwiceIsRefused() {
    refused("0008 0a0a0000 0a0a0000", MessageContext.SERVER_HELLO, SslReason.BAD_EXTENSION);
  }

  @Test
  void preSharedKeyHasToBeTheLastExtensionOfAClientHello() throws TlsException {
    Bytes psk = encode(ExtensionSamples.of(MessageContext.CLIENT_HELLO));
    Extensions all = decode(psk, MessageContext.CLIENT_HELLO);
    PreSharedKeyClient last = all.find(PreSharedKeyClient.class).orElseThrow();
    Bytes wrong = encode(Extensions.of(last, COOKIE));

    refused(wrong.hex(), MessageContext.CLIENT_HELLO, SslReason.BAD_EXTENSION);
    assertThat(SslReason.BAD_EXTENSION.alert()).contains(AlertDescription.ILLEGAL_PARAMETER);
  }

  @Test
  void preSharedKeyMayStandAnywhereInAServerHello() throws TlsException {
    Extensions sent = Extensions.of(new PreSharedKeyServer(0), VERSION);

    assertThat(decode(encode(sent), MessageContext.SERVER_HELLO)).isEqualTo(sent);
  }

  @Test
  void anExtensionInTheWrongMessageIsKeptAsItCame() throws TlsException {
    Extensions received =
        decode(Bytes.ofHex("0006002c00020000"), MessageContext.ENCRYPTED_EXTENSIONS);

    assertThat(received.all())
        .containsExactly(new UnknownExtension(ExtensionType.COOKIE, Bytes.ofHex("0000")));
    assertThat(received.find(Cookie.class)).isEmpty();
    assertThat(received.contains(ExtensionType.COOKIE)).isTrue();
  }

  @Test
  void aMalformedExtensionIsNamed() {
    assertThatExceptionOfType(TlsException.class)
        .isThrownBy(() -> decode(Bytes.ofHex("0006002c00020000"), MessageContext.CLIENT_HELLO))
        .withMessage("parse tlsext: cookie");
  }

  @Test
  void whatComesAfterTheBlockIsLeftThere() throws TlsException {
    ByteReader in = ByteReader.of(Bytes.ofHex("0000ff"));

    assertThat(Extensions.decode(in, MessageContext.CERTIFICATE)).isEqualTo(Extensions.EMPTY);
    assertThat(in.remaining()).isEqualTo(1);
  }

  @Test
  void anExtensionIsFoundByFormAndByType() {
    Extensions extensions = Extensions.of(VERSION, COOKIE);

    assertThat(extensions.find(Cookie.class)).contains(COOKIE);
    assertThat(extensions.find(ExtensionType.COOKIE)).contains(COOKIE);
    assertThat(extensions.find(KeyShareRetry.class)).isEmpty();
    assertThat(extensions.find(ExtensionType.KEY_SHARE)).isEmpty();
    assertThat(extensions.contains(ExtensionType.SUPPORTED_VERSIONS)).isTrue();
    assertThat(extensions.isEmpty()).isFalse();
    assertThat(Extensions.EMPTY.isEmpty()).isTrue();
  }

  @Test
  void anExtensionIsPutInThePlaceOfTheOldOne() {
    Cookie other = new Cookie(Bytes.ofHex("bb"));
    Extensions extensions = Extensions.of(COOKIE, VERSION);

    assertThat(extensions.with(other)).isEqualTo(Extensions.of(other, VERSION));
    assertThat(extensions.with(new Padding(1)))
        .isEqualTo(Extensions.of(COOKIE, VERSION, new Padding(1)));
    assertThat(extensions).isEqualTo(Extensions.of(COOKIE, VERSION));
  }

  @Test
  void preSharedKeyStaysLastWhenAnExtensionIsAdded() {
    PreSharedKeyServer psk = new PreSharedKeyServer(0);

    assertThat(Extensions.of(VERSION, psk).with(COOKIE).types())
        .containsExactly(
            ExtensionType.SUPPORTED_VERSIONS, ExtensionType.COOKIE, ExtensionType.PRE_SHARED_KEY);
  }

  @Test
  void anExtensionCanBeTakenOut() {
    assertThat(Extensions.of(COOKIE, VERSION).without(ExtensionType.COOKIE))
        .isEqualTo(Extensions.of(VERSION));
  }

  @Test
  void theOrderMatters() {
    assertThat(Extensions.of(COOKIE, VERSION)).isNotEqualTo(Extensions.of(VERSION, COOKIE));
  }

  @Test
  void sendingAnExtensionTwiceIsABug() {
    assertThatIllegalArgumentException().isThrownBy(() -> Extensions.of(List.of(COOKIE, COOKIE)));
  }

  @Test
  void theBindersSizeIsWhatATruncatedClientHelloLeavesOut() {
    PreSharedKeyClient psk =
        ExtensionSamples.of(MessageContext.CLIENT_HELLO)
            .find(PreSharedKeyClient.class)
            .orElseThrow();

    assertThat(psk.bindersSize()).isEqualTo(2 + 1 + 32 + 1 + 48);
  }

  private static Bytes encode(Extensions extensions) {
    ByteWriter out = new ByteWriter();
    extensions.encode(out);
    return out.toBytes();
  }

  private static Extensions decode(Bytes block, MessageContext context) throws TlsException {
    return Extensions.decode(ByteReader.of(block), context);
  }

  private static void refused(String block, MessageContext context, SslReason reason) {
    assertThatExceptionOfType(TlsException.class)
        .isThrownBy(() -> decode(Bytes.ofHex(block.replace(" ", "")), context))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
