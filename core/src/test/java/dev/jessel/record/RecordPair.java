// SPDX-License-Identifier: Apache-2.0
package dev.jessel.record;

import dev.jessel.crypto.Aead;
import dev.jessel.crypto.AeadAlgorithm;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.Secret;
import dev.jessel.crypto.jca.JcaCryptoProvider;
import dev.jessel.error.TlsException;
import dev.jessel.wire.Bytes;
import java.util.Arrays;

/** A sealer whose records go straight into an opener. */
final class RecordPair {
  private static final CryptoProvider CRYPTO = JcaCryptoProvider.create();
  private static final byte[] NOWHERE = new byte[0];

  final BufferPool pool = new BufferPool(4);
  final OutboundBuffer out = new OutboundBuffer(pool);
  final InboundBuffer in = new InboundBuffer(pool);
  final RecordSealer sealer = new RecordSealer(out);
  final RecordOpener opener = new RecordOpener(in, pool);

  /** One direction of AES-128-GCM with fixed keys; two of them open each other's records. */
  static RecordProtection protection() {
    Aead aead = CRYPTO.aead(AeadAlgorithm.AES_128_GCM, Secret.take(new byte[16]));
    return new Aead13Protection(aead, Bytes.of(new byte[12]), 100);
  }

  RecordPair encrypted() {
    sealer.protection(protection());
    opener.protection(protection());
    return this;
  }

  /** Seals a record and hands its bytes to the opener. */
  RecordPair send(int type, byte[] content) {
    sealer.seal(type, content, 0, content.length);
    return deliver();
  }

  RecordPair deliver() {
    return receive(takeSealed());
  }

  byte[] takeSealed() {
    byte[] bytes = Arrays.copyOfRange(out.array(), out.start(), out.start() + out.size());
    out.clear();
    return bytes;
  }

  RecordPair receive(byte[] bytes) {
    int room = in.makeRoom(bytes.length);
    if (room < bytes.length) {
      throw new IllegalStateException("no room");
    }
    System.arraycopy(bytes, 0, in.array(), in.end(), bytes.length);
    in.filled(bytes.length);
    return this;
  }

  /** Opens the record at the front, which must be whole. */
  OpenedRecord open() throws TlsException {
    if (opener.bytesWanted() != 0) {
      throw new IllegalStateException("the record is not whole");
    }
    return opener.open(NOWHERE, 0, 0);
  }

  static byte[] content(OpenedRecord record) {
    return Arrays.copyOfRange(record.array(), record.start(), record.start() + record.length());
  }
}
