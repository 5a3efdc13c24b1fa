// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** BIO_push(3), BIO_find_type(3), BIO_new(3) and BIO_read(3): chains, and what all kinds share. */
class BIO_push_Test {
  private final byte[] buffer = new byte[50];
  private final Bio memory = BIO_new(BIO_s_mem());
  private final Bio filter = BIO_new(BIO_f_null());
  private final Bio head = BIO_new(BIO_f_buffer());

  @BeforeEach
  void chain() {
    ERR_clear_error();
    BIO_push(head, BIO_push(filter, memory));
  }

  @Test
  void aChainIsWalkedSearchedAndTakenApart() {
    assertThat(BIO_next(head)).isSameAs(filter);
    assertThat(BIO_next(memory)).isNull();
    assertThat(BIO_find_type(head, BIO_TYPE_MEM)).isSameAs(memory);
    assertThat(BIO_find_type(head, BIO_TYPE_NULL_FILTER)).isSameAs(filter);
    assertThat(BIO_find_type(head, BIO_TYPE_FILTER)).isSameAs(head);
    assertThat(BIO_find_type(head, BIO_TYPE_SOURCE_SINK)).isSameAs(memory);
    assertThat(BIO_find_type(filter, BIO_TYPE_BUFFER)).isNull();
    assertThat(BIO_find_type(null, BIO_TYPE_MEM)).isNull();
    assertThat(reason()).isEqualTo("passed a null parameter");
    assertThat(BIO_pop(filter)).isSameAs(memory);
    assertThat(BIO_next(head)).isSameAs(memory);
    assertThat(BIO_push(null, head)).isSameAs(head);
    assertThat(BIO_push(head, null)).isSameAs(head);
    assertThat(BIO_pop(null)).isNull();
    BIO_set_next(head, filter);
    assertThat(BIO_next(head)).isSameAs(filter);
    BIO_set_next(head, null);
    assertThat(BIO_next(head)).isNull();
  }

  @Test
  void aKindIsToldWhenItsChainChanges() {
    List<Integer> commands = new ArrayList<>();
    BIO_METHOD method = BIO_meth_new(BIO_TYPE_FILTER, "listens");
    BIO_meth_set_ctrl(
        method,
        (b, cmd, num, ptr) -> {
          commands.add(cmd);
          return 1;
        });
    Bio bio = BIO_push(BIO_new(method), BIO_new(BIO_s_null()));
    BIO_pop(bio);
    assertThat(commands).containsExactly(BIO_CTRL_PUSH, BIO_CTRL_POP);
  }

  @Test
  void freeingAChainClosesEachOnceUpToTheFirstThatIsShared() {
    int[] destroyed = new int[1];
    BIO_METHOD method = BIO_meth_new(BIO_TYPE_SOURCE_SINK, "counts");
    BIO_meth_set_destroy(method, b -> destroyed[0]++);
    Bio last = BIO_new(method);
    Bio middle = BIO_push(BIO_new(BIO_f_null()), last);
    Bio front = BIO_push(BIO_new(BIO_f_null()), middle);
    BIO_up_ref(middle);
    BIO_free_all(front);
    assertThat(destroyed[0]).isZero();
    assertThat(front.isClosed()).isTrue();
    BIO_free_all(middle);
    assertThat(destroyed[0]).isEqualTo(1);
    BIO_free_all(last);
    BIO_free_all(null);
    BIO_vfree(last);
    assertThat(destroyed[0]).isEqualTo(1);
  }

  @Test
  void aChainIsCopiedWithWhatHangsOnIt() {
    int index = BIO_get_ex_new_index(0, null, null, null, null);
    BIO_set_ex_data(filter, index, "mine");
    BIO_set_app_data(filter, "app");
    BIO_set_close(memory, BIO_NOCLOSE);
    BIO_puts(memory, "content");
    Bio copy = BIO_dup_chain(head);
    assertThat(BIO_method_name(copy)).isEqualTo("buffer");
    assertThat(BIO_get_ex_data(BIO_next(copy), index)).isEqualTo("mine");
    assertThat(BIO_get_app_data(BIO_next(copy))).isEqualTo("app");
    Bio end = BIO_next(BIO_next(copy));
    assertThat(BIO_get_close(end)).isEqualTo(BIO_NOCLOSE);
    assertThat(BIO_pending(end)).isZero();
    BIO_set_ex_data(filter, index, null);
    assertThat(BIO_get_ex_data(filter, index)).isNull();
  }

