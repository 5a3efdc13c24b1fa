// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import dev.jessel.x509.Certificates;
import dev.jessel.x509.PeerCertificate;
import dev.jessel.x509.PemException;
import dev.jessel.x509.TrustAnchors;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** All commands of SSL_CONF. */
final class ConfCommands {
  private static final int SERVER = LibSslConf.SSL_CONF_FLAG_SERVER;
  private static final int CLIENT = LibSslConf.SSL_CONF_FLAG_CLIENT;
  private static final int CERTIFICATE = LibSslConf.SSL_CONF_FLAG_CERTIFICATE;
  private static final int STRING = LibSslConf.SSL_CONF_TYPE_STRING;
  private static final int FILE = LibSslConf.SSL_CONF_TYPE_FILE;
  private static final int DIR = LibSslConf.SSL_CONF_TYPE_DIR;
  private static final int STORE = LibSslConf.SSL_CONF_TYPE_STORE;
  private static final int NONE = LibSslConf.SSL_CONF_TYPE_NONE;

  private static final Map<String, Integer> VERSIONS =
      Map.of(
          "None", 0,
          "SSLv3", 0x0300,
          "TLSv1", 0x0301,
          "TLSv1.1", 0x0302,
          "TLSv1.2", 0x0303,
          "TLSv1.3", 0x0304);

  private static final List<ConfCommand> ALL = new ConfCommands().all();

  private final List<ConfCommand> commands = new ArrayList<>();

  private ConfCommands() {}

  static Optional<ConfCommand> find(String name, int flags) {
    return ALL.stream().filter(command -> command.isCalled(name, flags)).findFirst();
  }

  private List<ConfCommand> all() {
    versionSwitches();
    switches();
    serverSwitches();
    algorithms();
    protocols();
    certificates();
    authorities();
    records();
    return List.copyOf(commands);
  }

  private void versionSwitches() {
    on("no_ssl3", 0, LibSslTypes.SSL_OP_NO_SSLv3);
    on("no_tls1", 0, LibSslTypes.SSL_OP_NO_TLSv1);
    on("no_tls1_1", 0, LibSslTypes.SSL_OP_NO_TLSv1_1);
    on("no_tls1_2", 0, LibSslTypes.SSL_OP_NO_TLSv1_2);
    on("no_tls1_3", 0, LibSslTypes.SSL_OP_NO_TLSv1_3);
  }

  private void switches() {
    on("bugs", 0, LibSslTypes.SSL_OP_ALL);
    on("no_comp", 0, LibSslTypes.SSL_OP_NO_COMPRESSION);
    off("comp", 0, LibSslTypes.SSL_OP_NO_COMPRESSION);
    on("no_tx_cert_comp", 0, ConfOptions.NO_TX_CERTIFICATE_COMPRESSION);
    off("tx_cert_comp", 0, ConfOptions.NO_TX_CERTIFICATE_COMPRESSION);
    on("no_rx_cert_comp", 0, ConfOptions.NO_RX_CERTIFICATE_COMPRESSION);
    off("rx_cert_comp", 0, ConfOptions.NO_RX_CERTIFICATE_COMPRESSION);
    on("no_ticket", 0, LibSslTypes.SSL_OP_NO_TICKET);
    on("legacy_renegotiation", 0, ConfOptions.ALLOW_UNSAFE_LEGACY_RENEGOTIATION);
    on("legacy_server_connect", CLIENT, LibSslTypes.SSL_OP_LEGACY_SERVER_CONNECT);
    off("no_legacy_server_connect", CLIENT, LibSslTypes.SSL_OP_LEGACY_SERVER_CONNECT);
    on("no_renegotiation", 0, LibSslTypes.SSL_OP_NO_RENEGOTIATION);
    on("allow_no_dhe_kex", 0, LibSslTypes.SSL_OP_ALLOW_NO_DHE_KEX);
    on("prefer_no_dhe_kex", 0, ConfOptions.PREFER_NO_DHE_KEX);
    off("no_middlebox", 0, LibSslTypes.SSL_OP_ENABLE_MIDDLEBOX_COMPAT);
    on("no_etm", 0, LibSslTypes.SSL_OP_NO_ENCRYPT_THEN_MAC);
    on("no_ems", 0, LibSslTypes.SSL_OP_NO_EXTENDED_MASTER_SECRET);
    on("legacy_ec_point_formats", 0, ConfOptions.LEGACY_EC_POINT_FORMATS);
    own("", "strict", 0, NONE, (c, v) -> c.certificateFlags(ChainCheck.STRICT, 0) != 0);
  }

