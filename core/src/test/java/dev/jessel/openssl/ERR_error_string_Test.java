// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import static dev.jessel.openssl.LibSsl.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** ERR_error_string(3) and ERR_GET_LIB(3): how codes are read. */
class ERR_error_string_Test {
  private static final int VERIFY_FAILED = 134;
  private static final int BIO_UNINITIALIZED = 120;
  private final long code = ERR_PACK(ERR_LIB_SSL, 0, VERIFY_FAILED);

  @Test
  void codesArePrintedAsInC() {
    assertThat(ERR_error_string(code))
        .isEqualTo("error:0A000086:SSL routines::certificate verify failed");
    assertThat(ERR_reason_error_string(code)).isEqualTo("certificate verify failed");
    assertThat(ERR_lib_error_string(code)).isEqualTo("SSL routines");
    assertThat(ERR_func_error_string(code)).isNull();
    assertThat(ERR_error_string(ERR_PACK(ERR_LIB_BIO, 0, BIO_UNINITIALIZED)))
        .isEqualTo("error:10000078:BIO routines::uninitialized");
    assertThat(ERR_error_string(ERR_PACK(ERR_LIB_BIO, 0, ERR_R_SYS_LIB)))
        .isEqualTo("error:10080002:BIO routines::system lib");
    assertThat(ERR_error_string(ERR_PACK(ERR_LIB_CRYPTO, 0, ERR_R_PASSED_NULL_PARAMETER)))
        .isEqualTo("error:078C0102:common libcrypto routines::passed a null parameter");
  }

  @Test
  void whatHasNoNameIsANumber() {
    assertThat(ERR_error_string(ERR_PACK(ERR_LIB_USER, 0, 7)))
        .isEqualTo("error:40000007:lib(128)::reason(7)");
    assertThat(ERR_error_string(0)).isEqualTo("error:00000000:lib(0)::reason(0)");
    assertThat(ERR_lib_error_string(ERR_PACK(ERR_LIB_USER, 0, 7))).isNull();
    assertThat(ERR_reason_error_string(ERR_PACK(ERR_LIB_USER, 0, 7))).isNull();
  }

  @Test
  void errorsOfTheSystemHaveItsTexts() {
    long refused = ERR_PACK(ERR_LIB_SYS, 0, 111);
    assertThat(ERR_error_string(refused))
        .isEqualTo("error:8000006F:system library::Connection refused");
    assertThat(ERR_error_string(ERR_PACK(ERR_LIB_SYS, 0, 32)))
        .isEqualTo("error:80000020:system library::Broken pipe");
    assertThat(ERR_SYSTEM_ERROR(refused)).isTrue();
    assertThat(ERR_GET_LIB(refused)).isEqualTo(ERR_LIB_SYS);
    assertThat(ERR_GET_REASON(refused)).isEqualTo(111);
    assertThat(ERR_SYSTEM_ERROR(code)).isFalse();
  }

  @Test
  void theTextIsCutToWhatFits() {
    assertThat(ERR_error_string_n(code, 15)).isEqualTo("error:0A000086");
    assertThat(ERR_error_string_n(code, 1)).isEmpty();
    assertThat(ERR_error_string_n(code, 0)).isEmpty();
    assertThat(ERR_error_string_n(code, 256)).isEqualTo(ERR_error_string(code));
  }

  @Test
  void aCodeComesApartAgain() {
    assertThat(ERR_GET_LIB(code)).isEqualTo(ERR_LIB_SSL);
    assertThat(ERR_GET_REASON(code)).isEqualTo(VERIFY_FAILED);
    assertThat(ERR_GET_RFLAGS(code)).isZero();
    assertThat(ERR_FATAL_ERROR(code)).isFalse();
    long fatal = ERR_PACK(ERR_LIB_BIO, 0, ERR_R_INTERNAL_ERROR);
    assertThat(ERR_FATAL_ERROR(fatal)).isTrue();
    assertThat(ERR_COMMON_ERROR(fatal)).isTrue();
    assertThat(ERR_GET_RFLAGS(fatal)).isEqualTo(ERR_R_FATAL);
    assertThat(ERR_GET_LIB(fatal)).isEqualTo(ERR_LIB_BIO);
  }
}
