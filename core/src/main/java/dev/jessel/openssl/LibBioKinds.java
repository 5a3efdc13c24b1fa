// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.Bio;
import dev.jessel.bio.BioException;
import dev.jessel.bio.BioPair;
import dev.jessel.bio.FileBio;
import dev.jessel.bio.MemoryBio;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * BIOs without sockets: memory, pairs, files, and filters that buffer.
 *
 * @see <a href="https://docs.openssl.org/master/man7/bio/">bio(7)</a>
 */
public class LibBioKinds extends LibBioMethod {
  /** What is returned by a half that has no other half. */
  private static final int UNJOINED = -2;

  LibBioKinds() {}

  // ---- Kinds

  /** Memory that grows. */
  public static BIO_METHOD BIO_s_mem() {
    return BioKinds.MEMORY;
  }

  /** As {@link #BIO_s_mem}, under its own name: Java has no memory that is more secure. */
  public static BIO_METHOD BIO_s_secmem() {
    return BioKinds.SECURE_MEMORY;
  }

  /** One half of a pair; join two with {@link #BIO_make_bio_pair}. */
  public static BIO_METHOD BIO_s_bio() {
    return BioKinds.PAIR;
  }

  /** A file; open it with {@link #BIO_read_filename} and its like. */
  public static BIO_METHOD BIO_s_file() {
    return BioKinds.FILE;
  }

  /** Takes everything, gives nothing. */
  public static BIO_METHOD BIO_s_null() {
    return BioKinds.NULL_SINK;
  }

  /** A filter that gathers small writes and reads ahead. */
  public static BIO_METHOD BIO_f_buffer() {
    return BioKinds.BUFFER;
  }

  /** A filter that keeps what it reads, so that one can seek backwards. */
  public static BIO_METHOD BIO_f_readbuffer() {
    return BioKinds.READ_BUFFER;
  }

  /** A filter that writes whole lines. */
  public static BIO_METHOD BIO_f_linebuffer() {
    return BioKinds.LINE_BUFFER;
  }

  /** A filter that puts a text before each line that is written. */
  public static BIO_METHOD BIO_f_prefix() {
    return BioKinds.PREFIX;
  }

  /** A filter that passes few bytes at a time, and sometimes none. */
  public static BIO_METHOD BIO_f_nbio_test() {
    return BioKinds.NBIO_TEST;
  }

  /** A filter that does nothing. */
  public static BIO_METHOD BIO_f_null() {
    return BioKinds.NULL_FILTER;
  }

  /** A filter that speaks TLS; give it its connection with {@code BIO_set_ssl}. */
  public static BIO_METHOD BIO_f_ssl() {
    return BioKinds.SSL;
  }

  // ---- Memory

  /**
   * Makes a BIO that gives a copy of some bytes to read, then ends.
   *
   * @param len how many of them; -1 for all
   */
  public static Bio BIO_new_mem_buf(byte[] buf, int len) {
    if (buf == null) {
      ErrorQueue.current().push(ErrorCode.LIB_BIO, ERR_R_PASSED_NULL_PARAMETER, "");
      return null;
    }
    return MemoryBio.readOnly(len < 0 ? buf : Arrays.copyOf(buf, len));
  }

  /** Makes a BIO that gives the bytes of a text to read, then ends. */
  public static Bio BIO_new_mem_buf(String text) {
    return BIO_new_mem_buf(text.getBytes(StandardCharsets.UTF_8), -1);
  }

  /** What an empty memory BIO answers: 0 for the end, -1 for a retry; nothing else, as C has it. */
  public static int BIO_set_mem_eof_return(Bio b, int v) {
    return (int) BIO_ctrl(b, BIO_C_SET_BUF_MEM_EOF_RETURN, v, null);
  }

  /** A copy of what is in a memory BIO. */
  public static byte[] BIO_get_mem_data(Bio b) {
    return b instanceof MemoryBio memory ? memory.toByteArray() : new byte[0];
  }

