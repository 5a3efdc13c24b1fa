// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a Bio lends is what it would give, and stays where it is until it is given back. */
class InPlaceTest {
  private static final int CAPACITY = 256;

  /** A Bio that is written to, and the one that gives what was written. */
  record Ends(Bio writer, Bio reader) {
    InPlace room() {
      return (InPlace) writer;
    }

    InPlace bytes() {
      return (InPlace) reader;
    }

    void write(String text) {
      assertThat(writer.write(text.getBytes(US_ASCII), 0, text.length())).isEqualTo(text.length());
    }

    String read(int most) {
      byte[] target = new byte[most];
      int count = reader.read(target, 0, most);
      return count < 0 ? "none" : new String(target, 0, count, US_ASCII);
    }

    /** Puts text into room that was lent, without handing it over. */
    void fill(String text) {
      System.arraycopy(
          text.getBytes(US_ASCII), 0, room().roomArray(), room().roomStart(), text.length());
    }
  }

  enum Kind {
    MEMORY(
        () -> {
          MemoryBio bio = new MemoryBio();
          return new Ends(bio, bio);
        }),
    PAIR(
        () -> {
          BioPair pair = BioPair.create(CAPACITY, CAPACITY);
          return new Ends(pair.left(), pair.right());
        });

    private final Supplier<Ends> maker;

    Kind(Supplier<Ends> maker) {
      this.maker = maker;
    }

    Ends ends() {
      return maker.get();
    }
  }

