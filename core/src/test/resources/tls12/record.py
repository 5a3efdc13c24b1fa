#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Records the TLS 1.2 sessions beside this file: an OpenSSL client and an OpenSSL server speak through
a relay that writes down what passes, and the server's key log gives the main secret.

    ./record.py        (needs the openssl command, 3.0 or later; writes *.session)
"""
import os, select, socket, subprocess, tempfile, threading, time

HERE = os.path.dirname(os.path.abspath(__file__))
KEY, CERT = HERE + "/../x509/rsa.key", HERE + "/../x509/rsa.pem"
PSK = "00112233445566778899aabbccddeeff"

# name, OpenSSL's name of the suite, encrypt-then-MAC, extended main secret
SESSIONS = [
    ("gcm-128", "AES128-GCM-SHA256", False, True),
    ("gcm-256", "ECDHE-RSA-AES256-GCM-SHA384", False, True),
    ("ccm", "AES128-CCM", False, True),
    ("ccm-256-8", "AES256-CCM8", False, True),
    ("chacha20", "ECDHE-RSA-CHACHA20-POLY1305", False, True),
    ("aria", "ARIA128-GCM-SHA256", False, True),
    ("cbc-sha1", "AES128-SHA", False, True),
    ("cbc-sha1-without-ems", "AES128-SHA", False, False),
    ("cbc-sha256", "AES256-SHA256", False, True),
    ("cbc-sha384", "ECDHE-RSA-AES256-SHA384", False, True),
    ("camellia", "CAMELLIA256-SHA256", False, True),
    ("etm-sha1", "AES256-SHA", True, True),
    ("etm-sha256", "AES128-SHA256", True, True),
    ("etm-sha384", "ECDHE-RSA-AES256-SHA384", True, True),
    ("null-sha256", "NULL-SHA256", False, True),
    ("psk", "PSK-AES128-CBC-SHA256", True, True),
    ("rsa-psk", "RSA-PSK-AES128-GCM-SHA256", False, False),
]


def relay(listener, port, records):
    client, _ = listener.accept()
    server = socket.create_connection(("127.0.0.1", port))
    pending = {client: b"", server: b""}
    other = {client: server, server: client}
    while pending:
        for end in select.select(list(pending), [], [], 20)[0]:
            data = end.recv(65536)
            if not data:
                del pending[end]
                try:
                    other[end].shutdown(socket.SHUT_WR)
                except OSError:
                    pass
                continue
            other[end].sendall(data)
            pending[end] += data
            while len(pending[end]) >= 5:
                length = 5 + int.from_bytes(pending[end][3:5], "big")
                if len(pending[end]) < length:
                    break
                records.append(("C " if end is client else "S ") + pending[end][:length].hex())
                pending[end] = pending[end][length:]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def record(name, cipher, etm, ems, scratch):
    log, port = scratch + "/" + name + ".log", free_port()
    conf = scratch + "/openssl.cnf"
    with open(conf, "w") as out:
        out.write("openssl_conf = c\n[c]\nssl_conf = s\n[s]\nsystem_default = d\n[d]\n"
                  "MinProtocol = TLSv1.2\nCipherString = ALL:eNULL:@SECLEVEL=0\n"
                  "Options = %sExtendedMasterSecret\n" % ("" if ems else "-"))
    env = dict(os.environ, OPENSSL_CONF=conf)
    common = ["-tls1_2", "-cipher", cipher + ":@SECLEVEL=0", "-psk", PSK] + ([] if etm else ["-no_etm"])
    server = subprocess.Popen(
        ["openssl", "s_server", "-accept", str(port), "-key", KEY, "-cert", CERT, "-rev", "-naccept", "1",
         "-keylogfile", log, "-no_ticket"] + common,
        env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(0.7)
    listener = socket.create_server(("127.0.0.1", 0))
    records = []
    thread = threading.Thread(target=relay, args=(listener, port, records))
    thread.start()
    client = subprocess.Popen(
        ["openssl", "s_client", "-connect", "127.0.0.1:%d" % listener.getsockname()[1], "-quiet", "-no_ign_eof",
         "-no_ticket"] + common,
        env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    for line in (b"a word\n", b"and then a rather longer line, of more than one block of any cipher\n"):
        client.stdin.write(line)
        client.stdin.flush()
        client.stdout.readline()
    client.stdin.close()
    client.wait(20)
    thread.join(20)
    server.wait(20)
    with open(log) as lines:
        secret = [line.strip() for line in lines if line.startswith("CLIENT_RANDOM")][-1]
    with open(HERE + "/" + name + ".session", "w") as out:
        out.write("# SPDX-License-Identifier: Apache-2.0\n# Recorded with OpenSSL by record.py\n")
        out.write("suite %s\netm %s\nems %s\n%s\n" % (cipher, etm, ems, secret))
        out.write("\n".join(records) + "\n")
    print(name, len(records), "records")


with tempfile.TemporaryDirectory() as scratch:
    for session in SESSIONS:
        record(*session, scratch)
