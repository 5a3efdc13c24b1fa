// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.Bio;
import dev.jessel.bio.BioObserver;
import dev.jessel.bio.MemoryBio;
import dev.jessel.openssl.LibBioTypes.BIO_METHOD;
import dev.jessel.openssl.LibBioTypes.BIO_callback_fn;
import dev.jessel.openssl.LibBioTypes.BIO_callback_fn_ex;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What only C wants to know about a BIO: its method, data, flags, and callbacks. It hangs on the
 * BIO and watches it, so that callbacks are called also when a connection reads or writes.
 */
final class BioState implements BioObserver {
  private static final int CTRL = LibBioCodes.BIO_CB_CTRL;
  private static final int DONE = LibBioCodes.BIO_CB_RETURN;

  final Map<Integer, Object> exData = new ConcurrentHashMap<>(0);
  BIO_METHOD method;
  Object data;
  private int flags;
  Object callbackArg;

  /** The socket or channel that the BIO was made on. */
  Object descriptor;

  private BIO_callback_fn_ex callbackEx;
  private BIO_callback_fn callback;

  /** Set while a function of LibBio calls the callbacks itself. */
  private boolean quiet;

  private BioState() {}

  static BioState of(Bio bio) {
    return bio.attachment(BioState.class, BioState::new);
  }

  BIO_callback_fn_ex callbackEx() {
    return callbackEx;
  }

  BIO_callback_fn callback() {
    return callback;
  }

  void callbackEx(Bio bio, BIO_callback_fn_ex called) {
    callbackEx = called;
    bio.observe(isWatched() ? this : null);
  }

  void callback(Bio bio, BIO_callback_fn called) {
    callback = called;
    bio.observe(isWatched() ? this : null);
  }

  /** All flags but those of retries. */
  int flags(Bio bio) {
    return bio instanceof MemoryBio memory
        ? flags
            | (memory.isWritable() ? 0 : LibBioCodes.BIO_FLAGS_MEM_RDONLY)
            | (memory.isRewinding() ? LibBioCodes.BIO_FLAGS_NONCLEAR_RST : 0)
        : flags;
  }

  /** Sets all flags but those of retries. */
  void flags(Bio bio, int all) {
    flags = all;
    if (bio instanceof MemoryBio memory) {
      boolean writable = (all & LibBioCodes.BIO_FLAGS_MEM_RDONLY) == 0;
      boolean rewinding = (all & LibBioCodes.BIO_FLAGS_NONCLEAR_RST) != 0;
      flags &= ~(LibBioCodes.BIO_FLAGS_MEM_RDONLY | LibBioCodes.BIO_FLAGS_NONCLEAR_RST);
      if (writable != memory.isWritable()) {
        memory.writable(writable);
      }
      if (rewinding != memory.isRewinding()) {
        memory.rewinding(rewinding);
      }
    }
  }

  /** Copies what a duplicate shares with its original. */
  void copyTo(Bio copy) {
    BioState other = of(copy);
    other.flags = flags;
    other.callbackArg = callbackArg;
    other.exData.putAll(exData);
    copyCallbacksTo(copy);
  }

  void copyCallbacksTo(Bio copy) {
    BioState other = of(copy);
    other.callbackArg = callbackArg;
    other.callbackEx(copy, callbackEx);
    other.callback(copy, callback);
  }

  boolean isWatched() {
    return callbackEx != null || callback != null;
  }

  /** Does something without telling the callbacks of the steps that it is made of. */
  long quietly(LongSupplier work) {
    boolean before = quiet;
    quiet = true;
    try {
      return work.getAsLong();
    } finally {
      quiet = before;
    }
  }

  /** A text or a line of at most {@code limit} bytes, between the callbacks for it. */
  int announced(Bio bio, int oper, Object argp, int len, int limit, LongSupplier work) {
    if (!isWatched()) {
      return (int) work.getAsLong();
    }
    long allowed = call(bio, oper, argp, len, 0, 0, 1, null);
    if (allowed <= 0) {
      return (int) allowed;
    }
    // A count beyond the length would make the caller trust bytes that are not there.
    return Math.min(limit, counted(bio, oper, argp, len, (int) quietly(work)));
  }

  /** A command, between the callbacks for it. */
  long command(Bio bio, int cmd, long larg, Object parg, LongSupplier work) {
    if (!isWatched()) {
      return work.getAsLong();
    }
    long allowed = call(bio, CTRL, parg, 0, cmd, larg, 1, null);
    return allowed <= 0 ? allowed : call(bio, CTRL | DONE, parg, 0, cmd, larg, quietly(work), null);
  }

  @Override
  public int before(Bio bio, Operation operation, byte[] b, int off, int len) {
    if (quiet) {
      return 1;
    }
    return switch (operation) {
      case READ -> (int) call(bio, LibBioCodes.BIO_CB_READ, part(b, off, len), len, 0, 0, 1, null);
      case WRITE ->
          (int) call(bio, LibBioCodes.BIO_CB_WRITE, part(b, off, len), len, 0, 0, 1, null);
      case FLUSH -> (int) call(bio, CTRL, null, 0, LibBioCodes.BIO_CTRL_FLUSH, 0, 1, null);
      case CLOSE -> (int) call(bio, LibBioCodes.BIO_CB_FREE, null, 0, 0, 0, 1, null);
    };
  }

  @Override
  public int after(Bio bio, Operation operation, byte[] b, int off, int len, int returned) {
    if (quiet) {
      return returned;
    }
    return switch (operation) {
      case READ -> counted(bio, LibBioCodes.BIO_CB_READ, part(b, off, len), len, returned);
      case WRITE -> counted(bio, LibBioCodes.BIO_CB_WRITE, part(b, off, len), len, returned);
      case FLUSH ->
          (int) call(bio, CTRL | DONE, null, 0, LibBioCodes.BIO_CTRL_FLUSH, 0, returned, null);
      case CLOSE -> returned;
    };
  }

  private int counted(Bio bio, int oper, Object argp, int len, int returned) {
    long[] processed = {Math.max(returned, 0)};
    long ret = call(bio, oper | DONE, argp, len, 0, 0, Math.min(returned, 1), processed);
    return ret > 0 ? (int) processed[0] : (int) ret;
  }

  private long call(
      Bio bio, int oper, Object argp, int len, int argi, long argl, long ret, long[] processed) {
    return callbackEx != null
        ? callbackEx.call(bio, oper, argp, len, argi, argl, (int) ret, processed)
        : callOld(bio, oper, argp, (oper & ~DONE) == CTRL ? argi : len, argl, ret, processed);
  }

  /** The deprecated kind gets the length and the count where the commands have their numbers. */
  private long callOld(
      Bio bio, int oper, Object argp, int argi, long argl, long ret, long[] processed) {
    boolean counts = processed != null && ret > 0;
    int length = (oper & ~DONE) == LibBioCodes.BIO_CB_PUTS ? 0 : argi;
    long given = callback.call(bio, oper, argp, length, argl, counts ? processed[0] : ret);
    if (processed != null && given > 0) {
      processed[0] = given;
      return 1;
    }
    return given;
  }

  private static byte[] part(byte[] b, int off, int len) {
    return off == 0 ? b : Arrays.copyOfRange(b, off, off + len);
  }
}
