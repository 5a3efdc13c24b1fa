// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake.hello;

import dev.jessel.handshake.HandshakeConfig;
import dev.jessel.handshake.HandshakeIo;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.CipherSuite;
import dev.jessel.wire.ExtensionType;
import dev.jessel.wire.Grease;
import dev.jessel.wire.NamedGroup;
import dev.jessel.wire.ProtocolVersion;
import dev.jessel.wire.SignatureScheme;
import dev.jessel.wire.extension.Extension;
import dev.jessel.wire.extension.KeyShareClient;
import dev.jessel.wire.extension.KeyShareEntry;
import dev.jessel.wire.extension.SignatureAlgorithms;
import dev.jessel.wire.extension.SupportedGroups;
import dev.jessel.wire.extension.SupportedVersionsClient;
import dev.jessel.wire.extension.UnknownExtension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Makes one ClientHello differ from another, so that servers keep passing over what they do not
 * know (RFC 8701) and do not rely on an order.
 */
final class HelloVariety {
  private static final Bytes ONE_BYTE = Bytes.of((byte) 0);

  private final HandshakeConfig.Variety wanted;
  private final Random random;

  private HelloVariety(HandshakeConfig.Variety wanted, Random random) {
    this.wanted = wanted;
    this.random = random;
  }

  static HelloVariety of(HandshakeIo io) {
    return new HelloVariety(io.config().behaviour().variety(), io.crypto().random());
  }

  List<CipherSuite> suites(List<CipherSuite> ours) {
    return wanted.grease() ? before(new CipherSuite(Grease.value(random)), ours) : ours;
  }

  List<Extension> extensions(List<Extension> ours) {
    List<Extension> all = new ArrayList<>(ours);
    if (wanted.grease()) {
      // RFC 8701 3.1: the share is of the group that is named.
      NamedGroup group = new NamedGroup(Grease.value(random));
      all.replaceAll(extension -> among(extension, group));
    }
    if (wanted.shuffled()) {
      Collections.shuffle(all, random);
    }
    if (wanted.grease()) {
      int first = Grease.value(random);
      all.add(0, new UnknownExtension(new ExtensionType(first), Bytes.EMPTY));
      // RFC 8701 3.1: the two differ, and one of them has a content.
      all.add(new UnknownExtension(new ExtensionType(Grease.next(first)), ONE_BYTE));
    }
    return all;
  }

  private Extension among(Extension extension, NamedGroup group) {
    if (extension instanceof SupportedGroups groups) {
      return new SupportedGroups(before(group, groups.groups()));
    }
    if (extension instanceof KeyShareClient shares) {
      return new KeyShareClient(before(new KeyShareEntry(group, ONE_BYTE), shares.shares()));
    }
    if (extension instanceof SupportedVersionsClient versions) {
      return new SupportedVersionsClient(
          before(new ProtocolVersion(Grease.value(random)), versions.versions()));
    }
    if (extension instanceof SignatureAlgorithms algorithms) {
      return new SignatureAlgorithms(
          before(new SignatureScheme(Grease.value(random)), algorithms.schemes()));
    }
    return extension;
  }

  private static <T> List<T> before(T one, List<T> others) {
    return Stream.concat(Stream.of(one), others.stream()).toList();
  }
}
