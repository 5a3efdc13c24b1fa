// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.connection.TlsConnection;
import dev.jessel.error.TlsException;
import dev.jessel.record.BufferPool;

/** For tests that must see what an application cannot. */
public final class Inside {
  private Inside() {}

  /** The engine of a connection that has begun. */
  public static TlsConnection engine(Ssl ssl) {
    return ssl.started().orElseThrow().connection();
  }

  /** Seals a record without content, which goes out with the next write. */
  public static void sealEmptyRecord(Ssl ssl) {
    try {
      if (engine(ssl).seal(new byte[1], 0, 0) != 0) {
        throw new IllegalStateException("there was content");
      }
    } catch (TlsException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where a connection takes its buffers from. */
  public static BufferPool pool(Ssl ssl) {
    return ssl.context().settings().pool();
  }

  /** Whether a connection holds buffers, in either direction. */
  public static boolean holdsBuffers(Ssl ssl) {
    TlsConnection engine = engine(ssl);
    return engine.inbound().array().length + engine.outbound().array().length > 0;
  }
}
