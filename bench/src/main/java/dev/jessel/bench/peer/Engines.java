// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.peer;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** Where the two ends of an {@link EnginePair} come from. */
interface Engines {
  /** A client that resumes the last session, if the setup says so. */
  SSLEngine client() throws Exception;

  /** A server. */
  SSLEngine server() throws Exception;

  /** Lets go of what the collector does not free. */
  default void release(SSLEngine engine) throws SSLException {}

  /**
   * Whether an engine may say that it is done while it holds bytes that are to be sent, the tickets
   * of a server among them: BoringSSL sends those with the first data, and not before.
   */
  default boolean holdsBack() {
    return false;
  }

  /** A buffer of the kind that its guide advises. */
  default ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length);
  }
}
