// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bio;

import java.io.IOException;

/** What a {@link Bio} itself finds wrong, apart from what its transport throws. */
public final class BioException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What went wrong; the names are those of OpenSSL's {@code BIO_R_} constants. */
  public enum Reason {
    /** It has not got what it needs yet, or has lost it. */
    UNINITIALIZED,
    /** Its kind cannot do this. */
    UNSUPPORTED_METHOD,
    /** It was shut down for writing. */
    BROKEN_PIPE,
    /** It can be read only. */
    WRITE_TO_READ_ONLY_BIO,
    /** No such file. */
    NO_SUCH_FILE,
    /** There is neither a host nor a port to connect to. */
    NO_HOSTNAME_OR_SERVICE_SPECIFIED,
    /** There is no address to listen on. */
    NO_ACCEPT_ADDR_OR_SERVICE_SPECIFIED,
    /** A name has no address, or none of the family that was asked for. */
    LOOKUP_RETURNED_NOTHING,
    /** An address with a port has more parts than that. */
    MALFORMED_HOST_OR_SERVICE,
    /** It is not plain which part is the host. */
    AMBIGUOUS_HOST_OR_SERVICE,
    /** No address could be connected to. */
    CONNECT_ERROR,
    /** No address could be connected to, as was found out later. */
    NBIO_CONNECT_ERROR,
    /** The address cannot be bound. */
    UNABLE_TO_BIND_SOCKET,
    /** No connection could be accepted. */
    ACCEPT_ERROR,
    /** The system refused; the cause says why. */
    SYS_LIB
  }

  private final Reason reason;

  /** A failure without a cause beneath. */
  public BioException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** A failure with what the system threw. */
  public BioException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What went wrong. */
  public Reason reason() {
    return reason;
  }
}
