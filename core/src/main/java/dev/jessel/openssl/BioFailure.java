// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.Bio;
import dev.jessel.bio.BioException;
import dev.jessel.bio.BioException.Reason;
import dev.jessel.bio.FileBio;
import java.io.IOException;
import java.util.Map;

/** Queues what libcrypto queues when a BIO fails: of sockets nothing, that is errno's business. */
final class BioFailure {
  private static final Map<Reason, Integer> CODES =
      Map.ofEntries(
          Map.entry(Reason.UNINITIALIZED, LibBioCodes.BIO_R_UNINITIALIZED),
          Map.entry(Reason.UNSUPPORTED_METHOD, LibBioCodes.BIO_R_UNSUPPORTED_METHOD),
          Map.entry(Reason.BROKEN_PIPE, LibBioCodes.BIO_R_BROKEN_PIPE),
          Map.entry(Reason.WRITE_TO_READ_ONLY_BIO, LibBioCodes.BIO_R_WRITE_TO_READ_ONLY_BIO),
          Map.entry(Reason.NO_SUCH_FILE, LibBioCodes.BIO_R_NO_SUCH_FILE),
          Map.entry(
              Reason.NO_HOSTNAME_OR_SERVICE_SPECIFIED,
              LibBioCodes.BIO_R_NO_HOSTNAME_OR_SERVICE_SPECIFIED),
          Map.entry(
              Reason.NO_ACCEPT_ADDR_OR_SERVICE_SPECIFIED,
              LibBioCodes.BIO_R_NO_ACCEPT_ADDR_OR_SERVICE_SPECIFIED),
          Map.entry(Reason.LOOKUP_RETURNED_NOTHING, LibBioCodes.BIO_R_LOOKUP_RETURNED_NOTHING),
          Map.entry(Reason.MALFORMED_HOST_OR_SERVICE, LibBioCodes.BIO_R_MALFORMED_HOST_OR_SERVICE),
          Map.entry(Reason.AMBIGUOUS_HOST_OR_SERVICE, LibBioCodes.BIO_R_AMBIGUOUS_HOST_OR_SERVICE),
          Map.entry(Reason.CONNECT_ERROR, LibBioCodes.BIO_R_CONNECT_ERROR),
          Map.entry(Reason.NBIO_CONNECT_ERROR, LibBioCodes.BIO_R_NBIO_CONNECT_ERROR),
          Map.entry(Reason.UNABLE_TO_BIND_SOCKET, LibBioCodes.BIO_R_UNABLE_TO_BIND_SOCKET),
          Map.entry(Reason.ACCEPT_ERROR, LibBioCodes.BIO_R_ACCEPT_ERROR),
          Map.entry(Reason.SYS_LIB, LibErrCodes.ERR_R_SYS_LIB));

  private BioFailure() {}

  /** Queues why the last operation failed, if it did; gives back what it returned. */
  static long note(Bio bio, long returned) {
    if (returned < 0 && !bio.shouldRetry()) {
      bio.failure().ifPresent(failure -> queue(bio, failure));
    }
    return returned;
  }

  /** As {@link #note(Bio, long)}. */
  static int note(Bio bio, int returned) {
    return (int) note(bio, (long) returned);
  }

  /** Queues what went wrong with a BIO that does not exist yet, or in a setting. */
  static void queue(BioException failure) {
    Throwable cause = failure.getCause();
    if (cause != null) {
      ErrorQueue.current().pushSystem(cause, failure.getMessage());
    }
    String data = cause == null ? failure.getMessage() : "";
    ErrorQueue.current().push(ErrorCode.LIB_BIO, CODES.get(failure.reason()), data);
  }

  /** Queues a reason of the BIO library; gives 0. */
  static int refused(int reason) {
    ErrorQueue.current().push(ErrorCode.LIB_BIO, reason, "");
    return 0;
  }

  private static void queue(Bio bio, IOException failure) {
    if (failure instanceof BioException known) {
      queue(known);
    } else if (bio instanceof FileBio) {
      ErrorQueue.current().pushSystem(failure, failure.toString());
      int ignored = refused(LibErrCodes.ERR_R_SYS_LIB);
    }
  }
}
