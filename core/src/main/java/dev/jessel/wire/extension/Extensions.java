// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.ExtensionType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The extensions of one message, in their order, none twice. Immutable. */
public final class Extensions {
  /** No extensions. */
  public static final Extensions EMPTY = new Extensions(List.of());

  private final List<Extension> all;

  private Extensions(List<Extension> all) {
    this.all = List.copyOf(all);
  }

  /**
   * Reads a block of extensions: two bytes of length, then each with its type and length.
   *
   * @param in where from; what stands after the block is left there
   * @param context the message, which decides what form each extension has
   * @return the extensions
   * @throws TlsException if the bytes are no such block, an extension is malformed or there twice,
   *     or {@code pre_shared_key} is not the last one of a ClientHello
   */
  public static Extensions decode(ByteReader in, MessageContext context) throws TlsException {
    ByteReader block = in.vector16();
    if (block.isEmpty()) {
      return EMPTY;
    }
    List<Extension> all = new ArrayList<>();
    TypeSet seen = new TypeSet();
    while (!block.isEmpty()) {
      ExtensionType type = new ExtensionType(block.u16());
      all.add(context.decode(type, block.vector16()));
      if (!seen.add(type)) {
        // RFC 9846 4.3: not more than one extension of the same type.
        throw new TlsException(SslReason.BAD_EXTENSION, type + " is there twice");
      }
      expectPreSharedKeyLast(type, context, block);
    }
    return new Extensions(all);
  }

  private static void expectPreSharedKeyLast(
      ExtensionType type, MessageContext context, ByteReader block) throws TlsException {
    // RFC 9846 4.3.11: pre_shared_key is the last extension of a ClientHello.
    if (type.equals(ExtensionType.PRE_SHARED_KEY)
        && context == MessageContext.CLIENT_HELLO
        && !block.isEmpty()) {
      throw new TlsException(SslReason.BAD_EXTENSION, type + " is not the last extension");
    }
  }

  /**
   * Extensions to send.
   *
   * @param extensions in the order to send them in
   * @return the block
   * @throws IllegalArgumentException if a type is there twice
   */
  public static Extensions of(Extension... extensions) {
    return of(List.of(extensions));
  }

  /**
   * Extensions to send.
   *
   * @param extensions in the order to send them in
   * @return the block
   * @throws IllegalArgumentException if a type is there twice
   */
  public static Extensions of(List<? extends Extension> extensions) {
    TypeSet seen = new TypeSet();
    for (Extension extension : extensions) {
      if (!seen.add(extension.type())) {
        throw new IllegalArgumentException(extension.type() + " twice");
      }
    }
    return extensions.isEmpty() ? EMPTY : new Extensions(List.copyOf(extensions));
  }

  /**
   * Writes the block: two bytes of length, then each extension with its type and length.
   *
   * @param out where to
   */
  public void encode(ByteWriter out) {
    out.vector16(this::encodeAll);
  }

  private void encodeAll(ByteWriter out) {
    for (Extension each : all) {
      out.u16(each.type().code()).vector16(each::encodeBody);
    }
  }

  /**
   * Finds an extension by its form.
   *
   * @param <T> the form
   * @param form its class
   * @return the extension, or empty if there is none of that form
   */
  public <T extends Extension> Optional<T> find(Class<T> form) {
    // By index: a handshake asks some forty times, and each time an iterator would be garbage.
    for (int i = 0; i < all.size(); i++) {
      if (form.isInstance(all.get(i))) {
        return Optional.of(form.cast(all.get(i)));
      }
    }
    return Optional.empty();
  }

  /**
   * Finds an extension by its type.
   *
   * @param type its type
   * @return the extension in whatever form, or empty
   */
  public Optional<Extension> find(ExtensionType type) {
    int index = indexOf(type, all);
    return index < 0 ? Optional.empty() : Optional.of(all.get(index));
  }

  private static int indexOf(ExtensionType type, List<Extension> among) {
    for (int i = 0; i < among.size(); i++) {
      if (among.get(i).type().equals(type)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Whether a type is there.
   *
   * @param type the type
   * @return true if so, in whatever form
   */
  public boolean contains(ExtensionType type) {
    return indexOf(type, all) >= 0;
  }

  /**
   * Whether there are none.
   *
   * @return true if so
   */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /**
   * All of them.
   *
   * @return in their order, immutable
   */
  public List<Extension> all() {
    return all;
  }

  /**
   * Their types.
   *
   * @return in their order, immutable
   */
  public List<ExtensionType> types() {
    List<ExtensionType> types = new ArrayList<>(all.size());
    all.forEach(each -> types.add(each.type()));
    return Collections.unmodifiableList(types);
  }

  /**
   * These extensions and one more, in the place of the one of the same type if there is one, else
   * at the end; {@code pre_shared_key} stays the last one.
   *
   * @param extension what to put in
   * @return a new block
   */
  public Extensions with(Extension extension) {
    List<Extension> changed = new ArrayList<>(all);
    int before = indexOf(extension.type(), all);
    if (before < 0) {
      changed.add(extension);
    } else {
      changed.set(before, extension);
    }
    int last = indexOf(ExtensionType.PRE_SHARED_KEY, changed);
    if (last >= 0) {
      changed.add(changed.remove(last));
    }
    return new Extensions(changed);
  }

  /**
   * These extensions without one.
   *
   * @param type what to leave out, if it is there
   * @return a new block
   */
  public Extensions without(ExtensionType type) {
    List<Extension> changed = new ArrayList<>(all);
    changed.removeIf(each -> each.type().equals(type));
    return new Extensions(changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Extensions that && all.equals(that.all);
  }

  @Override
  public int hashCode() {
    return all.hashCode();
  }

  @Override
  public String toString() {
    return all.toString();
  }
}