  /** Element 0 of {@code pp} gets a copy of what is in a memory BIO; gives its length. */
  public static long BIO_get_mem_data(Bio b, byte[][] pp) {
    return BIO_ctrl(b, BIO_CTRL_INFO, 0, pp);
  }

  /** Puts a copy of some content into a memory BIO, in place of what was there. */
  public static int BIO_set_mem_buf(Bio b, BUF_MEM bm, int c) {
    return (int) BIO_ctrl(b, BIO_C_SET_BUF_MEM, c, bm);
  }

  /** Element 0 of {@code pp} gets a copy of what is in a memory BIO. */
  public static int BIO_get_mem_ptr(Bio b, BUF_MEM[] pp) {
    return (int) BIO_ctrl(b, BIO_C_GET_BUF_MEM_PTR, 0, pp);
  }

  // ---- Files

  /**
   * Opens a file.
   *
   * @param mode as C's {@code fopen} takes it: r, w, a, with + for both directions
   * @return the BIO; null when the file cannot be opened
   */
  public static Bio BIO_new_file(String filename, String mode) {
    try {
      return FileBio.open(Path.of(filename), mode);
    } catch (BioException e) {
      BioFailure.queue(e);
      return null;
    }
  }

  /** Makes a BIO on an open file. */
  public static Bio BIO_new_fp(FileChannel stream, int close_flag) {
    return closing(FileBio.of(stream), close_flag);
  }

  /** Makes a BIO to read from a stream, such as {@code System.in}. */
  public static Bio BIO_new_fp(InputStream stream, int close_flag) {
    return closing(Bio.of(stream, OutputStream.nullOutputStream()), close_flag);
  }

  /** Makes a BIO to write to a stream, such as {@code System.out}. */
  public static Bio BIO_new_fp(OutputStream stream, int close_flag) {
    return closing(Bio.of(InputStream.nullInputStream(), stream), close_flag);
  }

  /** Opens a file to read it; 0 when that cannot be done. */
  public static int BIO_read_filename(Bio b, String name) {
    return (int) BIO_ctrl(b, BIO_C_SET_FILENAME, BIO_CLOSE | BIO_FP_READ, name);
  }

  /** Opens a file to write it from the beginning; 0 when that cannot be done. */
  public static int BIO_write_filename(Bio b, String name) {
    return (int) BIO_ctrl(b, BIO_C_SET_FILENAME, BIO_CLOSE | BIO_FP_WRITE, name);
  }

  /** Opens a file to write at its end; 0 when that cannot be done. */
  public static int BIO_append_filename(Bio b, String name) {
    return (int) BIO_ctrl(b, BIO_C_SET_FILENAME, BIO_CLOSE | BIO_FP_APPEND, name);
  }

  /** Opens a file to read and write it; 0 when that cannot be done. */
  public static int BIO_rw_filename(Bio b, String name) {
    int flags = BIO_CLOSE | BIO_FP_READ | BIO_FP_WRITE;
    return (int) BIO_ctrl(b, BIO_C_SET_FILENAME, flags, name);
  }

  /** Sets an open file. */
  public static int BIO_set_fp(Bio b, FileChannel fp, int c) {
    return (int) BIO_ctrl(b, BIO_C_SET_FILE_PTR, c, fp);
  }

  /** Element 0 of {@code fpp} gets the file. */
  public static int BIO_get_fp(Bio b, FileChannel[] fpp) {
    return (int) BIO_ctrl(b, BIO_C_GET_FILE_PTR, 0, fpp);
  }

  // ---- Pairs

  /**
   * Makes two BIOs, each of which reads what is written to the other.
   *
   * @param bio1 element 0 gets one half
   * @param writebuf1 bytes that it can write before the other must read; 0 for 17 KiB
   * @param bio2 element 0 gets the other half
   * @param writebuf2 the same for the other half
   * @return 1
   */
  public static int BIO_new_bio_pair(Bio[] bio1, int writebuf1, Bio[] bio2, int writebuf2) {
    BioPair pair = BioPair.create(size(writebuf1), size(writebuf2));
    bio1[0] = pair.left();
    bio2[0] = pair.right();
    return 1;
  }

