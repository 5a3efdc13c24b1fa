// SPDX-License-Identifier: Apache-2.0
package dev.jessel.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jessel.crypto.HashAlgorithm;
import dev.jessel.crypto.jca.JcaCryptoProvider;
import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class TranscriptTest {
  private static final Bytes FIRST = Bytes.of((byte) 1, (byte) 0, (byte) 0, (byte) 1, (byte) 7);
  private static final Bytes SECOND = Bytes.of((byte) 2, (byte) 0, (byte) 0, (byte) 0);

  private final Transcript transcript = new Transcript(JcaCryptoProvider.create());

  @Test
  void messagesBeforeTheChoiceOfTheHashCount() throws Exception {
    transcript.add(FIRST);
    transcript.selectHash(HashAlgorithm.SHA_384);
    transcript.add(SECOND);

    assertThat(transcript.hash()).isEqualTo(digest("SHA-384", FIRST.plus(SECOND)));
  }

  @Test
  void askingForTheHashDoesNotEndIt() throws Exception {
    transcript.selectHash(HashAlgorithm.SHA_256);
    transcript.add(FIRST);
    transcript.hash();
    transcript.add(SECOND);

    assertThat(transcript.hash()).isEqualTo(digest("SHA-256", FIRST.plus(SECOND)));
  }

  @Test
  void nothingIsLeftAtTheEnd() throws Exception {
    transcript.selectHash(HashAlgorithm.SHA_256);
    transcript.add(FIRST);
    Transcript copy = transcript.copy();
    transcript.end();

    assertThatIllegalStateException().isThrownBy(transcript::hash);
    assertThat(copy.hash()).isEqualTo(digest("SHA-256", FIRST));
  }

  @Test
  void whatEndsBeforeTheChoiceOfTheHashDoesNotBeginAnew() {
    transcript.add(FIRST);
    transcript.end();
    transcript.add(SECOND);

    assertThatIllegalStateException()
        .isThrownBy(() -> transcript.selectHash(HashAlgorithm.SHA_256));
    assertThatIllegalStateException()
        .isThrownBy(() -> transcript.hashWith(HashAlgorithm.SHA_256, SECOND));
  }

  @Test
  void theMessagesThemselvesCanBeHadUntilTheyAreForgotten() throws Exception {
    transcript.add(FIRST);
    transcript.selectHashAndKeep(HashAlgorithm.SHA_256);
    transcript.add(SECOND);

    assertThat(transcript.messages()).isEqualTo(FIRST.plus(SECOND).toArray());
    assertThat(transcript.copy().messages()).isEqualTo(FIRST.plus(SECOND).toArray());
    assertThat(transcript.hash()).isEqualTo(digest("SHA-256", FIRST.plus(SECOND)));
    assertThat(transcript.hashWith(HashAlgorithm.SHA_1))
        .isEqualTo(digest("SHA-1", FIRST.plus(SECOND)));

    transcript.forgetMessages();
    transcript.add(SECOND);

    assertThatIllegalStateException().isThrownBy(transcript::messages);
    assertThat(transcript.hash()).isEqualTo(digest("SHA-256", FIRST.plus(SECOND).plus(SECOND)));
  }

  @Test
  void keepsABoundedNumberOfBytes() throws Exception {
    Bytes half = Bytes.of(new byte[Transcript.MAX_KEPT / 2]);
    transcript.selectHashAndKeep(HashAlgorithm.SHA_256);
    transcript.add(half);
    transcript.add(half);
    assertThat(transcript.messages()).hasSize(Transcript.MAX_KEPT);

    transcript.add(FIRST);

    assertThatThrownBy(transcript::messages)
        .isInstanceOfSatisfying(
            TlsException.class,
            e -> assertThat(e.reason()).isEqualTo(SslReason.EXCESSIVE_MESSAGE_SIZE));
    assertThat(transcript.hash()).isEqualTo(digest("SHA-256", half.plus(half).plus(FIRST)));
  }

  @Test
  void thereIsNoHashBeforeTheChoice() {
    transcript.add(FIRST);

    assertThatIllegalStateException().isThrownBy(transcript::hash);
    assertThatIllegalStateException().isThrownBy(transcript::replaceWithMessageHash);
  }

  @Test
  void theChoiceIsFinal() {
    transcript.selectHash(HashAlgorithm.SHA_256);
    transcript.selectHash(HashAlgorithm.SHA_256);

    assertThatIllegalStateException()
        .isThrownBy(() -> transcript.selectHash(HashAlgorithm.SHA_384));
    assertThatIllegalStateException()
        .isThrownBy(() -> transcript.hashWith(HashAlgorithm.SHA_384, SECOND));
  }

  @Test
  void lookingAheadChangesNothing() throws Exception {
    transcript.add(FIRST);
    byte[] ahead = digest("SHA-256", FIRST.plus(SECOND));

    assertThat(transcript.hashWith(HashAlgorithm.SHA_256, SECOND)).isEqualTo(ahead);
    transcript.selectHash(HashAlgorithm.SHA_256);
    assertThat(transcript.hashWith(HashAlgorithm.SHA_256, SECOND)).isEqualTo(ahead);
    assertThat(transcript.hash()).isEqualTo(digest("SHA-256", FIRST));
  }

  @Test
  void aCopyGoesItsOwnWay() throws Exception {
    transcript.add(FIRST);
    Transcript early = transcript.copy();
    transcript.selectHash(HashAlgorithm.SHA_256);
    Transcript late = transcript.copy();
    early.selectHash(HashAlgorithm.SHA_384);
    late.add(SECOND);

    assertThat(early.hash()).isEqualTo(digest("SHA-384", FIRST));
    assertThat(late.hash()).isEqualTo(digest("SHA-256", FIRST.plus(SECOND)));
    assertThat(transcript.hash()).isEqualTo(digest("SHA-256", FIRST));
  }

  @Test
  void aRetryLeavesTheHashOfTheFirstHelloAsAMessage() throws Exception {
    transcript.add(FIRST);
    transcript.selectHash(HashAlgorithm.SHA_384);
    transcript.replaceWithMessageHash();

    Bytes header = Bytes.of((byte) 254, (byte) 0, (byte) 0, (byte) 48);
    Bytes message = header.plus(Bytes.of(digest("SHA-384", FIRST)));
    assertThat(transcript.hash()).isEqualTo(digest("SHA-384", message));
  }

  private static byte[] digest(String algorithm, Bytes content) throws Exception {
    return MessageDigest.getInstance(algorithm).digest(content.toArray());
  }
}
