// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.peer;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.jessel.crypto.CryptoProvider;
import dev.jessel.crypto.jca.JcaCryptoProvider;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;

/**
 * Who is measured. Each has a JVM of its own, with those libraries on its class path that it needs
 * and no others: what is not there costs nothing, and is not used by accident.
 */
public enum Peer {
  /** Jessel on the JDK's cryptography. */
  JESSEL("Jessel", Library.NONE),
  /** Jessel with Bouncy Castle on the class path. */
  JESSEL_BC("Jessel, BC", Library.BOUNCY_CASTLE),
  /** Jessel with Amazon's provider before all others, as its guide advises. */
  JESSEL_ACCP("Jessel, ACCP", Library.AMAZON),
  /** The JDK's own TLS. */
  SUNJSSE("SunJSSE", Library.NONE),
  /** The JDK's own TLS with Amazon's provider before all others, as its guide advises. */
  SUNJSSE_ACCP("SunJSSE, ACCP", Library.AMAZON),
  /** Bouncy Castle's TLS; ciphers from the JDK, which are faster than its own. */
  BOUNCY_CASTLE("BC", Library.BOUNCY_CASTLE),
  /** BoringSSL through Conscrypt. */
  CONSCRYPT("Conscrypt", Library.CONSCRYPT),
  /** BoringSSL through netty-tcnative. */
  TCNATIVE("tcnative", Library.NETTY),
  /** Nobody: the JDK's cryptography alone, which is the limit for Jessel and SunJSSE. */
  LIMIT("JDK crypto", Library.NONE),
  /** The same with Amazon's provider. */
  LIMIT_ACCP("ACCP crypto", Library.AMAZON);

  private final String title;
  private final Library library;

  Peer(String title, Library library) {
    this.title = title;
    this.library = library;
  }

  /** Its name in tables. */
  public String title() {
    return title;
  }

  /** Whether an entry of the class path is among what it needs. */
  public boolean needs(String entry) {
    String file = entry.substring(entry.lastIndexOf('/') + 1);
    return Set.of(Library.values()).stream().allMatch(each -> each == library || !each.owns(file));
  }

  /** True for Jessel on whatever cryptography. */
  public boolean isJessel() {
    return this == JESSEL || this == JESSEL_BC || this == JESSEL_ACCP;
  }

  /** True where there is no TLS. */
  public boolean isLimit() {
    return this == LIMIT || this == LIMIT_ACCP;
  }

  /** True where TLS 1.3 always has AES-128-GCM, so that other ciphers are measured in TLS 1.2. */
  public boolean hasFixedSuites() {
    return this == CONSCRYPT || this == TCNATIVE;
  }

  /** To be called once in its JVM, before all else. */
  public void prepare() {
    if (library == Library.AMAZON) {
      Amazon.install();
    }
    if (this == BOUNCY_CASTLE) {
      BouncyCastle.install();
    }
  }

  /**
   * Its two ends.
   *
   * @param size length of a message in bytes
   * @throws UnsupportedOperationException if it has not what the setup asks for
   */
  public Pair pair(Setup setup, int size) throws Exception {
    Setup fitting =
        hasFixedSuites() && setup.cipher() != Setup.Cipher.AES_128_GCM_SHA256
            ? setup.in(Setup.TLS_1_2)
            : setup;
    return switch (this) {
      case JESSEL, JESSEL_BC, JESSEL_ACCP -> new JesselPair(crypto(), fitting, size);
      case LIMIT, LIMIT_ACCP -> limit(fitting, size);
      default -> new EnginePair(engines(fitting), fitting, size);
    };
  }

  /** Cryptography for Jessel: what it finds by itself, or what the JDK has and no more. */
  public CryptoProvider crypto() {
    return this == JESSEL ? JcaCryptoProvider.ofInstalled() : JcaCryptoProvider.create();
  }

  private static Pair limit(Setup setup, int size) throws Exception {
    return size == 0 ? new BareHandshake(setup) : new BareCiphers(setup.cipher(), size);
  }

  private Engines engines(Setup setup) throws Exception {
    return switch (this) {
      case BOUNCY_CASTLE -> new JsseEngines(BouncyCastle.tls(setup), setup);
      case CONSCRYPT -> new ConscryptEngines(setup);
      case TCNATIVE -> new NettyEngines(setup);
      default -> new JsseEngines(Security.getProvider("SunJSSE"), setup);
    };
  }

  // Classes of their own, since those that a peer does not need are not on its class path.

  private static final class Amazon {
    static void install() {
      AmazonCorrettoCryptoProvider.install();
      AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
    }
  }

  private static final class BouncyCastle {
    static void install() {
      Logger.getLogger("org.bouncycastle").setLevel(Level.SEVERE);
      Security.addProvider(new BouncyCastleProvider());
    }

    /** With what the JDK has first, but for ML-KEM: that of JDK 25 takes no parameters of BC's. */
    static Provider tls(Setup setup) {
      return setup.group() == Setup.Group.X25519MLKEM768
          ? new BouncyCastleJsseProvider(new BouncyCastleProvider())
          : new BouncyCastleJsseProvider();
    }
  }

  /** What a peer may need beside the JDK and Jessel. */
  private enum Library {
    NONE(List.of()),
    BOUNCY_CASTLE(List.of("bcprov-", "bcutil-", "bcpkix-", "bctls-")),
    AMAZON(List.of("AmazonCorrettoCryptoProvider-")),
    CONSCRYPT(List.of("conscrypt-")),
    NETTY(List.of("netty-"));

    private final List<String> prefixes;

    Library(List<String> prefixes) {
      this.prefixes = prefixes;
    }

    boolean owns(String file) {
      return prefixes.stream().anyMatch(file::startsWith);
    }
  }
}
