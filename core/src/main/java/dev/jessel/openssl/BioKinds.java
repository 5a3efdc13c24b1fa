// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.bio.AcceptBio;
import dev.jessel.bio.Bio;
import dev.jessel.bio.BioPair;
import dev.jessel.bio.BufferedBio;
import dev.jessel.bio.ChannelBio;
import dev.jessel.bio.ConnectBio;
import dev.jessel.bio.FileBio;
import dev.jessel.bio.FilterBio;
import dev.jessel.bio.LineBufferBio;
import dev.jessel.bio.MemoryBio;
import dev.jessel.bio.NbioTestBio;
import dev.jessel.bio.NullBio;
import dev.jessel.bio.PrefixBio;
import dev.jessel.bio.ReadBufferBio;
import dev.jessel.bio.StreamBio;
import dev.jessel.openssl.LibBioTypes.BIO_METHOD;
import java.util.Map;

/** The kinds of BIO that come with the library, with libcrypto's names and numbers. */
final class BioKinds {
  static final BIO_METHOD MEMORY =
      new BIO_METHOD(LibBioCodes.BIO_TYPE_MEM, "memory buffer", MemoryBio::new);
  static final BIO_METHOD SECURE_MEMORY =
      new BIO_METHOD(LibBioCodes.BIO_TYPE_MEM, "secure memory buffer", MemoryBio::new);
  static final BIO_METHOD PAIR =
      new BIO_METHOD(
          LibBioCodes.BIO_TYPE_BIO, "BIO pair", () -> new BioPair.Half(BioPair.DEFAULT_CAPACITY));
  static final BIO_METHOD NULL_SINK =
      new BIO_METHOD(LibBioCodes.BIO_TYPE_NULL, "NULL", NullBio::new);
  static final BIO_METHOD FILE =
      new BIO_METHOD(LibBioCodes.BIO_TYPE_FILE, "FILE pointer", FileBio::new);
  static final BIO_METHOD SOCKET =
      new BIO_METHOD(LibBioCodes.BIO_TYPE_SOCKET, "socket", SocketBio::new);
  static final BIO_METHOD DESCRIPTOR =
      new BIO_METHOD(LibBioCodes.BIO_TYPE_FD, "file descriptor", SocketBio::new);
  static final BIO_METHOD CONNECT =
      new BIO_METHOD(LibBioCodes.BIO_TYPE_CONNECT, "socket connect", ConnectBio::new);
  static final BIO_METHOD ACCEPT =
      new BIO_METHOD(LibBioCodes.BIO_TYPE_ACCEPT, "socket accept", BioKinds::listening);
  static final BIO_METHOD BUFFER =
      new BIO_METHOD(LibBioCodes.BIO_TYPE_BUFFER, "buffer", BufferedBio::new);
  static final BIO_METHOD READ_BUFFER =
      new BIO_METHOD(LibBioCodes.BIO_TYPE_BUFFER, "readbuffer", ReadBufferBio::new);
  static final BIO_METHOD LINE_BUFFER =
      new BIO_METHOD(LibBioCodes.BIO_TYPE_LINEBUFFER, "linebuffer", LineBufferBio::new);
  static final BIO_METHOD PREFIX =
      new BIO_METHOD(LibBioCodes.BIO_TYPE_BUFFER, "prefix", PrefixBio::new);
  static final BIO_METHOD NBIO_TEST =
      new BIO_METHOD(
          LibBioCodes.BIO_TYPE_NBIO_TEST, "non-blocking IO test filter", NbioTestBio::new);
  static final BIO_METHOD NULL_FILTER =
      new BIO_METHOD(LibBioCodes.BIO_TYPE_NULL_FILTER, "NULL filter", FilterBio::new);
  static final BIO_METHOD SSL = new BIO_METHOD(LibBioCodes.BIO_TYPE_SSL, "ssl", SslBio::new);

  /** For those that were not made by {@code BIO_new}. */
  private static final Map<Class<?>, BIO_METHOD> BY_CLASS =
      Map.ofEntries(
          Map.entry(MemoryBio.class, MEMORY),
          Map.entry(BioPair.Half.class, PAIR),
          Map.entry(NullBio.class, NULL_SINK),
          Map.entry(FileBio.class, FILE),
          Map.entry(ConnectBio.class, CONNECT),
          Map.entry(AcceptBio.class, ACCEPT),
          Map.entry(BufferedBio.class, BUFFER),
          Map.entry(ReadBufferBio.class, READ_BUFFER),
          Map.entry(LineBufferBio.class, LINE_BUFFER),
          Map.entry(PrefixBio.class, PREFIX),
          Map.entry(NbioTestBio.class, NBIO_TEST),
          Map.entry(FilterBio.class, NULL_FILTER),
          Map.entry(SslBio.class, SSL));

  private BioKinds() {}

  /** The kind of a BIO; what is written in Java goes by its class. */
  static BIO_METHOD of(Bio bio) {
    BIO_METHOD made = BioState.of(bio).method;
    if (made != null) {
      return made;
    }
    BIO_METHOD known = BY_CLASS.get(bio.getClass());
    if (known != null) {
      return known;
    }
    int type =
        bio instanceof FilterBio ? LibBioCodes.BIO_TYPE_FILTER : LibBioCodes.BIO_TYPE_SOURCE_SINK;
    return isSocket(bio)
        ? SOCKET
        : new BIO_METHOD(type, bio.getClass().getSimpleName(), () -> null);
  }

  /** True for a connected socket, however it was made. */
  static boolean isSocket(Bio bio) {
    return bio instanceof SocketBio || bio instanceof ChannelBio || bio instanceof StreamBio;
  }

  /** True when a BIO has got all that it needs to work. */
  static boolean isReady(Bio bio) {
    if (bio instanceof MethodBio own) {
      return own.isInitialized();
    }
    if (bio instanceof BioPair.Half half) {
      return half.isJoined();
    }
    if (bio instanceof FileBio file) {
      return file.channel().isPresent();
    }
    if (bio instanceof ConnectBio connect) {
      return connect.host().isPresent() || connect.port().isPresent();
    }
    if (bio instanceof AcceptBio accept) {
      return accept.host().isPresent() || accept.port().isPresent();
    }
    if (bio instanceof SslBio tls) {
      return tls.connection() != null;
    }
    return !(bio instanceof SocketBio socket) || socket.isOpen();
  }

  private static Bio listening() {
    AcceptBio bio = new AcceptBio();
    AcceptControl.chain(bio, null);
    return bio;
  }
}
