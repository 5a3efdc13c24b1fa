// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.extension;

import dev.jessel.error.SslReason;
import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.ExtensionType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The extensions of one message, in their order, none twice. Immutable. */
public final class Extensions {
  /** No extensions. */
  public static final Extensions EMPTY = new Extensions(Map.of());

  private final Map<ExtensionType, Extension> byType;

  private Extensions(Map<ExtensionType, Extension> byType) {
    this.byType = byType;
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
    Map<ExtensionType, Extension> byType = new LinkedHashMap<>();
    while (!block.isEmpty()) {
      ExtensionType type = new ExtensionType(block.u16());
      if (byType.put(type, context.decode(type, block.vector16())) != null) {
        // RFC 9846 4.3: not more than one extension of the same type.
        throw new TlsException(SslReason.BAD_EXTENSION, type + " is there twice");
      }
      expectPreSharedKeyLast(type, context, block);
    }
    return byType.isEmpty() ? EMPTY : new Extensions(byType);
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
    Map<ExtensionType, Extension> byType = new LinkedHashMap<>();
    for (Extension extension : extensions) {
      if (byType.put(extension.type(), extension) != null) {
        throw new IllegalArgumentException(extension.type() + " twice");
      }
    }
    return new Extensions(byType);
  }

  /**
   * Writes the block: two bytes of length, then each extension with its type and length.
   *
   * @param out where to
   */
  public void encode(ByteWriter out) {
    out.vector16(block -> byType.values().forEach(extension -> encode(extension, block)));
  }

  private static void encode(Extension extension, ByteWriter out) {
    out.u16(extension.type().code()).vector16(extension::encodeBody);
  }

  /**
   * Finds an extension by its form.
   *
   * @param <T> the form
   * @param form its class
   * @return the extension, or empty if there is none of that form
   */
  public <T extends Extension> Optional<T> find(Class<T> form) {
    // A handshake asks some forty times.
    for (Extension each : byType.values()) {
      if (form.isInstance(each)) {
        return Optional.of(form.cast(each));
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
    return Optional.ofNullable(byType.get(type));
  }

  /**
   * Whether a type is there.
   *
   * @param type the type
   * @return true if so, in whatever form
   */
  public boolean contains(ExtensionType type) {
    return byType.containsKey(type);
  }

  /**
   * Whether there are none.
   *
   * @return true if so
   */
  public boolean isEmpty() {
    return byType.isEmpty();
  }

  /**
   * All of them.
   *
   * @return in their order, immutable
   */
  public List<Extension> all() {
    return List.copyOf(byType.values());
  }

  /**
   * Their types.
   *
   * @return in their order, immutable
   */
  public List<ExtensionType> types() {
    return List.copyOf(byType.keySet());
  }

  /**
   * These extensions and one more, in the place of the one of the same type if there is one, else
   * at the end; {@code pre_shared_key} stays the last one.
   *
   * @param extension what to put in
   * @return a new block
   */
  public Extensions with(Extension extension) {
    Map<ExtensionType, Extension> changed = new LinkedHashMap<>(byType);
    changed.put(extension.type(), extension);
    Extension last = changed.remove(ExtensionType.PRE_SHARED_KEY);
    if (last != null) {
      changed.put(last.type(), last);
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
    Map<ExtensionType, Extension> changed = new LinkedHashMap<>(byType);
    changed.remove(type);
    return new Extensions(changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Extensions that && all().equals(that.all());
  }

  @Override
  public int hashCode() {
    return all().hashCode();
  }

  @Override
  public String toString() {
    return byType.values().toString();
  }
}
