// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.error.SslReason;
import dev.jessel.openssl.LibX509.X509_NAME;
import dev.jessel.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands behind the handle of a configuration by text. */
abstract sealed class ConfState permits LibSslConf.SSL_CONF_CTX {
  private static final int UNKNOWN = -2;
  private static final int NO_VALUE = -3;

  private final List<Bytes> authorities = new ArrayList<>();
  private int flags;
  private Optional<String> prefix = Optional.empty();
  private Optional<? extends Configured> target = Optional.empty();
  private Optional<String> certificateFile = Optional.empty();

  final int changeFlags(int set, int clear) {
    flags = (flags | set) & ~clear;
    return flags;
  }

  final boolean has(int flag) {
    return (flags & flag) != 0;
  }

  final void prefix(Optional<String> value) {
    prefix = value;
  }

  /** What is configured; empty to check commands and no more. */
  final Optional<? extends Configured> target() {
    return target;
  }

  final void target(Optional<? extends Configured> value) {
    target = value;
    certificateFile = Optional.empty();
  }

  /** Where the private key is looked for when no other comes. */
  final void certificateFile(String file) {
    certificateFile = Optional.of(file);
  }

  final List<Bytes> authorities() {
    return authorities;
  }

  final int run(String name, String value) {
    Optional<ConfCommand> found = find(name);
    if (found.isEmpty()) {
      complain(SslReason.UNKNOWN_CMD_NAME, "cmd=" + name);
      return UNKNOWN;
    }
    ConfCommand command = found.get();
    if (command.type() == LibSslConf.SSL_CONF_TYPE_NONE) {
      return command.action().run(this, "") ? 1 : 0;
    }
    if (value != null && command.action().run(this, value)) {
      return 2;
    }
    String bare = withoutPrefix(name).orElse(name);
    complain(SslReason.BAD_VALUE, "cmd=" + bare + ", value=" + (value == null ? "<EMPTY>" : value));
    return value == null ? NO_VALUE : 0;
  }

  private void complain(SslReason reason, String data) {
    if (has(LibSslConf.SSL_CONF_FLAG_SHOW_ERRORS)) {
      ErrorQueue.current().push(ErrorCode.LIB_SSL, reason.number(), data);
    }
  }

  final Optional<ConfCommand> find(String name) {
    return withoutPrefix(name).flatMap(bare -> ConfCommands.find(bare, flags));
  }

  /** Prefixes count in any case in files, and as they are on command lines. */
  private Optional<String> withoutPrefix(String name) {
    boolean onCommandLine = has(LibSslConf.SSL_CONF_FLAG_CMDLINE);
    if (name == null || prefix.isEmpty() && !onCommandLine) {
      return Optional.ofNullable(name);
    }
    String start = prefix.orElse("-");
    boolean ignoreCase = !onCommandLine;
    boolean fits =
        name.length() > start.length()
            && name.regionMatches(ignoreCase, 0, start, 0, start.length());
    return fits ? Optional.of(name.substring(start.length())) : Optional.empty();
  }

  final boolean finish() {
    boolean complete = target.isEmpty() || certificateFile.isEmpty() || hasKey(target.get());
    if (!authorities.isEmpty()) {
      List<X509_NAME> names = authorities.stream().map(X509_NAME::new).toList();
      target.ifPresent(one -> one.issuerNames(false, names));
      authorities.clear();
    }
    return complete;
  }

  private boolean hasKey(Configured one) {
    return one.credentials().hasKey() || one.keyFile(certificateFile.orElseThrow());
  }
}
