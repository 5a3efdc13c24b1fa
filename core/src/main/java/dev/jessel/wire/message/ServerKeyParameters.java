// SPDX-License-Identifier: Apache-2.0
package dev.jessel.wire.message;

import dev.jessel.error.TlsException;
import dev.jessel.wire.ByteReader;
import dev.jessel.wire.ByteWriter;
import dev.jessel.wire.Bytes;
import java.util.Optional;

/**
 * What a ServerKeyExchange holds (RFC 5246 section 7.4.3, RFC 4279, RFC 5489, RFC 8422).
 *
 * @param identityHint {@code psk_identity_hint}, in suites with a pre-shared key
 * @param ecdh the server's share of an elliptic curve exchange
 * @param dh the server's share of a finite field exchange
 * @param rsa the server's temporary key, in the export suites of SSLv3
 * @param signature of a server that has a certificate
 */
public record ServerKeyParameters(
    Optional<Bytes> identityHint,
    Optional<EcdhPublic> ecdh,
    Optional<DhPublic> dh,
    Optional<RsaPublic> rsa,
    Optional<DigitalSignature> signature) {
  /** Parameters without a temporary RSA key. */
  public ServerKeyParameters(
      Optional<Bytes> identityHint,
      Optional<EcdhPublic> ecdh,
      Optional<DhPublic> dh,
      Optional<DigitalSignature> signature) {
    this(identityHint, ecdh, dh, Optional.empty(), signature);
  }

  /** What kind of share there is. */
  public enum Share {
    /** None. */
    NONE,
    /** Of an elliptic curve exchange. */
    ECDH,
    /** Of a finite field exchange. */
    DH,
    /** A temporary RSA key. */
    RSA
  }

  /**
   * What the cipher suite makes of the message.
   *
   * @param psk whether it begins with an identity hint
   * @param share what share there is
   * @param signature what ends it
   */
  public record Form(boolean psk, Share share, Signed signature) {}

  /** Whether a signature ends the message. */
  public enum Signed {
    /** None. */
    NO,
    /** One that names its scheme. */
    NAMED,
    /** One that does not, before TLS 1.2. */
    UNNAMED
  }

  /**
   * Reads the parameters.
   *
   * @param message what came
   * @param form what the suite makes of it
   * @throws TlsException if the bytes have not that form
   */
  public static ServerKeyParameters decode(ServerKeyExchange message, Form form)
      throws TlsException {
    ByteReader in = ByteReader.of(message.body());
    Optional<Bytes> hint = form.psk() ? Optional.of(in.opaque16()) : Optional.empty();
    Optional<EcdhPublic> ecdh =
        form.share() == Share.ECDH ? Optional.of(EcdhPublic.decode(in)) : Optional.empty();
    Optional<DhPublic> dh =
        form.share() == Share.DH ? Optional.of(DhPublic.decode(in)) : Optional.empty();
    Optional<RsaPublic> rsa =
        form.share() == Share.RSA ? Optional.of(RsaPublic.decode(in)) : Optional.empty();
    Optional<DigitalSignature> signature =
        form.signature() == Signed.NO
            ? Optional.empty()
            : Optional.of(DigitalSignature.decode(in, form.signature() == Signed.NAMED));
    in.expectEnd();
    return new ServerKeyParameters(hint, ecdh, dh, rsa, signature);
  }

  /** These parameters, signed. */
  public ServerKeyParameters signed(DigitalSignature by) {
    return new ServerKeyParameters(identityHint, ecdh, dh, rsa, Optional.of(by));
  }

  /** The message that carries them. */
  public ServerKeyExchange message() {
    ByteWriter out = new ByteWriter();
    identityHint.ifPresent(out::opaque16);
    writeShare(out);
    signature.ifPresent(by -> by.encode(out));
    return new ServerKeyExchange(out.toBytes());
  }

  /** The share as it stands in the message: what is signed behind both randoms. */
  public Bytes share() {
    ByteWriter out = new ByteWriter();
    writeShare(out);
    return out.toBytes();
  }

  private void writeShare(ByteWriter out) {
    ecdh.ifPresent(share -> share.encode(out));
    dh.ifPresent(share -> share.encode(out));
    rsa.ifPresent(share -> share.encode(out));
  }
}
