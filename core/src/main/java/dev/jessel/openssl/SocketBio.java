// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.Bio;
import dev.jessel.bio.BioException;
import dev.jessel.bio.RetryFlags;
import java.io.IOException;
import java.util.Optional;

/** A connected socket that is given later: {@code BIO_s_socket} and {@code BIO_set_fd}. */
final class SocketBio extends Bio {
  private Bio transport;

  /** Takes a socket, and lets go of the one before. */
  void use(Bio other) {
    doClose();
    transport = other;
  }

  boolean isOpen() {
    return transport != null;
  }

  @Override
  protected int doRead(byte[] b, int off, int len) throws IOException {
    int n = requireTransport().read(b, off, len);
    return n >= 0 ? n : repeat(transport.readFlags(), true);
  }

  @Override
  protected int doWrite(byte[] b, int off, int len) throws IOException {
    int n = requireTransport().write(b, off, len);
    return n >= 0 ? n : repeat(transport.writeFlags(), false);
  }

  @Override
  protected boolean doFlush() throws IOException {
    return transport == null || transport.flush() || repeat(transport.writeFlags(), false) > 0;
  }

  @Override
  public Optional<String> peerAddress() {
    return transport == null ? Optional.empty() : transport.peerAddress();
  }

  @Override
  protected void doClose() {
    if (transport != null) {
      transport.closesTransport(closesTransport());
      transport.close();
    }
  }

  private int repeat(RetryFlags flags, boolean reading) throws IOException {
    if (flags.failure().isPresent()) {
      throw flags.failure().get();
    }
    int bits = flags.bits();
    return bits == 0
        ? -1
        : reading ? retryRead(bits, flags.reason()) : retryWrite(bits, flags.reason());
  }

  private Bio requireTransport() throws BioException {
    if (transport == null) {
      throw new BioException(BioException.Reason.UNINITIALIZED, "no socket was set");
    }
    return transport;
  }
}
