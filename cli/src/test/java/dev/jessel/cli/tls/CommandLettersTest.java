// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CommandLettersTest {
  private final StringBuilder seen = new StringBuilder();

  private final CommandLetters.Handler recorder =
      new CommandLetters.Handler() {
        @Override
        public void data(byte[] bytes) {
          seen.append(new String(bytes, StandardCharsets.ISO_8859_1));
        }

        @Override
        public void command(char letter) {
          seen.append('<').append(letter).append('>');
        }
      };

  @Test
  void aLetterAloneOnItsLineIsACommand() throws IOException {
    assertThat(whole("hello\nK\nworld\nk\r\nQ\n")).isEqualTo("hello\n<K>world\n<k><Q>");
    assertThat(bytewise("hello\nK\nworld\nk\r\nQ\n")).isEqualTo("hello\n<K>world\n<k><Q>");
  }

  @Test
  void aLetterThatBeginsAWordIsData() throws IOException {
    assertThat(whole("Kind\nQQ\nQ \nK\rx\n")).isEqualTo("Kind\nQQ\nQ \nK\rx\n");
    assertThat(bytewise("Kind\nQQ\nQ \nK\rx\n")).isEqualTo("Kind\nQQ\nQ \nK\rx\n");
  }

  @Test
  void aLetterAtTheVeryEndIsACommand() throws IOException {
    assertThat(whole("a\nQ")).isEqualTo("a\n<Q>");
  }

  @Test
  void bytesPassOnWithoutALineEnd() throws IOException {
    CommandLetters letters = new CommandLetters("Q", recorder);
    letters.add(new byte[] {'a', 'Q'}, 2);

    assertThat(seen.toString()).isEqualTo("aQ");
  }

  @Test
  void withoutLettersAllIsData() throws IOException {
    CommandLetters letters = new CommandLetters("", recorder);
    letters.add("Q\n".getBytes(StandardCharsets.US_ASCII), 2);
    letters.end();

    assertThat(seen.toString()).isEqualTo("Q\n");
  }

  private String whole(String typed) throws IOException {
    seen.setLength(0);
    CommandLetters letters = new CommandLetters("QKk", recorder);
    letters.add(typed.getBytes(StandardCharsets.US_ASCII), typed.length());
    letters.end();
    return seen.toString();
  }

  private String bytewise(String typed) throws IOException {
    seen.setLength(0);
    CommandLetters letters = new CommandLetters("QKk", recorder);
    for (byte b : typed.getBytes(StandardCharsets.US_ASCII)) {
      letters.add(new byte[] {b}, 1);
    }
    letters.end();
    return seen.toString();
  }
}
