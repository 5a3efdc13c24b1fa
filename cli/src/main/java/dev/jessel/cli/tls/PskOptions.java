// SPDX-License-Identifier: Apache-2.0
package dev.jessel.cli.tls;

import dev.jessel.SslCallbacks.PskIdentity;
import dev.jessel.SslContext;
import dev.jessel.SslPsk;
import dev.jessel.SslReply;
import dev.jessel.SslSession;
import dev.jessel.cli.CommandFailure;
import dev.jessel.crypto.Secret;
import dev.jessel.wire.Bytes;
import dev.jessel.wire.ProtocolVersion;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Pre-shared keys on the command line, with the names that OpenSSL has for them. */
public final class PskOptions {
  @Option(
      names = "-psk",
      paramLabel = "HEX",
      description = "Pre-shared key; other users of this machine can see it.")
  private String key;

  @Option(
      names = "-psk_identity",
      paramLabel = "NAME",
      description = "Name of the pre-shared key; default: ${DEFAULT-VALUE}.",
      defaultValue = "Client_identity")
  private String identity;

  @Option(
      names = "-psk_session",
      paramLabel = "FILE",
      description = "Use the secret of a session's file as pre-shared key (TLS 1.3).")
  private Path session;

  /** Whether there is a key. */
  public boolean isGiven() {
    return key != null || session != null;
  }

  private SslPsk ofSession() throws CommandFailure {
    SslSession read = SessionFile.read("-psk_session", session);
    if (!read.version().isAtLeast(ProtocolVersion.TLS_1_3)) {
      throw new CommandFailure("-psk_session " + session + ": a session of " + read.version());
    }
    return SslPsk.of(Bytes.of(identity.getBytes(StandardCharsets.UTF_8)), read);
  }

  /** Has a client show the key. */
  public void offer(SslContext.Builder builder) throws CommandFailure {
    if (session != null) {
      SslPsk known = ofSession();
      builder.externalPskChooser(Optional.of(() -> SslReply.now(List.of(known))));
    }
    if (key != null) {
      Secret shared = HexKey.parse("-psk", key);
      builder.pskChooser(
          Optional.of(hint -> SslReply.now(Optional.of(new PskIdentity(identity, shared.copy())))));
    }
  }

  /**
   * Has a server take the key.
   *
   * @param err is told when a client calls the key by another name, which is taken all the same
   */
  public void take(SslContext.Builder builder, PrintStream err) throws CommandFailure {
    if (session != null) {
      SslPsk known = ofSession();
      builder.externalPskFinder(
          Optional.of(
              name -> SslReply.now(Optional.of(known).filter(k -> k.identity().equals(name)))));
    }
    if (key != null) {
      Secret shared = HexKey.parse("-psk", key);
      builder.pskFinder(
          Optional.of(
              name -> {
                if (!name.equals(identity)) {
                  err.println(
                      "PSK warning: client identity not what we expected (got '"
                          + printable(name)
                          + "')");
                }
                return SslReply.now(Optional.of(shared.copy()));
              }));
    }
  }

  /** What a client says of itself must not move the cursor. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