  /** Joins two BIOs of {@link #BIO_s_bio}; 0 when one of them is joined already. */
  public static int BIO_make_bio_pair(Bio b1, Bio b2) {
    return (int) BIO_ctrl(b1, BIO_C_MAKE_BIO_PAIR, 0, b2);
  }

  /** Parts two halves; what was not read is lost. */
  public static int BIO_destroy_bio_pair(Bio b) {
    return (int) BIO_ctrl(b, BIO_C_DESTROY_BIO_PAIR, 0, null);
  }

  /** Sets what half a pair can hold, before it is joined. */
  public static int BIO_set_write_buf_size(Bio b, int size) {
    return (int) BIO_ctrl(b, BIO_C_SET_WRITE_BUF_SIZE, size, null);
  }

  /** What half a pair can hold. */
  public static int BIO_get_write_buf_size(Bio b, int size) {
    return (int) BIO_ctrl(b, BIO_C_GET_WRITE_BUF_SIZE, size, null);
  }

  /** Ends the writing of half a pair. */
  public static int BIO_shutdown_wr(Bio b) {
    return (int) BIO_ctrl(b, BIO_C_SHUTDOWN_WR, 0, null);
  }

  /** Bytes that half a pair will surely take. */
  public static int BIO_ctrl_get_write_guarantee(Bio b) {
    return (int) BIO_ctrl(b, BIO_C_GET_WRITE_GUARANTEE, 0, null);
  }

  /** As {@link #BIO_ctrl_get_write_guarantee}. */
  public static int BIO_get_write_guarantee(Bio b) {
    return BIO_ctrl_get_write_guarantee(b);
  }

  /** Bytes that the other half wanted when it found none. */
  public static int BIO_ctrl_get_read_request(Bio b) {
    return (int) BIO_ctrl(b, BIO_C_GET_READ_REQUEST, 0, null);
  }

  /** As {@link #BIO_ctrl_get_read_request}. */
  public static int BIO_get_read_request(Bio b) {
    return BIO_ctrl_get_read_request(b);
  }

  /** Makes {@link #BIO_ctrl_get_read_request} 0. */
  public static int BIO_ctrl_reset_read_request(Bio b) {
    return (int) BIO_ctrl(b, BIO_C_RESET_READ_REQUEST, 0, null);
  }

  /**
   * Shows bytes of half a pair where they are; they stay.
   *
   * @param buf element 0 gets them, as far as they stand in one piece; good until the half is read
   * @return how many; 0 at the end; -1 for a retry; -2 when the half is not joined
   */
  public static int BIO_nread0(Bio bio, ByteBuffer[] buf) {
    return joined(bio) ? shownToRead((BioPair.Half) bio, buf) : unjoined();
  }

  /** As {@link #BIO_nread0}, and takes them, at most {@code num}; the view stays good for now. */
  public static int BIO_nread(Bio bio, ByteBuffer[] buf, int num) {
    if (num < 0) {
      BioFailure.refused(BIO_R_INVALID_ARGUMENT);
      return -1;
    }
    int there = BIO_nread0(bio, buf);
    if (there <= 0) {
      return there;
    }
    int taken = Math.min(there, num);
    buf[0] = buf[0].slice(0, taken);
    ((BioPair.Half) bio).skip(taken);
    return taken;
  }

  /**
   * Shows where bytes can be written in half a pair.
   *
   * @param buf element 0 gets the place, as far as it is in one piece
   * @return for how many bytes; -1 for a retry, or after {@link #BIO_shutdown_wr}; -2 when the half
   *     is not joined
   */
  public static int BIO_nwrite0(Bio bio, ByteBuffer[] buf) {
    return joined(bio) ? shownToWrite((BioPair.Half) bio, buf) : unjoined();
  }

