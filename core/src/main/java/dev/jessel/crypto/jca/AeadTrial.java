// SPDX-License-Identifier: Apache-2.0
package dev.jessel.crypto.jca;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.util.Arrays;
import java.util.List;

/**
 * Records, a full one and as many small ones as take about as long, sealed and opened.
 *
 * @param forms one for each size of the key: the first is measured, all must fit together
 */
record AeadTrial(List<CipherForm> forms) implements Trial {
  private static final int NONCE_LENGTH = 12;
  private static final int FULL = 16_384;
  private static final int SMALL = 256;
  private static final int SMALL_RECORDS = 4;
  private static final byte[] TAIL = {23};
  private static final byte[] HEADER = {23, 3, 3, 0, 0};

  @Override
  public Round with(Provider provider) throws GeneralSecurityException {
    return new Records(aead(forms.get(0), provider), aead(forms.get(0), provider))::round;
  }

  @Override
  public void requireSame(Provider one, Provider other) throws GeneralSecurityException {
    for (CipherForm form : forms) {
      Records there = new Records(aead(form, one), aead(form, other));
      Records back = new Records(aead(form, other), aead(form, one));
      Trial.require(
          MessageDigest.isEqual(there.sealed(FULL), back.sealed(FULL)), form.transformation());
      there.round();
      back.round();
    }
  }

  private static JcaAead aead(CipherForm form, Provider provider) throws GeneralSecurityException {
    return new JcaAead(AeadCiphers.of(form, provider), new byte[form.algorithm().keyLength()]);
  }

  /** One direction of a connection. */
  private static final class Records {
    private final JcaAead sealer;
    private final JcaAead opener;
    private final byte[] content = new byte[FULL];
    private final byte[] record;
    private final byte[] opened = new byte[FULL + TAIL.length];
    private long number;

    Records(JcaAead sealer, JcaAead opener) {
      this.sealer = sealer;
      this.opener = opener;
      this.record = new byte[FULL + TAIL.length + sealer.tagLength()];
    }

    void round() throws GeneralSecurityException {
      sealAndOpen(FULL);
      for (int i = 0; i < SMALL_RECORDS; i++) {
        sealAndOpen(SMALL);
      }
    }

    byte[] sealed(int size) throws GeneralSecurityException {
      return Arrays.copyOf(record, seal(size, nextNonce()));
    }

    private void sealAndOpen(int size) throws GeneralSecurityException {
      byte[] nonce = nextNonce();
      int length = seal(size, nonce);
      opener.open(nonce, HEADER, 0, HEADER.length, record, 0, length, opened, 0);
    }

    private int seal(int size, byte[] nonce) throws GeneralSecurityException {
      return sealer.seal(
          nonce, HEADER, 0, HEADER.length, content, 0, size, TAIL, 0, TAIL.length, record, 0);
    }

    /** No nonce comes twice under one key, although nothing here is a secret. */
    private byte[] nextNonce() {
      return ByteBuffer.allocate(NONCE_LENGTH).putLong(number++).array();
    }
  }
}
