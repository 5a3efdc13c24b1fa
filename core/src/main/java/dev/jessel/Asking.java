// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.handshake.Answer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Asks one connection's callbacks, and remembers what they have promised to answer. */
final class Asking {
  private Map<String, SslReply<?>> promises = Map.of();

  /** Asks a callback, or looks at what it promised when it was asked before. */
  <T> Answer<T> reply(String whom, Supplier<SslReply<T>> callback) throws TlsException {
    @SuppressWarnings("unchecked") // what is promised under a name is what is asked for by it
    SslReply<T> promised = (SslReply<T>) promised(whom);
    SslReply<T> reply = promised == null ? asked(whom, callback) : promised;
    Answer<T> answer = asked(whom, reply::answer);
    if (answer.isLater() && reply.isPromise()) {
      promise(whom, reply);
    }
    return answer;
  }

  private synchronized SslReply<?> promised(String whom) {
    return promises.isEmpty() ? null : promises.remove(whom);
  }

  private synchronized void promise(String whom, SslReply<?> reply) {
    if (promises.isEmpty()) {
      promises = new HashMap<>();
    }
    promises.put(whom, reply);
  }

  /** Tells a callback something, which may end the handshake as well. */
  static void tell(String whom, Runnable callback) throws TlsException {
    boolean told =
        asked(
            whom,
            () -> {
              callback.run();
              return true;
            });
    assert told;
  }

  /** Asks a callback, which may end the handshake with a reason of its choice. */
  static <T> T asked(String whom, Supplier<T> callback) throws TlsException {
    T answer;
    try {
      answer = callback.get();
    } catch (SslRefusal e) {
      String said = "the " + whom + " said no";
      throw e.alert().isPresent()
          ? TlsException.refused(e.reason(), e.alert().get(), said, e)
          : new TlsException(e.reason(), said, e);
    } catch (RuntimeException e) {
      String threw = "the " + whom + " threw " + e.getClass().getName();
      throw new TlsException(SslReason.CALLBACK_FAILED, threw, e);
    }
    if (answer == null) {
      throw new TlsException(SslReason.CALLBACK_FAILED, "the " + whom + " answered null");
    }
    return answer;
  }
}