  /**
   * As {@link #BIO_nwrite0}, and hands the bytes over at once, at most {@code num}: fill the view
   * before the other half reads.
   */
  public static int BIO_nwrite(Bio bio, ByteBuffer[] buf, int num) {
    if (num < 0) {
      BioFailure.refused(BIO_R_INVALID_ARGUMENT);
      return -1;
    }
    int room = BIO_nwrite0(bio, buf);
    if (room <= 0) {
      return room;
    }
    int taken = Math.min(room, num);
    buf[0] = buf[0].slice(0, taken);
    ((BioPair.Half) bio).commit(taken);
    return taken;
  }

  private static int shownToRead(BioPair.Half half, ByteBuffer[] buf) {
    ByteBuffer there = half.readable();
    if (there.hasRemaining()) {
      buf[0] = there;
      return there.remaining();
    }
    // Sets the flags, and the request, as a read of one byte does.
    return BioFailure.note(half, half.read(new byte[1], 0, 1));
  }

  private static int shownToWrite(BioPair.Half half, ByteBuffer[] buf) {
    ByteBuffer room = half.writable();
    if (room.hasRemaining()) {
      buf[0] = room;
      return room.remaining();
    }
    // Finds out why not: it is full, or was shut down.
    return BioFailure.note(half, half.write(new byte[1], 0, 1));
  }

  private static boolean joined(Bio bio) {
    return bio instanceof BioPair.Half half && half.isJoined();
  }

  private static int unjoined() {
    BioFailure.refused(BIO_R_UNINITIALIZED);
    return UNJOINED;
  }

  // ---- Filters that buffer

  /** How many lines end in what a buffer has read ahead. */
  public static long BIO_get_buffer_num_lines(Bio b) {
    return BIO_ctrl(b, BIO_C_GET_BUFF_NUM_LINES, 0, null);
  }

  /** Sets what a buffer holds each way; no more than 4096 changes nothing. */
  public static long BIO_set_buffer_size(Bio b, long size) {
    return BIO_ctrl(b, BIO_C_SET_BUFF_SIZE, size, null);
  }

  /** Sets how far a buffer reads ahead; no more than 4096 changes nothing. */
  public static long BIO_set_read_buffer_size(Bio b, long size) {
    return BIO_int_ctrl(b, BIO_C_SET_BUFF_SIZE, size, 0);
  }

  /** Sets how much a buffer gathers; no more than 4096 changes nothing. */
  public static long BIO_set_write_buffer_size(Bio b, long size) {
    return BIO_int_ctrl(b, BIO_C_SET_BUFF_SIZE, size, 1);
  }

  /** Puts bytes into a buffer to be read next, in place of what it has read ahead. */
  public static long BIO_set_buffer_read_data(Bio b, byte[] buf, long num) {
    return BIO_ctrl(b, BIO_C_SET_BUFF_READ_DATA, num, buf);
  }

  /** Copies what a buffer has read ahead; it stays. Gives the number of bytes. */
  public static long BIO_buffer_peek(Bio b, byte[] s, long l) {
    return BIO_ctrl(b, BIO_CTRL_PEEK, l, s);
  }

  /** Sets the text that a prefix filter puts before each line; null for none. */
  public static long BIO_set_prefix(Bio b, String p) {
    return BIO_ctrl(b, BIO_CTRL_SET_PREFIX, 0, p);
  }

  /** Sets the number of blanks that follow the prefix. */
  public static long BIO_set_indent(Bio b, long i) {
    return BIO_ctrl(b, BIO_CTRL_SET_INDENT, i, null);
  }

  /** The number of blanks that follow the prefix. */
  public static long BIO_get_indent(Bio b) {
    return BIO_ctrl(b, BIO_CTRL_GET_INDENT, 0, null);
  }

  static Bio closing(Bio bio, int closeFlag) {
    bio.closesTransport(closeFlag != BIO_NOCLOSE);
    return bio;
  }

  private static int size(int requested) {
    return requested == 0 ? BioPair.DEFAULT_CAPACITY : requested;
  }
}