  private static String lent(InPlace source, int count) {
    int start = source.lentStart();
    return new String(source.lentArray(), start, count, US_ASCII);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsLentIsWhatAReadWouldGive(Kind kind) {
    Ends ends = kind.ends();
    ends.write("one two");

    assertThat(ends.bytes().lend()).isEqualTo(7);
    assertThat(lent(ends.bytes(), 7)).isEqualTo("one two");
    ends.bytes().skip(4);

    assertThat(ends.reader().bytesRead()).isEqualTo(4);
    assertThat(ends.reader().pending()).isEqualTo(3);
    assertThat(ends.read(9)).isEqualTo("two");
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyBioLendsNothing(Kind kind) {
    Ends ends = kind.ends();

    assertThat(ends.bytes().lend()).isZero();
    ends.write("x");
    assertThat(ends.read(1)).isEqualTo("x");
    assertThat(ends.bytes().lend()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsPutIntoLentRoomIsReadOnceItIsHandedOver(Kind kind) {
    Ends ends = kind.ends();
    ends.write("one ");

    assertThat(ends.room().lendRoom(8)).isGreaterThanOrEqualTo(8);
    ends.fill("two");
    assertThat(ends.reader().pending()).isEqualTo(4);
    ends.room().commit(3);

    assertThat(ends.writer().bytesWritten()).isEqualTo(7);
    assertThat(ends.read(20)).isEqualTo("one two");
  }

  @ParameterizedTest
  @EnumSource
  void lentBytesStayWhereTheyAreWhileMoreIsWritten(Kind kind) {
    Ends ends = kind.ends();
    ends.write("a".repeat(40));
    assertThat(ends.read(30)).hasSize(30);
    assertThat(ends.bytes().lend()).isEqualTo(10);
    byte[] array = ends.bytes().lentArray();
    int start = ends.bytes().lentStart();

    ends.write("b".repeat(20));
    assertThat(ends.room().lendRoom(20)).isGreaterThanOrEqualTo(20);
    ends.fill("c".repeat(20));
    ends.room().commit(20);

    assertThat(new String(array, start, 10, US_ASCII)).isEqualTo("a".repeat(10));
    ends.bytes().skip(10);
    assertThat(ends.read(24) + ends.read(24)).isEqualTo("b".repeat(20) + "c".repeat(20));
  }

  @ParameterizedTest
  @EnumSource
  void lentRoomStaysWhereItIsWhileAllElseIsRead(Kind kind) {
    Ends ends = kind.ends();
    ends.write("one");
    assertThat(ends.room().lendRoom(5)).isGreaterThanOrEqualTo(5);

    assertThat(ends.read(3)).isEqualTo("one");
    ends.fill("two");
    ends.room().commit(3);

    assertThat(ends.read(9)).isEqualTo("two");
  }

  @ParameterizedTest
  @EnumSource
  void roomThatNobodyFillsIsForgottenByTheNextWrite(Kind kind) {
    Ends ends = kind.ends();
    assertThat(ends.room().lendRoom(5)).isGreaterThanOrEqualTo(5);
    ends.fill("lost");

    ends.write("kept");

    assertThat(ends.read(9)).isEqualTo("kept");
    assertThat(ends.room().lendRoom(5)).isGreaterThanOrEqualTo(5);
    ends.room().commit(0);
    assertThat(ends.read(9)).isEqualTo("none");
  }

  @ParameterizedTest
  @EnumSource
  void closingLeavesWhatIsLentAlone(Kind kind) {
    Ends ends = kind.ends();
    ends.write("secret");
    assertThat(ends.bytes().lend()).isEqualTo(6);
    byte[] array = ends.bytes().lentArray();
    int start = ends.bytes().lentStart();
    assertThat(ends.room().lendRoom(5)).isGreaterThanOrEqualTo(5);

    ends.reader().close();
    ends.fill("late");
    ends.room().commit(4);

    assertThat(new String(array, start, 6, US_ASCII)).isEqualTo("secret");
    ends.bytes().skip(6);
    assertThat(ends.reader().pending()).isZero();
    assertThat(ends.bytes().lend()).isZero();
    assertThat(ends.room().lendRoom(1)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void anArrayThatIsLentIsNotUsedForOtherBytes(Kind kind) {
    Ends ends = kind.ends();
    for (int i = 0; i < 3; i++) {
      ends.write("warm");
      assertThat(ends.read(9)).isEqualTo("warm");
    }
    ends.write("first");
    assertThat(ends.bytes().lend()).isEqualTo(5);
    byte[] array = ends.bytes().lentArray();
    int start = ends.bytes().lentStart();

    assertThat(ends.writer().reset()).isTrue();
    ends.write("other");

    assertThat(new String(array, start, 5, US_ASCII)).isEqualTo("first");
    ends.bytes().skip(5);
    assertThat(ends.reader().bytesRead()).isEqualTo(12);
    assertThat(ends.read(9)).isEqualTo("other");
  }

  @ParameterizedTest
  @EnumSource
  void aResetWhileRoomIsLentDropsWhatWasThereAndNoMore(Kind kind) {
    Ends ends = kind.ends();
    ends.write("old bytes");
    assertThat(ends.read(4)).isEqualTo("old ");
    assertThat(ends.room().lendRoom(5)).isGreaterThanOrEqualTo(5);

    assertThat(ends.writer().reset()).isTrue();
    ends.fill("new");
    ends.room().commit(3);

    assertThat(ends.read(9)).isEqualTo("new");
  }

  @ParameterizedTest
  @EnumSource
  void noMoreIsTakenThanWasThere(Kind kind) {
    Ends ends = kind.ends();
    ends.write("12345");
    assertThat(ends.bytes().lend()).isEqualTo(5);

    ends.bytes().skip(100);

    assertThat(ends.reader().bytesRead()).isEqualTo(5);
    assertThat(ends.reader().pending()).isZero();
    ends.write("x");
    assertThat(ends.read(9)).isEqualTo("x");
  }

  @ParameterizedTest
  @EnumSource
  void moreThanWasLentCannotBeHandedOver(Kind kind) {
    Ends ends = kind.ends();
    int room = ends.room().lendRoom(5);

    assertThatThrownBy(() -> ends.room().commit(room + 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(ends.reader().pending()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void turnsOfBothKindsKeepTheOrder(Kind kind) {
    Ends ends = kind.ends();
    StringBuilder sent = new StringBuilder();
    StringBuilder got = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      String text = String.valueOf((char) ('a' + i % 26)).repeat(1 + i % 17);
      sent.append(text);
      if (i % 3 == 0 && ends.room().lendRoom(text.length()) >= text.length()) {
        ends.fill(text);
        ends.room().commit(text.length());
      } else {
        ends.write(text);
      }
      int there = i % 2 == 0 ? ends.bytes().lend() : 0;
      int taken = Math.min(there, 20);
      if (taken > 0) {
        got.append(lent(ends.bytes(), taken));
        ends.bytes().skip(taken);
      } else {
        got.append(ends.read(20));
      }
    }
    while (ends.reader().pending() > 0) {
      got.append(ends.read(20));
    }
    assertThat(got).hasToString(sent.toString());
  }

  @Test
  void aPairLendsNoRoomThatIsInTwoPieces() {
    Ends ends = Kind.PAIR.ends();
    ends.write("x".repeat(CAPACITY - 14));
    assertThat(ends.read(CAPACITY - 24)).hasSize(CAPACITY - 24);

    assertThat(ends.room().lendRoom(15)).isZero();
    assertThat(ends.room().lendRoom(14)).isEqualTo(14);
    assertThatThrownBy(() -> ends.room().commit(15)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(ends.read(40)).isEqualTo("x".repeat(10));
  }

  @Test
  void aMemoryBioThatGoesBackLendsNothing() {
    MemoryBio rewinding = new MemoryBio();
    rewinding.rewinding(true);
    rewinding.write(new byte[3], 0, 3);
    assertThat(rewinding.lend()).isZero();
    assertThat(rewinding.lendRoom(1)).isZero();

    MemoryBio readOnly = MemoryBio.readOnly(new byte[3]);
    assertThat(readOnly.lend()).isZero();
    assertThat(readOnly.lendRoom(1)).isZero();
    assertThat(Arrays.asList(readOnly.read(new byte[3], 0, 3), rewinding.read(new byte[3], 0, 3)))
        .containsExactly(3, 3);
  }

  @Test
  void aMemoryBioIsNoLargerForWhatIsLent() {
    MemoryBio bio = new MemoryBio();
    byte[] record = new byte[1000];
    bio.write(record, 0, record.length);
    int largest = 0;
    for (int i = 0; i < 1000; i++) {
      bio.write(record, 0, record.length);
      assertThat(bio.lend()).isGreaterThanOrEqualTo(record.length);
      bio.write(record, 0, record.length);
      largest = Math.max(largest, bio.lentArray().length);
      bio.skip(record.length);
      assertThat(bio.read(record, 0, record.length)).isEqualTo(record.length);
    }
    assertThat(largest).isLessThanOrEqualTo(8 * record.length);
  }

  @Test
  void aFullPairLendsNoRoom() {
    Ends ends = Kind.PAIR.ends();
    ends.write("x".repeat(CAPACITY));

    assertThat(ends.room().lendRoom(1)).isZero();
    assertThat(ends.read(10)).hasSize(10);
    assertThat(ends.room().lendRoom(11)).isZero();
    assertThat(ends.room().lendRoom(10)).isEqualTo(10);
  }

  @Test
  void whatIsHandedOverAfterTheEndIsDropped() {
    BioPair pair = BioPair.create();
    assertThat(pair.left().lendRoom(3)).isGreaterThanOrEqualTo(3);

    pair.left().shutdownWrite();
    assertThat(pair.right().read(new byte[1], 0, 1)).isZero();
    pair.left().commit(3);

    assertThat(pair.left().bytesWritten()).isZero();
    assertThat(pair.right().read(new byte[1], 0, 1)).isZero();
    assertThat(pair.right().eof()).isTrue();
  }

  @Test
  void aLoanOutlivesThePairAndTakesNothingFromTheNext() {
    BioPair pair = BioPair.create();
    pair.left().write(new byte[5], 0, 5);
    assertThat(pair.right().lend()).isEqualTo(5);
    assertThat(pair.left().lendRoom(3)).isGreaterThanOrEqualTo(3);

    pair.left().part();
    pair.left().join(pair.right());
    pair.left().write(new byte[] {1, 2, 3}, 0, 3);
    pair.right().skip(5);
    assertThat(pair.left().lendRoom(3)).isGreaterThanOrEqualTo(3);
    pair.left().commit(0);

    byte[] target = new byte[9];
    assertThat(pair.right().read(target, 0, 9)).isEqualTo(3);
    assertThat(target).startsWith(1, 2, 3);
  }

  @Test
  void roomThatOutlivesThePairIsNoneOfTheNext() {
    BioPair pair = BioPair.create();
    assertThat(pair.left().lendRoom(3)).isGreaterThanOrEqualTo(3);

    pair.left().part();
    pair.left().join(pair.right());
    pair.left().commit(3);

    assertThat(pair.right().pending()).isZero();
  }

  @Test
  void aPairThatIsResetDuringBothLoansKeepsThem() {
    Ends ends = Kind.PAIR.ends();
    ends.write("a".repeat(100));
    assertThat(ends.bytes().lend()).isEqualTo(100);
    byte[] array = ends.bytes().lentArray();
    int start = ends.bytes().lentStart();
    int room = ends.room().lendRoom(10);

    assertThat(ends.writer().reset()).isTrue();
    ends.fill("b".repeat(room));
    ends.room().commit(room);
    ends.write("c".repeat(CAPACITY - room));

    assertThat(new String(array, start, 100, US_ASCII)).isEqualTo("a".repeat(100));
    ends.bytes().skip(100);
    assertThat(ends.read(CAPACITY)).isEqualTo("b".repeat(room) + "c".repeat(CAPACITY - room));
  }

  @Test
  void aPairThatIsResetAndFilledAnewLeavesWhatIsLent() {
    Ends ends = Kind.PAIR.ends();
    ends.write("a".repeat(100));
    assertThat(ends.bytes().lend()).isEqualTo(100);
    byte[] array = ends.bytes().lentArray();
    int start = ends.bytes().lentStart();
    assertThat(ends.room().lendRoom(10)).isGreaterThanOrEqualTo(10);

    assertThat(ends.writer().reset()).isTrue();
    ends.write("c".repeat(CAPACITY));

    assertThat(new String(array, start, 100, US_ASCII)).isEqualTo("a".repeat(100));
    assertThat(ends.read(CAPACITY)).isEqualTo("c".repeat(CAPACITY));
  }

  @Test
  void aMemoryBioThatMustMoveItsBytesLeavesWhatIsLent() {
    Ends ends = Kind.MEMORY.ends();
    ends.write("a".repeat(600));
    assertThat(ends.read(550)).hasSize(550);
    assertThat(ends.bytes().lend()).isEqualTo(50);
    byte[] array = ends.bytes().lentArray();
    int start = ends.bytes().lentStart();

    ends.write("b".repeat(500));
    ends.write("c".repeat(5000));

    assertThat(new String(array, start, 50, US_ASCII)).isEqualTo("a".repeat(50));
    ends.bytes().skip(50);
    assertThat(ends.read(9000)).isEqualTo("b".repeat(500) + "c".repeat(5000));
  }
}
