// SPDX-License-Identifier: Apache-2.0
package dev.jessel.bench.run;

import dev.jessel.bench.peer.Setup;
import dev.jessel.bench.peer.Setup.Cipher;
import dev.jessel.bench.peer.Setup.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All rows there are. */
final class Rows {
  static final int SMALL = 64;
  static final int KIB = 1024;
  static final int FULL = 16 * 1024;
  static final int MIB = 1024 * 1024;

  private Rows() {}

  static List<Row> all() {
    List<Row> rows = new ArrayList<>();
    for (Cipher cipher : Cipher.values()) {
      for (int size : List.of(SMALL, KIB, FULL, MIB)) {
        rows.add(records(Work.WRITE, cipher, size));
        rows.add(records(Work.WRITE_AND_READ, cipher, size));
      }
    }
    for (boolean resumes : List.of(false, true)) {
      for (String version : List.of(Setup.TLS_1_3, Setup.TLS_1_2)) {
        rows.addAll(handshakes(version, resumes));
      }
    }
    rows.add(connections("idle", "one of 10,000 idle connections", Work.IDLE, 0));
    rows.add(connections("duplex", "16 KiB each way, two threads", Work.DUPLEX, FULL));
    rows.add(connections("selector", "64 B echo, 10,000 connections", Work.SELECTOR, SMALL));
    rows.add(programs("cold", "client program to first byte", Work.COLD));
    rows.add(programs("sockets", "bulk data over loopback", Work.SOCKETS));
    return List.copyOf(rows);
  }

  static Row named(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("no row is called " + id));
  }

  static Optional<Row> find(String id) {
    return all().stream().filter(row -> row.id().equals(id)).findFirst();
  }

  /** The name of a row of records. */
  static String id(Work work, Cipher cipher, int size) {
    String verb = work == Work.WRITE ? "write" : "both";
    return verb + "." + family(cipher) + "." + size;
  }

  private static String family(Cipher cipher) {
    return switch (cipher) {
      case AES_128_GCM_SHA256 -> "aes128";
      case AES_256_GCM_SHA384 -> "aes256";
      case CHACHA20_POLY1305_SHA256 -> "chacha";
    };
  }

  private static Row records(Work work, Cipher cipher, int size) {
    String verb = work == Work.WRITE ? "write " : "write and read ";
    boolean quick =
        cipher == Cipher.AES_128_GCM_SHA256
            && size < MIB
            && (work == Work.WRITE_AND_READ || size == FULL);
    return new Row(
        id(work, cipher, size),
        Row.Section.RECORDS,
        verb + bytes(size) + ", " + family(cipher),
        work,
        Setup.of(cipher),
        size,
        quick);
  }

  private static String bytes(int size) {
    return size >= MIB ? size / MIB + " MiB" : size >= KIB ? size / KIB + " KiB" : size + " B";
  }

  private static List<Row> handshakes(String version, boolean resumes) {
    List<Row> rows = new ArrayList<>();
    for (Group group : Group.values()) {
      for (Setup.Key key : Setup.Key.values()) {
        boolean plain = group == Group.X25519 || group == Group.P256 && key == Setup.Key.ECDSA;
        boolean hybrid = group == Group.X25519MLKEM768 && version.equals(Setup.TLS_1_3);
        if ((plain || hybrid && key == Setup.Key.ECDSA) && !(resumes && key == Setup.Key.RSA)) {
          rows.add(handshake(new Setup(version, Cipher.AES_128_GCM_SHA256, key, group, resumes)));
        }
      }
    }
    return rows;
  }

  /** The name of a row of handshakes. */
  static String id(Setup setup) {
    return (setup.resumes() ? "resumed." : "full.")
        + (setup.isTls13() ? "13." : "12.")
        + setup.key().name().toLowerCase(Locale.ROOT)
        + "."
        + setup.group().name().toLowerCase(Locale.ROOT);
  }

  private static Row handshake(Setup setup) {
    boolean quick =
        setup.isTls13() && setup.key() == Setup.Key.ECDSA && setup.group() == Group.X25519;
    String title =
        (setup.resumes() ? "resumed" : "full")
            + (setup.isTls13() ? " 1.3 " : " 1.2 ")
            + setup.key()
            + ", "
            + setup.group().openssl();
    return new Row(id(setup), Row.Section.HANDSHAKES, title, Work.HANDSHAKE, setup, 0, quick);
  }

  private static Row connections(String id, String title, Work work, int size) {
    Setup setup = Setup.of(Cipher.AES_128_GCM_SHA256);
    boolean quick = work != Work.SELECTOR;
    return new Row(id, Row.Section.CONNECTIONS, title, work, setup, size, quick);
  }

  private static Row programs(String id, String title, Work work) {
    Setup setup = Setup.of(Cipher.AES_128_GCM_SHA256);
    return new Row(id, Row.Section.PROGRAMS, title, work, setup, 0, false);
  }
}
