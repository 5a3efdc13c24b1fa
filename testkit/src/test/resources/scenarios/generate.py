#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the files of scenarios beside it. What must come out follows from the rules in here."""
import itertools
import pathlib

HERE = pathlib.Path(__file__).parent
VERSIONS = ["TLSv1.2", "TLSv1.3"]
TRUST = "Trust=ca Host=localhost"


def only(version):
    return f"MinProtocol={version} MaxProtocol={version}"


def write(name, rule, cases):
    lines = ["# " + line for line in rule.strip().splitlines()]
    lines += [" | ".join(case) for case in cases]
    (HERE / (name + ".txt")).write_text("\n".join(lines) + "\n")


def simple():
    for v in VERSIONS:
        good = f"{TRUST} {only(v)}"
        yield f"{v}: defaults", good, "Identity=p256", f"result=success version={v} server-shows=p256"
        yield f"{v}: nothing trusted", f"Trust=other-ca {only(v)}", "Identity=p256", \
            "result=client-fails client-alert=unknown_CA told=tlsv1_alert_unknown_ca"
        yield f"{v}: nobody verifies", only(v), "Identity=stranger", "result=success server-shows=stranger"
        yield f"{v}: expired", good, "Identity=expired", "result=client-fails client-alert=certificate_expired"
        yield f"{v}: of another name", good, "Identity=wrong-name", "result=client-fails client-alert=bad_certificate"
        yield f"{v}: no certificate", good, "", \
            "result=server-fails server-alert=handshake_failure told=sslv3_alert_handshake_failure"