  @Test
  void everyBioHasDataFlagsAndAKind() {
    BIO_set_data(memory, "data");
    assertThat(BIO_get_data(memory)).isEqualTo("data");
    BIO_set_flags(memory, 0x2000);
    assertThat(BIO_test_flags(memory, 0x3000)).isEqualTo(0x2000);
    BIO_clear_flags(memory, 0x2000);
    assertThat(BIO_get_flags(memory)).isZero();
    BIO_set_shutdown(memory, 0);
    assertThat(BIO_get_shutdown(memory)).isZero();
    assertThat(BIO_get_init(memory)).isEqualTo(1);
    assertThat(BIO_method_type(memory)).isEqualTo(BIO_TYPE_MEM);
    assertThat(BIO_method_name(memory)).isEqualTo("memory buffer");
    Bio own = new GateBio(BIO_new(BIO_s_mem()));
    assertThat(BIO_method_name(own)).isEqualTo("GateBio");
    assertThat(BIO_dup_chain(own)).isNull();
    BIO_read(memory, buffer, 1);
    assertThat(BIO_get_retry_flags(memory)).isEqualTo(BIO_FLAGS_READ | BIO_FLAGS_SHOULD_RETRY);
    BIO_clear_retry_flags(memory);
    assertThat(BIO_should_retry(memory)).isFalse();
  }

  @Test
  void linesComeFromAnyKindByteByByte() {
    Bio[] near = new Bio[1];
    Bio[] far = new Bio[1];
    BIO_new_bio_pair(near, 0, far, 0);
    BIO_puts(near[0], "one\ntwo");
    assertThat(BIO_get_line(far[0], buffer, 50)).isEqualTo(4);
    assertThat(new String(buffer, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("one\n\0");
    assertThat(BIO_get_line(far[0], buffer, 3)).isEqualTo(2);
    BIO_shutdown_wr(near[0]);
    assertThat(BIO_get_line(far[0], buffer, 50)).isEqualTo(1);
    assertThat(BIO_get_line(far[0], buffer, 50)).isZero();
    assertThat(BIO_get_line(null, buffer, 50)).isEqualTo(-1);
    assertThat(BIO_get_line(far[0], buffer, 0)).isEqualTo(-1);
    assertThat(ERR_GET_REASON(ERR_peek_last_error())).isEqualTo(BIO_R_INVALID_ARGUMENT);
    ERR_clear_error();
  }

  @Test
  void blanksAreWrittenUpToTheMost() {
    assertThat(BIO_indent(memory, 3, 10)).isEqualTo(1);
    assertThat(BIO_indent(memory, 30, 2)).isEqualTo(1);
    assertThat(BIO_indent(memory, -1, 2)).isEqualTo(1);
    assertThat(BIO_pending(memory)).isEqualTo(5);
    assertThat(BIO_indent(BIO_new_mem_buf(""), 1, 1)).isZero();
    ERR_clear_error();
  }

  @Test
  void nothingIsReadFromNothing() {
    assertThat(BIO_read(null, buffer, 1)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("passed a null parameter");
    assertThat(BIO_read(memory, buffer, -1)).isZero();
    assertThat(BIO_puts(null, "x")).isEqualTo(-1);
    assertThat(BIO_gets(null, buffer, 1)).isEqualTo(-1);
    assertThat(BIO_gets(memory, buffer, -1)).isEqualTo(-1);
    assertThat(BIO_ctrl(null, BIO_CTRL_EOF, 0, null)).isEqualTo(-1);
    assertThat(BIO_number_read(null)).isZero();
    assertThat(BIO_ptr_ctrl(memory, BIO_C_GET_SSL, 0)).isNull();
    assertThat(BIO_do_handshake(memory)).as("there is nothing to do").isZero();
    ERR_clear_error();
  }
}