  private void serverSwitches() {
    on("ecdh_single", SERVER, 0);
    on("serverpref", SERVER, LibSslTypes.SSL_OP_SERVER_PREFERENCE);
    on("client_renegotiation", SERVER, LibSslTypes.SSL_OP_ALLOW_CLIENT_RENEGOTIATION);
    on("no_resumption_on_reneg", SERVER, LibSslTypes.SSL_OP_NO_SESSION_RESUMPTION_ON_RENEGOTIATION);
    on("prioritize_chacha", SERVER, LibSslTypes.SSL_OP_PRIORITIZE_CHACHA);
    off("anti_replay", SERVER, LibSslTypes.SSL_OP_NO_ANTI_REPLAY);
    on("no_anti_replay", SERVER, LibSslTypes.SSL_OP_NO_ANTI_REPLAY);
  }

  private void algorithms() {
    text("SignatureAlgorithms", "sigalgs", 0, (c, v) -> c.tryChange(b -> b.signatureSchemes(v)));
    text(
        "ClientSignatureAlgorithms",
        "client_sigalgs",
        0,
        (c, v) -> c.tryChange(b -> b.clientSignatureSchemes(Optional.of(v))));
    text("Curves", "curves", 0, (c, v) -> c.tryChange(b -> b.groups(v)));
    text("Groups", "groups", 0, (c, v) -> c.tryChange(b -> b.groups(v)));
    commands.add(
        new ConfCommand("ECDHParameters", "named_curve", SERVER, STRING, ConfCommands::oneGroup));
    text("CipherString", "cipher", 0, (c, v) -> c.tryChange(b -> b.cipherList(v)));
    text("Ciphersuites", "ciphersuites", 0, Configured::cipherSuites);
  }

  /** Old programs ask for what happens anyway; else it is one name, not a list. */
  private static boolean oneGroup(ConfState conf, String value) {
    boolean file = conf.has(LibSslConf.SSL_CONF_FLAG_FILE);
    boolean automatic =
        file && (value.equalsIgnoreCase("automatic") || value.equalsIgnoreCase("+automatic"))
            || conf.has(LibSslConf.SSL_CONF_FLAG_CMDLINE) && value.equals("auto");
    return automatic
        || !value.contains(":")
            && conf.target().map(c -> c.tryChange(b -> b.groups(value))).orElse(true);
  }

  private void protocols() {
    list("Protocol", ConfOptions.PROTOCOLS, (c, set, clear) -> c.changeOptions(set, clear));
    commands.add(bound("MinProtocol", "min_protocol", Configured::minVersion));
    commands.add(bound("MaxProtocol", "max_protocol", Configured::maxVersion));
    list("Options", ConfOptions.OPTIONS, (c, set, clear) -> c.changeOptions(set, clear));
    list("VerifyMode", ConfOptions.VERIFY_MODES, ConfCommands::changeVerify);
  }

  private static ConfCommand bound(
      String file, String commandLine, BiPredicate<Configured, Integer> set) {
    return new ConfCommand(
        file,
        commandLine,
        0,
        STRING,
        (conf, value) ->
            VERSIONS.containsKey(value)
                && conf.target().map(c -> set.test(c, VERSIONS.get(value))).orElse(false));
  }

  private static void changeVerify(Configured configured, long set, long clear) {
    int mode = (int) ((configured.verifyMode | set) & ~clear);
    configured.verify(mode, configured.verifyCallback);
  }

  private void certificates() {
    commands.add(
        new ConfCommand("Certificate", "cert", CERTIFICATE, FILE, ConfCommands::certificate));
    own("PrivateKey", "key", CERTIFICATE, FILE, Configured::keyFile);
    missing("ServerInfoFile", "", SERVER | CERTIFICATE, FILE, "extensions from a file");
    chains("ChainCAPath", "chainCApath", DIR, CertificateFiles::ofDirectory);
    chains("ChainCAFile", "chainCAfile", FILE, CertificateFiles::ofFile);
    chains("ChainCAStore", "chainCAstore", STORE, CertificateFiles::ofStore);
    trust("VerifyCAPath", "verifyCApath", DIR, CertificateFiles::ofDirectory);
    trust("VerifyCAFile", "verifyCAfile", FILE, CertificateFiles::ofFile);
    trust("VerifyCAStore", "verifyCAstore", STORE, CertificateFiles::ofStore);
    own("DHParameters", "dhparam", SERVER | CERTIFICATE, FILE, Configured::dhFile);
  }

  private interface Reader {
    TrustAnchors read(String from) throws PemException;
  }

  private void chains(String file, String commandLine, int type, Reader reader) {
    own(file, commandLine, CERTIFICATE, type, (c, v) -> c.chainMore(() -> reader.read(v)));
  }

  private void trust(String file, String commandLine, int type, Reader reader) {
    own(file, commandLine, CERTIFICATE, type, (c, v) -> c.trustMore(() -> reader.read(v)));
  }

