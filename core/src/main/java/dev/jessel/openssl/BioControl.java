// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.AcceptBio;
import dev.jessel.bio.Bio;
import dev.jessel.bio.BioPair;
import dev.jessel.bio.BufferedBio;
import dev.jessel.bio.ConnectBio;
import dev.jessel.bio.FileBio;
import dev.jessel.bio.FilterBio;
import dev.jessel.bio.LineBufferBio;
import dev.jessel.bio.MemoryBio;
import dev.jessel.bio.NbioTestBio;
import dev.jessel.bio.PrefixBio;
import dev.jessel.bio.ReadBufferBio;

/** What {@code BIO_ctrl} does: asks the kind, then what all have in common, then the BIO behind. */
final class BioControl {
  /** The kind does not know the command. */
  static final long UNKNOWN = Long.MIN_VALUE;

  private static final long NOT_DONE = -1;

  private BioControl() {}

  static long control(Bio bio, int cmd, long larg, Object parg) {
    long answer = ofKind(bio, cmd, larg, parg);
    if (answer != UNKNOWN) {
      return answer;
    }
    boolean passes =
        bio instanceof FilterBio && !(bio instanceof SslBio || bio instanceof AcceptBio);
    return passes ? ofFilter((FilterBio) bio, cmd, larg, parg) : common(bio, cmd, larg);
  }

  private static long ofKind(Bio bio, int cmd, long larg, Object parg) {
    if (bio instanceof MethodBio own) {
      return MethodControl.control(own, cmd, larg, parg);
    }
    if (bio instanceof MemoryBio memory) {
      return MemoryControl.control(memory, cmd, larg, parg);
    }
    if (bio instanceof BioPair.Half half) {
      return PairControl.control(half, cmd, larg, parg);
    }
    if (bio instanceof FileBio file) {
      return FileControl.control(file, cmd, larg, parg);
    }
    if (bio instanceof ConnectBio connect) {
      return ConnectControl.control(connect, cmd, larg, parg);
    }
    if (bio instanceof AcceptBio accept) {
      return AcceptControl.control(accept, cmd, larg, parg);
    }
    return bio instanceof FilterBio
        ? ofFilterKind(bio, cmd, larg, parg)
        : SocketControl.control(bio, cmd, larg, parg);
  }

  private static long ofFilterKind(Bio bio, int cmd, long larg, Object parg) {
    if (bio instanceof BufferedBio buffer) {
      return BufferControl.control(buffer, cmd, larg, parg);
    }
    if (bio instanceof ReadBufferBio buffer) {
      return BufferControl.control(buffer, cmd, larg);
    }
    if (bio instanceof LineBufferBio buffer) {
      return BufferControl.control(buffer, cmd, larg, parg);
    }
    if (bio instanceof PrefixBio prefix) {
      return BufferControl.control(prefix, cmd, larg, parg);
    }
    if (bio instanceof SslBio tls) {
      return SslControl.control(tls, cmd, larg, parg);
    }
    boolean copies = cmd == LibBioCodes.BIO_CTRL_DUP;
    return copies ? bio instanceof NbioTestBio ? 0 : 1 : UNKNOWN;
  }

  /** A filter holds bytes and flags of its own; all else is up to the BIO behind. */
  private static long ofFilter(FilterBio filter, int cmd, long larg, Object parg) {
    switch (cmd) {
      case LibBioCodes.BIO_CTRL_EOF,
          LibBioCodes.BIO_CTRL_PENDING,
          LibBioCodes.BIO_CTRL_WPENDING,
          LibBioCodes.BIO_CTRL_FLUSH,
          LibBioCodes.BIO_CTRL_PUSH,
          LibBioCodes.BIO_CTRL_POP -> {
        return common(filter, cmd, larg);
      }
      case LibBioCodes.BIO_C_DO_STATE_MACHINE -> {
        return canEstablish(filter) ? established(filter) : 0;
      }
      case LibBioCodes.BIO_CTRL_RESET -> {
        boolean ignored = filter.reset();
        return filter.next() == null ? 0 : LibBio.BIO_ctrl(filter.next(), cmd, larg, parg);
      }
      default -> {
        return filter.next() == null ? 0 : LibBio.BIO_ctrl(filter.next(), cmd, larg, parg);
      }
    }
  }

  static long common(Bio bio, int cmd, long larg) {
    return switch (cmd) {
      case LibBioCodes.BIO_CTRL_RESET -> flag(bio.reset());
      case LibBioCodes.BIO_CTRL_EOF -> flag(bio.eof());
      case LibBioCodes.BIO_CTRL_PENDING -> bio.pending();
      case LibBioCodes.BIO_CTRL_WPENDING -> bio.writePending();
      case LibBioCodes.BIO_CTRL_FLUSH -> bio.flush() ? 1 : BioFailure.note(bio, NOT_DONE);
      case LibBioCodes.BIO_CTRL_GET_CLOSE -> flag(bio.closesTransport());
      case LibBioCodes.BIO_CTRL_SET_CLOSE -> closing(bio, larg);
      default -> 0;
    };
  }

  /** 1, or what is not done yet: -1 with a retry or for a failure, which is queued. */
  static long established(Bio bio) {
    return bio.establish() ? 1 : BioFailure.note(bio, NOT_DONE);
  }

  static long flag(boolean yes) {
    return yes ? 1 : 0;
  }

  /** Puts a value where an out parameter points to. */
  static long give(Object parg, Object value) {
    if (!(parg instanceof Object[] out)) {
      return 0;
    }
    out[0] = value;
    return 1;
  }

  private static long closing(Bio bio, long flag) {
    bio.closesTransport(flag != LibBioCodes.BIO_NOCLOSE);
    return 1;
  }

  private static boolean canEstablish(Bio bio) {
    if (bio == null
        || bio instanceof ConnectBio
        || bio instanceof AcceptBio
        || bio instanceof SslBio
        || bio instanceof MethodBio) {
      return bio != null;
    }
    return bio instanceof FilterBio && canEstablish(bio.next());
  }
}
