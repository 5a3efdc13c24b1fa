// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

/**
 * Kinds of BIO of the application's own, function by function. In Java it is less work to extend
 * {@link dev.jessel.bio.Bio}.
 *
 * @see <a href="https://docs.openssl.org/master/man3/BIO_meth_new/">BIO_meth_new(3)</a>
 */
public class LibBioMethod extends LibBio {
  LibBioMethod() {}

  /** A number for a type of one's own; -1 when there are no more. */
  public static int BIO_get_new_index() {
    return BioTypeIndex.next();
  }

  /**
   * Makes a kind.
   *
   * @param type a number from {@link #BIO_get_new_index} with {@link #BIO_TYPE_SOURCE_SINK} or
   *     {@link #BIO_TYPE_FILTER}
   */
  public static BIO_METHOD BIO_meth_new(int type, String name) {
    return new BIO_METHOD(type, name);
  }

  /** Does nothing: a kind goes when nobody knows it any more. */
  public static void BIO_meth_free(BIO_METHOD biom) {}

  /**
   * Sets how to read, in the old style: 0 is the end, unless it asks for a retry; -1 is a failure
   * or a retry.
   */
  public static int BIO_meth_set_read(BIO_METHOD biom, BIO_read_fn bread) {
    biom.read = bread;
    biom.readEx = null;
    return 1;
  }

  /**
   * Sets how to read: 1 with the count, or 0 or less. That it is the end is for {@link
   * #BIO_CTRL_EOF} to say.
   */
  public static int BIO_meth_set_read_ex(BIO_METHOD biom, BIO_read_ex_fn bread) {
    biom.readEx = bread;
    biom.read = null;
    return 1;
  }

  /** Sets how to write, in the old style. */
  public static int BIO_meth_set_write(BIO_METHOD biom, BIO_write_fn bwrite) {
    biom.write = bwrite;
    biom.writeEx = null;
    return 1;
  }

  /** Sets how to write: 1 with the count, or 0 or less. */
  public static int BIO_meth_set_write_ex(BIO_METHOD biom, BIO_write_ex_fn bwrite) {
    biom.writeEx = bwrite;
    biom.write = null;
    return 1;
  }

  /** Sets how to write a text. */
  public static int BIO_meth_set_puts(BIO_METHOD biom, BIO_puts_fn bputs) {
    biom.puts = bputs;
    return 1;
  }

  /** Sets how to read a line. */
  public static int BIO_meth_set_gets(BIO_METHOD biom, BIO_gets_fn bgets) {
    biom.gets = bgets;
    return 1;
  }

  /** Sets what obeys commands; a transport for TLS must answer {@link #BIO_CTRL_FLUSH} with 1. */
  public static int BIO_meth_set_ctrl(BIO_METHOD biom, BIO_ctrl_fn ctrl) {
    biom.ctrl = ctrl;
    return 1;
  }

  /** Sets what is called with a new BIO, which it must initialise with {@link #BIO_set_init}. */
  public static int BIO_meth_set_create(BIO_METHOD biom, BIO_lifecycle_fn create) {
    biom.create = create;
    return 1;
  }

  /** Sets what is called when a BIO is freed. */
  public static int BIO_meth_set_destroy(BIO_METHOD biom, BIO_lifecycle_fn destroy) {
    biom.destroy = destroy;
    return 1;
  }

  /** Sets what obeys commands about callbacks. */
  public static int BIO_meth_set_callback_ctrl(
      BIO_METHOD biom, BIO_callback_ctrl_fn callback_ctrl) {
    biom.callbackCtrl = callback_ctrl;
    return 1;
  }

  /** How to read in the old style; null when it was not set. */
  public static BIO_read_fn BIO_meth_get_read(BIO_METHOD biom) {
    return biom.read;
  }

  /** How to read; null when it was not set. */
  public static BIO_read_ex_fn BIO_meth_get_read_ex(BIO_METHOD biom) {
    return biom.readEx;
  }

  /** How to write in the old style; null when it was not set. */
  public static BIO_write_fn BIO_meth_get_write(BIO_METHOD biom) {
    return biom.write;
  }

  /** How to write; null when it was not set. */
  public static BIO_write_ex_fn BIO_meth_get_write_ex(BIO_METHOD biom) {
    return biom.writeEx;
  }

  /** How to write a text; null when it was not set. */
  public static BIO_puts_fn BIO_meth_get_puts(BIO_METHOD biom) {
    return biom.puts;
  }

  /** How to read a line; null when it was not set. */
  public static BIO_gets_fn BIO_meth_get_gets(BIO_METHOD biom) {
    return biom.gets;
  }

  /** What obeys commands; null when it was not set. */
  public static BIO_ctrl_fn BIO_meth_get_ctrl(BIO_METHOD biom) {
    return biom.ctrl;
  }

  /** What is called with a new BIO; null when it was not set. */
  public static BIO_lifecycle_fn BIO_meth_get_create(BIO_METHOD biom) {
    return biom.create;
  }

  /** What is called when a BIO is freed; null when it was not set. */
  public static BIO_lifecycle_fn BIO_meth_get_destroy(BIO_METHOD biom) {
    return biom.destroy;
  }

  /** What obeys commands about callbacks; null when it was not set. */
  public static BIO_callback_ctrl_fn BIO_meth_get_callback_ctrl(BIO_METHOD biom) {
    return biom.callbackCtrl;
  }
}