  private static boolean certificate(ConfState conf, String file) {
    boolean set = conf.target().map(c -> c.chainFile(file, false)).orElse(true);
    if (set && conf.has(LibSslConf.SSL_CONF_FLAG_REQUIRE_PRIVATE)) {
      conf.certificateFile(file);
    }
    return set;
  }

  private void authorities() {
    ConfCommand.Action file = ConfCommands::nameAuthorities;
    ConfCommand.Action directory = ConfCommands::nameAuthoritiesOf;
    commands.add(new ConfCommand("RequestCAFile", "requestCAFile", CERTIFICATE, FILE, file));
    commands.add(new ConfCommand("ClientCAFile", "", SERVER | CERTIFICATE, FILE, file));
    commands.add(new ConfCommand("RequestCAPath", "", CERTIFICATE, DIR, directory));
    commands.add(new ConfCommand("ClientCAPath", "", SERVER | CERTIFICATE, DIR, directory));
    commands.add(new ConfCommand("RequestCAStore", "requestCAStore", CERTIFICATE, STORE, file));
    commands.add(new ConfCommand("ClientCAStore", "", SERVER | CERTIFICATE, STORE, file));
  }

  private static boolean nameAuthorities(ConfState conf, String file) {
    try {
      Certificates.read(Configured.path(file)).stream()
          .map(PeerCertificate::subjectDer)
          .filter(name -> !conf.authorities().contains(name))
          .forEach(conf.authorities()::add);
      return true;
    } catch (PemException e) {
      return Configured.refuse(ErrorCode.LIB_PEM, ErrorCode.PEM_NO_START_LINE, e.getMessage());
    }
  }

  private static boolean nameAuthoritiesOf(ConfState conf, String directory) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(directory))) {
      boolean all = true;
      for (Path file : files) {
        all &= nameAuthorities(conf, file.toString());
      }
      return all;
    } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
      return Configured.refuse(ErrorCode.LIB_SSL, ErrorCode.SYS_LIB, String.valueOf(e));
    }
  }

  private void records() {
    text("RecordPadding", "record_padding", 0, ConfCommands::padding);
    commands.add(
        new ConfCommand(
            "NumTickets",
            "num_tickets",
            SERVER,
            STRING,
            (conf, value) -> {
              Optional<Integer> count = number(value);
              return count.isPresent()
                  && conf.target().map(c -> c.tickets(count.get())).orElse(false);
            }));
  }

  /** One size for all records, or one for data and one for handshake messages. */
  private static boolean padding(Configured configured, String value) {
    String[] sizes = value.split(",", -1);
    Optional<Integer> data = number(sizes[0]);
    Optional<Integer> handshake = number(sizes[sizes.length - 1]);
    return sizes.length <= 2
        && data.isPresent()
        && handshake.isPresent()
        && configured.padding(data.get(), handshake.get());
  }

  private static Optional<Integer> number(String text) {
    try {
      return Optional.of(Integer.decode(text.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  // ---- Forms of commands

  private void on(String name, int needs, long bits) {
    commands.add(new ConfCommand("", name, needs, NONE, option(bits, 0)));
  }

  private void off(String name, int needs, long bits) {
    commands.add(new ConfCommand("", name, needs, NONE, option(0, bits)));
  }

  private static ConfCommand.Action option(long set, long clear) {
    return (conf, value) -> {
      conf.target().ifPresent(c -> c.changeOptions(set, clear));
      return true;
    };
  }

  private void text(
      String file, String commandLine, int needs, BiPredicate<Configured, String> action) {
    own(file, commandLine, needs, STRING, action);
  }

  /** Without a target there is nothing to do, and all is well. */
  private void own(
      String file,
      String commandLine,
      int needs,
      int type,
      BiPredicate<Configured, String> action) {
    commands.add(
        new ConfCommand(
            file,
            commandLine,
            needs,
            type,
            (conf, value) -> conf.target().map(c -> action.test(c, value)).orElse(true)));
  }

  private interface BitChange {
    void change(Configured configured, long set, long clear);
  }

  private void list(String file, List<ConfFlag> words, BitChange change) {
    ConfCommand.Action action =
        (conf, value) ->
            ConfFlag.run(
                words,
                conf,
                value,
                (set, clear) -> conf.target().ifPresent(c -> change.change(c, set, clear)));
    commands.add(new ConfCommand(file, "", 0, STRING, action));
  }

  private void missing(String file, String commandLine, int needs, int type, String feature) {
    commands.add(new ConfCommand(file, commandLine, needs, type, notYet(feature)));
  }

  private static ConfCommand.Action notYet(String feature) {
    return (conf, value) -> refuse(feature);
  }

  private static boolean refuse(String feature) {
    return Configured.refuse(
        ErrorCode.LIB_SSL, ErrorCode.PASSED_INVALID_ARGUMENT, feature + ": not there yet");
  }
}
