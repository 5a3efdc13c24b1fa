// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.peer;

import java.security.Provider;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/**
 * Engines of a provider of JSSE: the JDK's own, Bouncy Castle's, Conscrypt. All of them trust and
 * check host names through the JDK's trust manager.
 *
 * <p>Who is not to resume a session comes from another port each time.
 */
final class JsseEngines implements Engines {
  /** Read once, when a provider is first used. A setter came only after Java 17. */
  private static final String GROUPS = "jdk.tls.namedGroups";

  private static final int PORT = 443;

  private final SSLContext clients;
  private final SSLContext servers;
  private final SSLParameters terms;
  private final boolean resumes;
  private int port = PORT;

  JsseEngines(Provider provider, Setup setup) throws Exception {
    System.setProperty(GROUPS, groups(provider, setup));
    clients = SSLContext.getInstance(setup.version(), provider);
    clients.init(null, trust(provider).getTrustManagers(), null);
    servers = SSLContext.getInstance(setup.version(), provider);
    servers.init(Identity.keys(setup.key()), null, null);
    // Conscrypt learns from suites of TLS 1.2 which key a server of TLS 1.3 has.
    Setup before = setup.in(Setup.TLS_1_2);
    String[] suites =
        isConscrypt(provider)
            ? new String[] {setup.suite(), before.suite()}
            : new String[] {setup.suite()};
    terms = new SSLParameters(suites, new String[] {setup.version()});
    resumes = setup.resumes();
  }

  private static boolean isConscrypt(Provider provider) {
    return provider.getName().equals("Conscrypt");
  }

  /**
   * The JDK's trust manager does not know what Conscrypt calls the way that a server shows its key.
   */
  private static TrustManagerFactory trust(Provider provider) throws Exception {
    return isConscrypt(provider) ? Identity.trust(provider) : Identity.trust();
  }

  /** Bouncy Castle signs with P-256 only where that is a group of key exchange, too. */
  private static String groups(Provider provider, Setup setup) {
    String group = setup.groups().stream().map(Setup.Group::jsse).collect(Collectors.joining(", "));
    return provider.getName().equals("BCJSSE") ? group + ", secp256r1" : group;
  }

  @Override
  public SSLEngine client() {
    SSLEngine engine = clients.createSSLEngine(Identity.HOST, resumes ? PORT : ++port);
    engine.setUseClientMode(true);
    SSLParameters checked = new SSLParameters(terms.getCipherSuites(), terms.getProtocols());
    checked.setServerNames(List.of(new SNIHostName(Identity.HOST)));
    checked.setEndpointIdentificationAlgorithm("HTTPS");
    engine.setSSLParameters(checked);
    return engine;
  }

  @Override
  public SSLEngine server() {
    SSLEngine engine = servers.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setSSLParameters(terms);
    return engine;
  }
}