def bounds():
    names = ["", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"]
    # Without other software nothing can end below TLS 1.2: such an end is refused when it is set.
    for low, high in itertools.product(range(5), (0, 3, 4)):
        words = [f"MinProtocol={names[low]}"] if low else []
        words += [f"MaxProtocol={names[high]}"] if high else []
        spoken = [v for v in (3, 4) if v >= low and (high == 0 or v <= high)]
        text = f"{names[low] or '-'}..{names[high] or '-'}"
        yield text, " ".join(words), spoken, names


def versions():
    for (c, cw, cs, names), (s, sw, ss, _) in itertools.product(bounds(), repeat=2):
        both = [v for v in cs if v in ss]
        if not cs:
            wanted = "result=client-fails client-alert=none reason=no_protocols_available"
        elif both:
            wanted = f"result=success version={names[max(both)]}"
        elif not ss:
            wanted = "result=server-fails"
        else:
            wanted = "result=server-fails server-alert=protocol_version told=tlsv1_alert_protocol_version"
        yield f"client {c}, server {s}", f"{TRUST} {cw}", f"Identity=p256 {sw}", wanted


def judges():
    for v in VERSIONS:
        server = f"Identity=p256 {only(v)}"
        yield f"{v}: the client's application accepts", "VerifyMode=Peer Judge=accept", server, "result=success"
        yield f"{v}: it accepts whom nobody trusts", "Trust=other-ca Judge=accept", server, "result=success"
        yield f"{v}: it refuses", f"{TRUST} Judge=reject", server, \
            "result=client-fails client-alert=handshake_failure reason=certificate_verify_failed"
        yield f"{v}: it refuses and is not heeded", "VerifyMode=-Peer Judge=reject", server, "result=success"
        yield f"{v}: nothing is trusted", "VerifyMode=Peer", server, "result=client-fails client-alert=unknown_CA"


def client_auth():
    asks = {"none": "", "requested": "VerifyMode=Request", "required": "VerifyMode=Require"}
    has = ["", "client-p256", "client-rsa", "client-stranger"]
    missing = {"TLSv1.2": "handshake_failure", "TLSv1.3": "certificate_required"}
    for v, (asked, words), own in itertools.product(VERSIONS, asks.items(), has):
        client = f"{TRUST} {only(v)}" + (f" Identity={own}" if own else "")
        if asked == "none":
            wanted = "result=success client-shows=none"
        elif own == "client-stranger":
            wanted = "result=server-fails server-alert=unknown_CA told=tlsv1_alert_unknown_ca"
        elif own:
            wanted = f"result=success client-shows={own}"
        elif asked == "required":
            wanted = f"result=server-fails server-alert={missing[v]} " \
                "reason=peer_did_not_return_a_certificate"
        else:
            wanted = "result=success client-shows=none"
        yield f"{v}: {asked}, client has {own or 'nothing'}", client, \
            f"Identity=p256 Trust=ca {words}", wanted
    for v, key in itertools.product(VERSIONS, KEYS):
        yield f"{v}: a client's {key} signs", f"{TRUST} {only(v)} Identity=client-{key}", \
            "Identity=p256 Trust=ca VerifyMode=Require", f"result=success client-shows=client-{key}"


def sni():
    server = "Identity=rsa Switch=other.example:p384"
    for v in VERSIONS:
        yield f"{v}: switched", f"{only(v)} Sni=other.example", server, \
            "result=success server-shows=p384 sni=other.example"
        yield f"{v}: kept", f"{only(v)} Sni=localhost", server, "result=success server-shows=rsa"
        yield f"{v}: no name", only(v), server, "result=success server-shows=rsa sni=null"
        yield f"{v}: nobody listens", f"{only(v)} Sni=other.example", "Identity=rsa", \
            "result=success server-shows=rsa"
        yield f"{v}: strangers are refused", f"{only(v)} Sni=localhost", server + " Strangers=refuse", \
            "result=server-fails server-alert=unrecognized_name told=tlsv1_unrecognized_name"
        yield f"{v}: known names are not", f"{only(v)} Sni=other.example", server + " Strangers=refuse", \
            "result=success server-shows=p384"


def alpn():
    cases = [
        ("one in common", "foo", "foo", "foo"),
        ("the first of the server's", "foo,bar", "bar,foo", "bar"),
        ("the server has one more", "foo", "baz,foo", "foo"),
        ("the client has one more", "baz,foo", "foo", "foo"),
        ("the client asks for none", "", "foo", "none"),
        ("the server knows none", "foo", "", "none"),
        ("nobody cares", "", "", "none"),
        ("nothing in common", "foo", "bar", None),
        ("nothing in common of many", "foo,h2,http/1.1", "bar,spdy/3", None),
    ]
    for v, (name, client, server, chosen) in itertools.product(VERSIONS, cases):
        wanted = f"result=success alpn={chosen}" if chosen else \
            "result=server-fails server-alert=no_application_protocol told=tlsv1_alert_no_application_protocol"
        yield f"{v}: {name}", f"{TRUST} {only(v)}" + (f" Alpn={client}" if client else ""), \
            "Identity=p256" + (f" Alpn={server}" if server else ""), wanted


def fragments():
    for v, code in itertools.product(VERSIONS, range(1, 5)):
        yield f"{v}: the client asks for {256 << code}", f"{TRUST} {only(v)} MaxFragment={code}", \
            "Identity=p256", "result=success"
    for v, client, server in itertools.product(VERSIONS, (512, 1111, 16384), (512, 4000, 16384)):
        yield f"{v}: fragments of {client} and {server}", f"{TRUST} {only(v)} Fragment={client}", \
            f"Identity=p256 Fragment={server}", "result=success"
    for v, code, size in itertools.product(VERSIONS, (1, 4), (512, 2000)):
        yield f"{v}: {256 << code} asked for, {size} set", \
            f"{TRUST} {only(v)} MaxFragment={code} Fragment={size}", "Identity=p256", "result=success"


CURVES = {"X25519": "x25519", "X448": "x448", "P-256": "secp256r1", "P-384": "secp384r1", "P-521": "secp521r1"}
FIELDS = {"ffdhe2048": "ffdhe2048", "ffdhe3072": "ffdhe3072"}


def curves():
    for v, ours, theirs in itertools.product(VERSIONS, CURVES, CURVES):
        wanted = f"result=success group={CURVES[ours]}" if ours == theirs else \
            "result=server-fails server-alert=handshake_failure"
        yield f"{v}: {ours} and {theirs}", f"{TRUST} {only(v)} Groups={ours} CipherString=ECDHE", \
            f"Identity=rsa Groups={theirs} CipherString=ECDHE", wanted
    for v, group in itertools.product(VERSIONS, CURVES):
        yield f"{v}: {group} behind others", \
            f"{TRUST} {only(v)} Groups=ffdhe3072:{group} CipherString=ECDHE", \
            f"Identity=rsa Groups={group} CipherString=ECDHE", f"result=success group={CURVES[group]}"
    for v, group in itertools.product(VERSIONS, FIELDS):
        yield f"{v}: {group}", f"{TRUST} {only(v)} Groups={group} CipherString=DHE", \
            f"Identity=rsa Groups={group} CipherString=DHE", f"result=success group={FIELDS[group]}"
    for group in FIELDS:
        yield f"TLSv1.3: {group} and a curve", f"{TRUST} {only('TLSv1.3')} Groups={group}", \
            "Identity=rsa Groups=X25519", "result=server-fails server-alert=handshake_failure"


def encrypt_then_mac():
    suites = {
        "AES128-SHA": "TLS_RSA_WITH_AES_128_CBC_SHA",
        "AES256-SHA256": "TLS_RSA_WITH_AES_256_CBC_SHA256",
        "ECDHE-RSA-AES128-SHA256": "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
        "ECDHE-RSA-AES256-SHA384": "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
        "DHE-RSA-AES256-SHA": "TLS_DHE_RSA_WITH_AES_256_CBC_SHA",
    }
    on_off = {"on": "", "off": "Options=-EncryptThenMac"}
    for (name, iana), c, s in itertools.product(suites.items(), on_off, on_off):
        yield f"{name}: client {c}, server {s}", f"{TRUST} MaxProtocol=TLSv1.2 CipherString={name} {on_off[c]}", \
            f"Identity=rsa {on_off[s]}", f"result=success version=TLSv1.2 cipher={iana}"


KEYS = ["rsa", "rsa-pss", "p256", "p384", "p521", "ed25519", "ed448"]


def cert_select():
    curve = {"p256", "p384", "p521"}
    schemes = {f"ecdsa_secp{b}r1_sha{h}": ({k}, curve) for b, h, k in
               ((256, 256, "p256"), (384, 384, "p384"), (521, 512, "p521"))}
    for h in (256, 384, 512):
        schemes[f"rsa_pss_rsae_sha{h}"] = ({"rsa"}, {"rsa"})
        schemes[f"rsa_pss_pss_sha{h}"] = ({"rsa-pss"}, {"rsa-pss"})
        schemes[f"rsa_pkcs1_sha{h}"] = (None, {"rsa"})
    schemes["ed25519"] = ({"ed25519"}, {"ed25519"})
    schemes["ed448"] = ({"ed448"}, {"ed448"})
    for scheme, (new, old) in schemes.items():
        for v, signers in zip(VERSIONS, (old, new)):
            for key in KEYS if signers is not None else []:
                wanted = f"result=success server-shows={key} server-signs={scheme}" if key in signers else \
                    "result=server-fails server-alert=handshake_failure"
                yield f"{v}: {key} and a client that takes {scheme}", \
                    f"{TRUST} {only(v)} SignatureAlgorithms={scheme}", \
                    f"Identity={key} CipherString=ECDHE", wanted
    for suite, shown in (("ECDHE-RSA-AES128-GCM-SHA256", "rsa"), ("ECDHE-ECDSA-AES128-GCM-SHA256", "p256")):
        for order in ("Identity=rsa Identity=p256", "Identity=p256 Identity=rsa"):
            yield f"{suite} of {order.replace('Identity=', '').replace(' ', ' and ')}", \
                f"{TRUST} {only('TLSv1.2')} CipherString={suite}", order, f"result=success server-shows={shown}"
    yield "no certificate for the suite", f"{TRUST} {only('TLSv1.2')} CipherString=ECDHE-ECDSA-AES128-GCM-SHA256", \
        "Identity=rsa", "result=server-fails server-alert=handshake_failure reason=no_shared_cipher"


def key_updates():
    for who, how in itertools.product(("client", "server"), ("asked", "alone")):
        yield f"{who}, {how}", f"{TRUST} {only('TLSv1.3')}", "Identity=p256", \
            f"result=success version=TLSv1.3 key-update={who}-{how}"


def ciphers():
    aes, cha = "ECDHE-RSA-AES256-GCM-SHA384", "ECDHE-RSA-CHACHA20-POLY1305"
    small = "ECDHE-RSA-AES128-GCM-SHA256"
    iana = {aes: "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", cha: "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            small: "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384": "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256": "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_AES_128_GCM_SHA256": "TLS_AES_128_GCM_SHA256"}
    worlds = {"TLSv1.2": ("CipherString", (aes, cha, small)),
              "TLSv1.3": ("Ciphersuites",
                          ("TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256"))}
    modes = {"client": "", "server": " Options=ServerPreference",
             "chacha": " Options=ServerPreference,PrioritizeChaCha"}
    for v, (command, suites) in worlds.items():
        chacha = suites[1]
        for theirs in itertools.permutations(suites):
            for mode, words in modes.items():
                ours = (suites[0], suites[2], suites[1])
                if mode == "client":
                    chosen = theirs[0]
                else:
                    chosen = chacha if mode == "chacha" and theirs[0] == chacha else ours[0]
                yield f"{v}: {mode} decides, client begins with {', '.join(theirs)}", \
                    f"{TRUST} {only(v)} {command}={':'.join(theirs)}", \
                    f"Identity=rsa {command}={':'.join(ours)}{words}", f"result=success cipher={iana[chosen]}"
        for one, two in itertools.permutations(suites, 2):
            yield f"{v}: {one} against {two}", f"{TRUST} {only(v)} {command}={one}", \
                f"Identity=rsa {command}={two}", \
                "result=server-fails server-alert=handshake_failure reason=no_shared_cipher"


def levels():
    bits = {"rsa": 112, "rsa-pss": 112, "p256": 128, "p384": 192, "p521": 256, "ed25519": 128, "ed448": 224}
    for v, (key, strength), (level, needed) in itertools.product(
            VERSIONS, bits.items(), ((0, 0), (1, 80), (2, 112), (3, 128))):
        wanted = f"result=success server-shows={key}" if strength >= needed else \
            "result=client-fails reason=certificate_verify_failed"
        yield f"{v}: {key} at level {level}", f"{TRUST} {only(v)} CipherString=DEFAULT:@SECLEVEL={level}", \
            f"Identity={key}", wanted
    for level in range(6):
        wanted = "result=success cipher=TLS_RSA_WITH_AES_128_GCM_SHA256" if level < 3 else \
            "result=server-fails server-alert=handshake_failure reason=no_shared_cipher"
        yield f"no forward secrecy at level {level}", f"{only('TLSv1.2')} CipherString=AES128-GCM-SHA256:@SECLEVEL=0", \
            f"Identity=rsa CipherString=ALL:@SECLEVEL={level}" if level < 3 else \
            f"Identity=p521 CipherString=ALL:@SECLEVEL={level}", wanted
    for level in range(6):
        wanted = "result=success cipher=TLS_DH_anon_WITH_AES_128_GCM_SHA256" if level == 0 else \
            "result=server-fails server-alert=handshake_failure reason=no_shared_cipher"
        yield f"nobody's certificate at level {level}", f"{only('TLSv1.2')} CipherString=ADH-AES128-GCM-SHA256:@SECLEVEL=0", \
            f"Identity=p521 CipherString=ALL:@SECLEVEL={level}", wanted


def extended_main_secret():
    on_off = {"on": "", "off": "Options=-ExtendedMasterSecret"}
    for suite, c, s in itertools.product(
            ("ECDHE-RSA-AES128-GCM-SHA256", "DHE-RSA-AES128-GCM-SHA256", "AES256-SHA"), on_off, on_off):
        yield f"{suite}: client {c}, server {s}", f"{TRUST} {only('TLSv1.2')} CipherString={suite} {on_off[c]}", \
            f"Identity=rsa {on_off[s]}", "result=success version=TLSv1.2"
    for c, s in itertools.product(on_off, on_off):
        yield f"TLSv1.3 does not care: client {c}, server {s}", f"{TRUST} {on_off[c]}", \
            f"Identity=rsa {on_off[s]}", "result=success version=TLSv1.3"


write("01-simple", "The plainest handshakes, and certificates that must not be taken.", simple())
write("02-protocol-version", """Every pair of bounds of both ends. Without other software there are TLS 1.2 and 1.3: the newest that lies
within both ranges is spoken. A client without any says nothing, a server that finds none says protocol_version.""",
      versions())
write("03-custom-verify", "The application verifies in the place of the library.", judges())
write("04-client-auth", "Whether the client is asked for a certificate, and what it has.", client_auth())
write("05-sni", "The server changes its context for a name.", sni())
write("09-alpn", "The server's order counts; nothing in common ends the handshake.", alpn())
write("13-fragmentation", "Short records change nothing: 20000 bytes go each way.", fragments())
write("14-curves", "One group each: the same, or no handshake.", curves())
write("19-mac-then-encrypt", "Each end may do without encrypt-then-MAC.", encrypt_then_mac())
write("20-cert-select", """A scheme of TLS 1.3 belongs to one kind of key and one curve; in TLS 1.2 an ECDSA scheme goes with
every curve, and there is PKCS #1. RFC 9846 4.3.3, RFC 8446 4.2.3.""", cert_select())
write("21-key-update", "Each end changes its keys, and asks the other to or not.", key_updates())
write("25-cipher", "Whose order of suites counts.", ciphers())
write("28-seclevel", """Levels 0 to 3 ask for 0, 80, 112 and 128 bits. From level 1 nobody is anonymous, from level 3 all is
forward secret.""", levels())
write("30-extended-master-secret", "Each end may do without the extended main secret.", extended_main_secret())
