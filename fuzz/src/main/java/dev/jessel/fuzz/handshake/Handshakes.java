// SPDX-License-Identifier: Apache-2.0
package dev.jessel.fuzz.handshake;

import dev.jessel.SslContext;
import dev.jessel.fuzz.Choice;
import dev.jessel.fuzz.Identities;
import dev.jessel.testkit.Conduct;
import dev.jessel.x509.Credential;
import java.util.List;

/** Runs the connections of the targets. */
public final class Handshakes {
  private Handshakes() {}

  /** A client whose server is the input. */
  public static void playClient(byte[] input) {
    Victim ignored = client(input);
  }

  /** A server whose client is the input. */
  public static void playServer(byte[] input) {
    Victim ignored = server(input);
  }

  static Victim client(byte[] input) {
    Script script = Script.of(input);
    ClientSetting setting = ClientSetting.of(script.setting());
    World.CRYPTO.begin();
    return play(script, setting.fresh(), List.of(Identities.CLIENT), false);
  }

  static Victim server(byte[] input) {
    Script script = Script.of(input);
    ServerSetting setting = ServerSetting.of(script.setting());
    World.CRYPTO.begin();
    List<Credential> shown = List.of(Identities.SERVER, Identities.RSA_SERVER);
    return play(script, setting.fresh(), shown, setting.readsEarly());
  }

  private static Victim play(
      Script script, SslContext.Builder settings, List<Credential> shown, boolean readsEarly) {
    AlertsSent alerts = new AlertsSent();
    Conduct conduct = conduct(script);
    SslContext.Builder all = settings.listener(alerts);
    if (conduct == Conduct.ANSWERS_LATER) {
      all = conduct.settings(all, shown, World.CRYPTO);
    }
    World.CRYPTO.begin();
    Victim victim = new Victim(all.build().newSsl(), alerts, conduct, readsEarly);
    victim.play(script);
    return victim;
  }

  /** A quarter each of the inputs is trickled, blocked, kept waiting or left in peace. */
  private static Conduct conduct(Script script) {
    return Choice.of(Conduct.class, script.conduct());
  }
}
