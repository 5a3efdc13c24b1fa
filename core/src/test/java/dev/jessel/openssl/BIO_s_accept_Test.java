// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.Endpoints.reason;
import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jessel.bio.Bio;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** BIO_s_accept(3): listening, and the connections that come. */
class BIO_s_accept_Test {
  private final byte[] buffer = new byte[100];

  @BeforeEach
  void empty() {
    ERR_clear_error();
  }

  private static Bio listening() {
    Bio accept = BIO_new_accept("127.0.0.1:0");
    assertThat(BIO_get_accept_port(accept)).isNull();
    assertThat(BIO_do_accept(accept)).as("binds").isEqualTo(1);
    assertThat(BIO_next(accept)).isNull();
    return accept;
  }

  private static Bio connectTo(Bio accept) {
    Bio bio = BIO_new_connect("127.0.0.1:" + BIO_get_accept_port(accept));
    assertThat(BIO_do_connect(bio)).isEqualTo(1);
    return bio;
  }

  @Test
  void theFirstCallBindsAndTheNextAccepts() {
    Bio accept = listening();
    assertThat(BIO_get_accept_name(accept)).isEqualTo("127.0.0.1");
    Bio client = connectTo(accept);
    assertThat(BIO_do_accept(accept)).isEqualTo(1);
    assertThat(BIO_do_accept(accept)).as("one is enough").isEqualTo(1);
    assertThat(BIO_get_peer_name(accept)).isEqualTo("127.0.0.1");
    assertThat(BIO_get_peer_port(accept)).matches("\\d+");
    BIO_puts(client, "hi");
    assertThat(BIO_read(accept, buffer, 2)).isPositive();
    Bio connection = BIO_pop(accept);
    assertThat(BIO_method_name(connection)).isEqualTo("socket");
    assertThat(BIO_puts(connection, "yes")).isEqualTo(3);
    assertThat(BIO_read(client, buffer, 3)).isPositive();
    Bio second = connectTo(accept);
    assertThat(BIO_do_accept(accept)).isEqualTo(1);
    assertThat(BIO_next(accept)).isNotNull().isNotSameAs(connection);
    for (Bio each : List.of(connection, second, client)) {
      BIO_free(each);
    }
    BIO_free_all(accept);
  }

  @Test
  void waitingForNobodyIsARetryOfItsOwnKind() {
    Bio accept = BIO_new_accept("127.0.0.1:0");
    assertThat(BIO_set_nbio_accept(accept, 1)).isEqualTo(1);
    assertThat(BIO_get_bind_mode(accept)).isEqualTo(BIO_SOCK_NONBLOCK);
    assertThat(BIO_set_nbio(accept, 1)).isEqualTo(1);
    assertThat(BIO_do_accept(accept)).isEqualTo(1);
    assertThat(BIO_do_accept(accept)).isEqualTo(-1);
    assertThat(BIO_should_io_special(accept)).isTrue();
    assertThat(BIO_get_retry_reason(accept)).isEqualTo(BIO_RR_ACCEPT);
    assertThat(BIO_read(accept, buffer, 1)).isEqualTo(-1);
    assertThat(BIO_get_retry_reason(accept)).isEqualTo(BIO_RR_ACCEPT);
    Bio client = connectTo(accept);
    while (BIO_do_accept(accept) != 1) {
      assertThat(BIO_should_io_special(accept)).isTrue();
    }
    assertThat(BIO_read(accept, buffer, 1)).as("connections do not wait either").isEqualTo(-1);
    assertThat(BIO_should_read(accept)).isTrue();
    assertThat(BIO_should_io_special(accept)).isFalse();
    BIO_free(client);
    BIO_free_all(accept);
  }

  @Test
  void eachConnectionGetsItsOwnCopyOfTheChain() {
    Bio accept = listening();
    Bio chain = BIO_push(BIO_new(BIO_f_buffer()), BIO_new(BIO_f_null()));
    assertThat(BIO_set_accept_bios(accept, chain)).isEqualTo(1);
    List<Bio> heads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Bio client = connectTo(accept);
      assertThat(BIO_do_accept(accept)).isEqualTo(1);
      Bio head = BIO_pop(accept);
      assertThat(BIO_method_name(head)).isEqualTo("buffer");
      assertThat(BIO_method_name(BIO_next(head))).isEqualTo("NULL filter");
      assertThat(BIO_method_name(BIO_next(BIO_next(head)))).isEqualTo("socket");
      heads.add(head);
      BIO_free_all(client);
    }
    assertThat(heads.get(0)).isNotSameAs(heads.get(1)).isNotSameAs(chain);
    heads.forEach(LibSsl::BIO_free_all);
    BIO_free(accept);
  }

  @Test
  void callbacksGoToTheConnections() {
    Bio accept = BIO_new_accept("127.0.0.1:0");
    List<Integer> seen = new ArrayList<>();
    BIO_set_callback_ex(
        accept,
        (b, oper, argp, len, argi, argl, ret, processed) -> {
          if (b != accept) {
            seen.add(oper);
          }
          return ret;
        });
    BIO_do_accept(accept);
    Bio client = connectTo(accept);
    BIO_do_accept(accept);
    BIO_puts(BIO_next(accept), "x");
    assertThat(seen).contains(BIO_CB_PUTS);
    BIO_free(client);
    BIO_free_all(accept);
  }

  @Test
  void anAddressInUseCannotBeBoundAndAResetLetsItGo() {
    Bio accept = listening();
    String place = "127.0.0.1:" + BIO_get_accept_port(accept);
    Bio second = BIO_new_accept(place);
    assertThat(BIO_do_accept(second)).isEqualTo(-1);
    assertThat(ERR_reason_error_string(ERR_get_error())).isEqualTo("Address already in use");
    assertThat(reason()).isEqualTo("unable to bind socket");
    assertThat(BIO_reset(accept)).isZero();
    assertThat(BIO_set_bind_mode(second, BIO_BIND_REUSEADDR)).isEqualTo(1);
    assertThat(BIO_get_bind_mode(second)).isEqualTo(BIO_BIND_REUSEADDR);
    assertThat(BIO_do_accept(second)).isEqualTo(1);
    BIO_free(second);
    BIO_free(accept);
  }

  @Test
  void whatCannotBeListenedOnSaysWhy() {
    Bio bare = BIO_new(BIO_s_accept());
    assertThat(BIO_get_init(bare)).isZero();
    assertThat(BIO_do_accept(bare)).isEqualTo(-1);
    assertThat(reason()).isEqualTo("no accept addr or service specified");
    assertThat(BIO_new_accept("a:b:c")).isNull();
    assertThat(reason()).isEqualTo("ambiguous host or service");
    Bio bio = BIO_new(BIO_s_accept());
    assertThat(BIO_set_accept_port(bio, "0")).isEqualTo(1);
    assertThat(BIO_set_accept_ip_family(bio, BIO_FAMILY_IPV4)).isEqualTo(1);
    assertThat(BIO_get_accept_ip_family(bio)).isEqualTo(BIO_FAMILY_IPV4);
    assertThat(BIO_get_init(bio)).isEqualTo(1);
    assertThat(BIO_do_accept(bio)).isEqualTo(1);
    assertThat(BIO_get_accept_name(bio)).isEqualTo("0.0.0.0");
    BIO_free(bio);
  }
}
