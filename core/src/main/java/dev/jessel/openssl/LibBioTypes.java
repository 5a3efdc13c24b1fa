// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.Bio;
import java.util.function.Supplier;

/**
 * What BIOs are made of and what they call. Where C hands over a pointer to a number that is to be
 * set, an array stands here whose element 0 is.
 */
public class LibBioTypes extends LibBioCodes {
  /** Reads, for {@code BIO_meth_set_read}: the old style, in which 0 is the end. */
  @FunctionalInterface
  public interface BIO_read_fn {
    /** Reads up to {@code len} bytes into {@code data}; as {@code BIO_read}. */
    int read(Bio b, byte[] data, int len);
  }

  /** Reads, for {@code BIO_meth_set_read_ex}: 1 with the count in {@code readbytes}. */
  @FunctionalInterface
  public interface BIO_read_ex_fn {
    /** Reads up to {@code len} bytes into {@code data}; as {@code BIO_read_ex}. */
    int read(Bio b, byte[] data, int len, int[] readbytes);
  }

  /** Writes, for {@code BIO_meth_set_write}. */
  @FunctionalInterface
  public interface BIO_write_fn {
    /** Writes up to {@code len} bytes of {@code data}; as {@code BIO_write}. */
    int write(Bio b, byte[] data, int len);
  }

  /** Writes, for {@code BIO_meth_set_write_ex}: 1 with the count in {@code written}. */
  @FunctionalInterface
  public interface BIO_write_ex_fn {
    /** Writes up to {@code len} bytes of {@code data}; as {@code BIO_write_ex}. */
    int write(Bio b, byte[] data, int len, int[] written);
  }

  /** Writes a text, for {@code BIO_meth_set_puts}. */
  @FunctionalInterface
  public interface BIO_puts_fn {
    /** Writes a text; gives the number of bytes taken. */
    int puts(Bio b, String text);
  }

  /** Reads a line, for {@code BIO_meth_set_gets}. */
  @FunctionalInterface
  public interface BIO_gets_fn {
    /** Reads a line into {@code buf}; {@code size} counts a final zero. */
    int gets(Bio b, byte[] buf, int size);
  }

  /** Obeys commands, for {@code BIO_meth_set_ctrl}. */
  @FunctionalInterface
  public interface BIO_ctrl_fn {
    /** Obeys {@code cmd}; 0 when it is not known. */
    long ctrl(Bio b, int cmd, long num, Object ptr);
  }

  /** Is told when a BIO is made or freed. */
  @FunctionalInterface
  public interface BIO_lifecycle_fn {
    /** 1 when all is well. */
    int run(Bio b);
  }

  /** Is told what a BIO does. */
  @FunctionalInterface
  public interface BIO_info_cb {
    /** Gets the state and the result; gives the result to go on with. */
    int info(Bio b, int state, int res);
  }

  /** Obeys commands about callbacks, for {@code BIO_meth_set_callback_ctrl}. */
  @FunctionalInterface
  public interface BIO_callback_ctrl_fn {
    /** Sets a callback; 0 when {@code cmd} is not known. */
    long ctrl(Bio b, int cmd, BIO_info_cb fp);
  }

  /** Sees each operation, for {@code BIO_set_callback_ex}. */
  @FunctionalInterface
  public interface BIO_callback_fn_ex {
    /**
     * Called before and after each operation.
     *
     * @param oper {@code BIO_CB_...}, with {@link LibBioCodes#BIO_CB_RETURN} after it
     * @param argp the bytes (when a connection reads or writes in the middle of an array, a copy of
     *     that part), the text, or what a command was given
     * @param len how many bytes
     * @param argi the command
     * @param argl the command's number
     * @param ret before: 1; after: 1 for success (with the count in {@code processed}), or what the
     *     operation gave
     * @param processed null before; after, element 0 is the count and can be changed
     * @return before: more than 0 to go on, else the result; after: {@code ret}, or what shall take
     *     its place
     */
    long call(
        Bio b, int oper, Object argp, int len, int argi, long argl, int ret, long[] processed);
  }

  /** Sees each operation, for {@code BIO_set_callback}, which is deprecated. */
  @FunctionalInterface
  public interface BIO_callback_fn {
    /** As {@link BIO_callback_fn_ex#call}; the length is in {@code argi}, the count in ret. */
    long call(Bio b, int oper, Object argp, int argi, long argl, long ret);
  }

  /** The content of a memory BIO. */
  public static final class BUF_MEM {
    /** The bytes. */
    public byte[] data;

    /** How many of them count. */
    public int length;

    /** Empty content. */
    public BUF_MEM() {
      this(new byte[0]);
    }

    /** All of some bytes. */
    public BUF_MEM(byte[] bytes) {
      data = bytes;
      length = bytes.length;
    }
  }

  /** A kind of BIO, as {@code BIO_new} takes it; {@code BIO_meth_new} makes one. */
  public static final class BIO_METHOD {
    final int type;
    final String name;
    final Supplier<Bio> maker;
    BIO_read_fn read;
    BIO_read_ex_fn readEx;
    BIO_write_fn write;
    BIO_write_ex_fn writeEx;
    BIO_puts_fn puts;
    BIO_gets_fn gets;
    BIO_ctrl_fn ctrl;
    BIO_lifecycle_fn create;
    BIO_lifecycle_fn destroy;
    BIO_callback_ctrl_fn callbackCtrl;

    BIO_METHOD(int type, String name, Supplier<Bio> maker) {
      this.type = type;
      this.name = name;
      this.maker = maker;
    }

    BIO_METHOD(int type, String name) {
      this.type = type;
      this.name = name;
      this.maker = () -> new MethodBio(this);
    }

    /** Its name. */
    @Override
    public String toString() {
      return name;
    }
  }

  LibBioTypes() {}
}
