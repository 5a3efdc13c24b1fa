// SPDX-License-Identifier: Apache-2.0
package dev.jessel;

import dev.jessel.x509.Credential;
import dev.jessel.x509.PasswordSource;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PemException;
import dev.jessel.x509.TrustAnchors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Certificates, keys and trust in files, which a context takes anew when the files change. What is
 * in the files decides, not their times. There is no thread in here: whoever has a scheduler runs
 * this on it, on a thread that may wait for a disk.
 *
 * <pre>{@code
 * SslFiles files = SslFiles.of(context).credential(chain, key).trust(anchors).listener(log).build();
 * files.load();
 * scheduler.scheduleWithFixedDelay(files, 1, 1, TimeUnit.MINUTES);
 * }</pre>
 *
 * <p>All files are taken together or none: a chain that is there before its key, half a file, or a
 * certificate that is not valid now leave the context as it is, and the listener hears why. The
 * next check tries again. Thread-safe.
 */
public final class SslFiles implements Runnable {
  private final SslContext context;
  private final List<CredentialLoader> credentials;
  private final Optional<Path> trust;
  private final Listener listener;
  private final FileContents contents;
  private final ReentrantLock checking = new ReentrantLock();
  private Optional<List<String>> taken = Optional.empty();
  private Optional<String> told = Optional.empty();

  private SslFiles(Builder builder) {
    this.context = builder.context;
    this.credentials = List.copyOf(builder.credentials);
    this.trust = builder.trust;
    this.listener = builder.listener;
    this.contents = new FileContents(builder.watched);
  }

  /** Starts with a context whose credentials and trust shall come from files. */
  public static Builder of(SslContext context) {
    return new Builder(context);
  }

  /** What came of a check. */
  public enum Outcome {
    /** The files are as they were. */
    UNCHANGED,
    /** The context has what the files hold now. */
    REPLACED,
    /** The context keeps what it had: the files cannot be used. */
    KEPT
  }

  /** Hears what comes of changed files, on the thread that checks. */
  public interface Listener {
    /** The context has new credentials or new trust. */
    default void replaced() {}

    /**
     * The context keeps what it had. Told once, not at each check, while the reason stays.
     *
     * @param why names the file, never holds a key
     */
    default void kept(Exception why) {}
  }

  /** Makes a credential of files, in whatever format. */
  @FunctionalInterface
  public interface CredentialLoader {
    /**
     * Reads.
     *
     * @throws IOException when it cannot be done; its message should name the file
     */
    Credential load() throws IOException;
  }

  /**
   * Has the context take what is in the files, be it valid now or not: for the start of a program.
   *
   * @throws IOException when a file cannot be used; the context is as it was
   */
  public void load() throws IOException {
    checking.lock();
    try {
      List<String> seen = contents.fingerprint();
      replace(read());
      taken = Optional.of(seen);
      told = Optional.empty();
    } finally {
      checking.unlock();
    }
  }

  /** Looks whether the files have changed; if so the context takes them, or the listener hears. */
  public Outcome check() {
    checking.lock();
    try {
      // Before they are read: a change in between is found by the next check.
      List<String> seen = contents.fingerprint();
      return taken.equals(Optional.of(seen)) ? Outcome.UNCHANGED : take(seen);
    } finally {
      checking.unlock();
    }
  }

  /** {@linkplain #check Checks}. Throws nothing but what the listener throws. */
  @Override
  public void run() {
    Outcome ignored = check();
  }

  private Outcome take(List<String> seen) {
    try {
      Identity identity = read();
      checkDates(identity.credentials());
      replace(identity);
    } catch (IOException | RuntimeException e) {
      tell(e);
      return Outcome.KEPT;
    }
    taken = Optional.of(seen);
    told = Optional.empty();
    listener.replaced();
    return Outcome.REPLACED;
  }

  private void tell(Exception why) {
    Optional<String> text = Optional.of(why.toString());
    if (!told.equals(text)) {
      told = text;
      listener.kept(why);
    }
  }

  private record Identity(List<Credential> credentials, Optional<TrustAnchors> trust) {}

  private Identity read() throws IOException {
    List<Credential> loaded = new ArrayList<>();
    for (CredentialLoader loader : credentials) {
      loaded.add(loader.load());
    }
    return new Identity(
        loaded,
        trust.isPresent() ? Optional.of(TrustAnchors.ofPemFile(trust.get())) : Optional.empty());
  }

  private void replace(Identity identity) {
    context.replace(
        builder -> {
          SslContext.Builder next =
              credentials.isEmpty() ? builder : builder.credentials(identity.credentials());
          return identity.trust().map(next::anchors).orElse(next);
        });
  }

  private void checkDates(List<Credential> loaded) throws PemException {
    Instant now = context.settings().clock().instant();
    for (Credential credential : loaded) {
      for (PeerCertificate leaf : credential.chain().stream().limit(1).toList()) {
        if (now.isAfter(leaf.notAfter())) {
          throw new PemException(leaf.subject(), "the certificate expired on " + leaf.notAfter());
        }
        if (now.isBefore(leaf.notBefore())) {
          throw new PemException(
              leaf.subject(), "the certificate is not valid before " + leaf.notBefore());
        }
      }
    }
  }

  /** Gathers files. Not thread-safe. */
  public static final class Builder {
    private final SslContext context;
    private final List<CredentialLoader> credentials = new ArrayList<>();
    private final List<Path> watched = new ArrayList<>();
    private Optional<Path> trust = Optional.empty();
    private Listener listener = new Listener() {};

    private Builder(SslContext context) {
      this.context = context;
    }

    /**
     * Adds a chain and its key, which is not encrypted; see {@link Credential#ofPem(Path, Path)}.
     */
    public Builder credential(Path chain, Path key) {
      return credential(chain, key, PasswordSource.none());
    }

    /** Adds a chain and its key, which may be encrypted. */
    public Builder credential(Path chain, Path key, PasswordSource password) {
      return credential(List.of(chain, key), () -> Credential.ofPem(chain, key, password));
    }

    /**
     * Adds a credential of any kind: of a key store, with an OCSP response, with a key in hardware.
     * Credentials that the context has from elsewhere are replaced by those from files.
     *
     * @param files to watch
     * @param loader called when one of them has changed
     */
    public Builder credential(List<Path> files, CredentialLoader loader) {
      credentials.add(loader);
      watched.addAll(files);
      return this;
    }

    /** Sets the file of trusted certificates; without one the context's trust is left alone. */
    public Builder trust(Path file) {
      trust.ifPresent(watched::remove);
      trust = Optional.of(file);
      watched.add(file);
      return this;
    }

    /** Sets who hears what comes of changed files. */
    public Builder listener(Listener who) {
      listener = who;
      return this;
    }

    /** Makes the watch; nothing is read yet. */
    public SslFiles build() {
      return new SslFiles(this);
    }
  }
}
