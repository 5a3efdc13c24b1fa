#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the files of scenarios beside it. What must come out follows from the rules in here."""
import itertools
import pathlib

HERE = pathlib.Path(__file__).parent
LEGACY = HERE.parents[4] / "legacy/src/test/resources/scenarios"
VERSIONS = ["TLSv1.2", "TLSv1.3"]
TRUST = "Trust=ca Host=localhost"


def only(version):
    return f"MinProtocol={version} MaxProtocol={version}"


def write(name, rule, cases, where=HERE):
    lines = ["# " + line for line in rule.strip().splitlines()]
    lines += [" | ".join(case) for case in cases]
    where.mkdir(parents=True, exist_ok=True)
    (where / (name + ".txt")).write_text("\n".join(lines) + "\n")


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


def old_versions():
    """Every pair of bounds, with the software that speaks them all."""
    names = ["", "SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"]
    ranges = [(low, high) for low in range(6) for high in range(6) if not low or not high or low <= high]
    for (cl, ch), (sl, sh) in itertools.product(ranges, repeat=2):
        # Who names no minimum keeps the default, TLS 1.2.
        client = [v for v in range(1, 6) if v >= (cl or 4) and (not ch or v <= ch)]
        server = [v for v in range(1, 6) if v >= (sl or 4) and (not sh or v <= sh)]
        both = [v for v in client if v in server]
        if not client:
            wanted = "result=client-fails client-alert=none reason=no_protocols_available"
        elif both:
            wanted = f"result=success version={names[max(both)]}"
        elif not server:
            wanted = "result=server-fails"
        elif max(client) < 5 and max(client) > max(server):
            # Without supported_versions a server answers with its best, and the client refuses that.
            wanted = "result=client-fails client-alert=protocol_version reason=unsupported_protocol"
        else:
            wanted = "result=server-fails server-alert=protocol_version"
        words = [" ".join(["Old=yes"] + [f"MinProtocol={names[low]}"] * (low > 0)
                          + [f"MaxProtocol={names[high]}"] * (high > 0))
                 for low, high in ((cl, ch), (sl, sh))]
        yield f"client {names[cl] or '-'}..{names[ch] or '-'}, server {names[sl] or '-'}..{names[sh] or '-'}", \
            f"{TRUST} {words[0]}", f"Identity=rsa {words[1]}", wanted


OLD = ["SSLv3", "TLSv1", "TLSv1.1"]


def old(version):
    return f"Old=yes {only(version)}"


def old_client_auth():
    asks = {"none": "", "requested": "VerifyMode=Request", "required": "VerifyMode=Require"}
    for v, (asked, words), own in itertools.product(OLD, asks.items(), ["", "client-rsa", "client-stranger"]):
        if asked == "none" or not own and asked == "requested":
            wanted = "result=success client-shows=none"
        elif own == "client-stranger":
            # Its key is on a curve, which SSLv3 does not know: there it is not shown.
            wanted = "result=server-fails" + ("" if v == "SSLv3" else " server-alert=unknown_CA")
            if v == "SSLv3" and asked == "requested":
                wanted = "result=success client-shows=none"
        elif own:
            wanted = f"result=success client-shows={own}"
        else:
            wanted = "result=server-fails server-alert=handshake_failure reason=peer_did_not_return_a_certificate"
        yield f"{v}: {asked}, client has {own or 'nothing'}", \
            f"{TRUST} {old(v)}" + (f" Identity={own}" if own else ""), f"Identity=rsa Trust=ca Old=yes {words} {only(v)}", wanted


def old_suites():
    suites = {"AES128-SHA": "TLS_RSA_WITH_AES_128_CBC_SHA", "AES256-SHA": "TLS_RSA_WITH_AES_256_CBC_SHA",
              "DHE-RSA-AES128-SHA": "TLS_DHE_RSA_WITH_AES_128_CBC_SHA",
              "ECDHE-RSA-AES256-SHA": "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
              "DES-CBC3-SHA": "TLS_RSA_WITH_3DES_EDE_CBC_SHA", "RC4-SHA": "TLS_RSA_WITH_RC4_128_SHA",
              "AES128-GCM-SHA256": None}
    for v, (suite, iana), who in itertools.product(OLD, suites.items(), ("", "Options=EmptyFragments", "Options=-EmptyFragments")):
        spoken = iana and not (v == "SSLv3" and suite.startswith("EC"))
        wanted = f"result=success version={v} cipher={iana}" if spoken else "result=client-fails reason=no_ciphers_available"
        yield f"{v}: {suite} {who}".strip(), f"{TRUST} {old(v)} CipherString={suite} {who}", f"Identity=rsa {old(v)} CipherString=ALL", wanted
    for suite, c, s in itertools.product(("AES128-SHA", "ECDHE-RSA-AES256-SHA"), ("", "Options=-EncryptThenMac"), ("", "Options=-EncryptThenMac")):
        for v in OLD[1:]:
            yield f"{v}: {suite}, {c or 'on'} and {s or 'on'}", f"{TRUST} {old(v)} CipherString={suite} {c}", \
                f"Identity=rsa {old(v)} {s}", f"result=success version={v}"


def old_renegotiations():
    for v, who in itertools.product(OLD, ("client", "server", "client-abbreviated", "server-abbreviated")):
        reused = "yes" if who == "client-abbreviated" else "no"
        if who.startswith("server"):
            reused = "yes"  # a client that is asked tries to resume
        yield f"{v}: {who}", f"{TRUST} {old(v)}", f"Identity=rsa {old(v)} Options=ClientRenegotiation", \
            f"result=success version={v} renegotiate={who} reused={reused}"


def judges():
    for v in VERSIONS:
        server = f"Identity=p256 {only(v)}"
        yield f"{v}: the client's application accepts", "VerifyMode=Peer Judge=accept", server, "result=success"
        yield f"{v}: it accepts whom nobody trusts", "Trust=other-ca Judge=accept", server, "result=success"
        yield f"{v}: it refuses", f"{TRUST} Judge=reject", server, \
            "result=client-fails client-alert=handshake_failure reason=certificate_verify_failed"
        yield f"{v}: it refuses and is not heeded", "VerifyMode=-Peer Judge=reject", server, "result=success"
        yield f"{v}: nothing is trusted", "VerifyMode=Peer", server, "result=client-fails client-alert=unknown_CA"
        yield f"{v}: it answers when it is asked again", f"{TRUST} Judge=retry", server, "result=success"
        yield f"{v}: nobody verifies whom nobody trusts", "VerifyMode=-Peer", server, "result=success"
        for how in ("accept", "reject", "retry"):
            wanted = "result=server-fails server-alert=handshake_failure reason=certificate_verify_failed" \
                if how == "reject" else "result=success client-shows=client-p256"
            yield f"{v}: the server's application: {how}", f"{TRUST} Identity=client-p256", \
                f"{server} VerifyMode=Require Judge={how}", wanted


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
    for v, (asked, words) in itertools.product(VERSIONS, list(asks.items())[1:]):
        yield f"{v}: {asked}, by authorities that are named", f"{TRUST} {only(v)} Identity=client-p256", \
            f"Identity=p256 Trust=ca ClientCAFile=@ca {words}", "result=success client-shows=client-p256 authorities=1"
        yield f"{v}: {asked}, nothing is trusted", f"{TRUST} {only(v)} Identity=client-p256", \
            f"Identity=p256 {words}", "result=server-fails server-alert=unknown_CA"
    for v, (scheme, key) in itertools.product(VERSIONS, CLIENT_SCHEMES.items()):
        yield f"{v}: a client is asked for {scheme}", f"{TRUST} {only(v)} Identity=client-{key}", \
            f"Identity=p256 Trust=ca VerifyMode=Require ClientSignatureAlgorithms={scheme}", \
            f"result=success client-shows=client-{key} client-signs={scheme}"
        yield f"{v}: a client prefers {scheme}", \
            f"{TRUST} {only(v)} Identity=client-{key} ClientSignatureAlgorithms={scheme}", \
            "Identity=p256 Trust=ca VerifyMode=Require", \
            f"result=success client-shows=client-{key} client-signs={scheme}"
        other = "client-p256" if key == "rsa" else "client-rsa"
        yield f"{v}: a client that has no key for {scheme}", f"{TRUST} {only(v)} Identity={other}", \
            f"Identity=p256 Trust=ca VerifyMode=Request ClientSignatureAlgorithms={scheme}", \
            "result=success client-shows=none"
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
        by_hello = server + " SwitchBy=hello"
        yield f"{v}: switched by the ClientHello", f"{only(v)} Sni=other.example", by_hello, \
            "result=success server-shows=p384"
        yield f"{v}: kept by the ClientHello", f"{only(v)} Sni=localhost", by_hello, "result=success server-shows=rsa"
        yield f"{v}: refused by the ClientHello", f"{only(v)} Sni=localhost", by_hello + " Strangers=refuse", \
            "result=server-fails reason=callback_failed"
        yield f"{v}: switched, and protocols are chosen by the first", \
            f"{only(v)} Sni=other.example Alpn=foo", server + " Alpn=foo", "result=success server-shows=p384"


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


def renegotiations():
    twelve = f"{TRUST} {only('TLSv1.2')}"
    allowed = "Identity=rsa Options=ClientRenegotiation"
    for who in ("client", "server", "client-abbreviated", "server-abbreviated"):
        # A client that is asked tries to resume; one that begins does so when it says so.
        reused = "no" if who == "client" else "yes"
        yield f"{who}", twelve, allowed, f"result=success renegotiate={who} reused={reused}"
        yield f"{who}, without resumption", twelve, f"{allowed} Options=NoResumptionOnRenegotiation", f"result=success renegotiate={who} reused=no"
    yield "the client may not by default", twelve, "Identity=rsa", \
        "result=client-fails renegotiate=client reason=no_renegotiation"
    yield "the server may by default", twelve, "Identity=rsa", "result=success renegotiate=server"
    forbids = "Options=NoRenegotiation"
    yield "a client that forbids it does not begin", f"{twelve} {forbids}", allowed, \
        "result=refused renegotiate=client reason=no_renegotiation"
    yield "a server that forbids it does not begin", twelve, f"{allowed} {forbids}", \
        "result=refused renegotiate=server reason=no_renegotiation"
    yield "a client that forbids it refuses its server", f"{twelve} {forbids}", allowed, \
        "result=server-fails renegotiate=server reason=no_renegotiation"
    yield "a server that forbids it refuses its client", twelve, f"{allowed} {forbids}", \
        "result=client-fails renegotiate=client reason=no_renegotiation"
    yield "TLS 1.3 has none", f"{TRUST} {only('TLSv1.3')}", allowed, \
        "result=refused renegotiate=client reason=wrong_ssl_version"
    suites = {"ECDHE-RSA-AES128-GCM-SHA256": "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
              "ECDHE-RSA-AES256-SHA384": "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
              "AES128-SHA": "TLS_RSA_WITH_AES_128_CBC_SHA",
              "ECDHE-RSA-CHACHA20-POLY1305": "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"}
    for (one, _), (two, iana), etm in itertools.product(suites.items(), suites.items(), ("", " Options=-EncryptThenMac")):
        yield f"{one} to {two}{etm}", f"{twelve}{etm} CipherString={one} Then={two}", \
            f"{allowed} CipherString=ALL", f"result=success renegotiate=client cipher={iana}"
    # Who is asked once has shown it in the first handshake; a session that is new then has none.
    for who, mode in itertools.product(("client", "server"), ("Request", "Require", "Once")):
        yield f"{who}, the client's certificate: {mode}", f"{twelve} Identity=client-p256", \
            f"{allowed} Trust=ca VerifyMode={mode}", f"result=success renegotiate={who} client-shows={'none' if mode == 'Once' and who == 'client' else 'client-p256'}"
    yield "the extended main secret may not get lost", f"{twelve} ThenWithout=ExtendedMasterSecret", allowed, \
        "result=server-fails renegotiate=client reason=inconsistent_extms"
    yield "without an extended main secret from the start", f"{twelve} Options=-ExtendedMasterSecret", allowed, \
        "result=success renegotiate=client extended-main-secret=no"


def client_auth_13():
    thirteen = f"{TRUST} {only('TLSv1.3')}"
    server = f"Identity=p256 Trust=ca {only('TLSv1.3')}"
    for mode, own in itertools.product(("Request", "Require"), ("", "client-p256", "client-rsa")):
        has = f" Identity={own}" if own else ""
        missing = mode == "Require" and not own
        yield f"in the handshake: {mode}, client has {own or 'nothing'}", thirteen + has, \
            f"{server} VerifyMode={mode}", "result=server-fails server-alert=certificate_required" if missing \
            else f"result=success client-shows={own or 'none'}"
        yield f"later: {mode}, client has {own or 'nothing'}", f"{thirteen} AuthLater=yes{has}", \
            f"{server} VerifyMode={mode}PostHandshake", \
            "result=server-fails pha=ask server-alert=certificate_required" if missing \
            else f"result=success pha=ask client-shows={own or 'none'}"
        yield f"later, with authorities: {mode}, client has {own or 'nothing'}", f"{thirteen} AuthLater=yes{has}", \
            f"{server} ClientCAFile=@ca VerifyMode={mode}PostHandshake", \
            "result=server-fails pha=ask server-alert=certificate_required" if missing \
            else f"result=success pha=ask client-shows={own or 'none'} authorities=1"
    for mode in ("Request", "Require"):
        yield f"later, which the client did not offer: {mode}", f"{thirteen} Identity=client-p256", \
            f"{server} VerifyMode={mode}PostHandshake", "result=refused pha=ask reason=extension_not_received"
        yield f"nobody is asked before: {mode}", f"{thirteen} AuthLater=yes Identity=client-p256", \
            f"{server} VerifyMode={mode}PostHandshake", "result=success client-shows=none"
    yield "before TLS 1.3 there is no later", f"{TRUST} {only('TLSv1.2')} AuthLater=yes", \
        "Identity=p256 Trust=ca VerifyMode=Request", "result=refused pha=ask reason=wrong_ssl_version"


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


CLIENT_SCHEMES = {"rsa_pss_rsae_sha384": "rsa", "ecdsa_secp256r1_sha256": "p256", "ed25519": "ed25519",
                  "rsa_pss_pss_sha256": "rsa-pss"}
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


def resumptions(spoken, old=""):
    """Both ends have each pair of versions, in the first and in the second connection."""
    for first, second, who, tickets in itertools.product(spoken, spoken, ("client", "server"), ("tickets", "kept")):
        if old and first in VERSIONS and second in VERSIONS:
            continue
        bounds = f"{old}MinProtocol={spoken[0]} MaxProtocol={spoken[-1]}"
        # The one that decides speaks one version the first time, and another one the second time.
        word = f"{old}{only(first)} Later:MinProtocol={second} Later:MaxProtocol={second}"
        kept = "" if tickets == "tickets" else " Options=-SessionTicket"
        client, server = (word, bounds) if who == "client" else (bounds, word)
        yield f"{first}, then {second}: the {who} changes, {tickets}", f"{TRUST} {client}", \
            f"Identity=rsa {server}{kept}", \
            f"resume=yes result=success version={second} reused={'yes' if first == second else 'no'}"


def ticket_data():
    """What a server's application puts into a ticket it finds there when the client comes back, whether it takes it or not."""
    for version in VERSIONS:
        client = f"{TRUST} {only(version)}"
        back = f"resume=yes result=success version={version}"
        yield f"{version}: nothing in it", client, "Identity=rsa TicketData=", f"{back} reused=yes ticket-data=none"
        yield f"{version}: something in it", client, "Identity=rsa TicketData=HelloWorld", f"{back} reused=yes ticket-data=HelloWorld"
        yield f"{version}: not taken", client, "Identity=rsa TicketDataIgnored=HelloWorld", f"{back} reused=no ticket-data=HelloWorld"
        yield f"{version}: no callback", client, "Identity=rsa", f"{back} reused=yes ticket-data=none"
        yield f"{version}: kept by the server", client, "Identity=rsa TicketData=HelloWorld Options=-SessionTicket", \
            f"{back} reused=yes"


def retried_resumption():
    for tickets in ("", " Options=-SessionTicket"):
        yield f"behind a HelloRetryRequest{tickets}", f"{TRUST} {only('TLSv1.3')} Groups=X25519:P-256", \
            f"Identity=rsa Later:Groups=P-256{tickets}", \
            "resume=yes result=success version=TLSv1.3 reused=yes group=secp256r1"


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
    for v, key, level in itertools.product(VERSIONS, ("p384", "p521", "ed448"), (4, 5)):
        # The authority signs with 128 bits; at level 5 nothing but P-521 signs at all.
        signs = level == 4 or key == "p521"
        yield f"{v}: {key} at level {level}", \
            f"{TRUST} {only(v)} Groups=P-521:P-384 CipherString=ALL:@SECLEVEL={level}", \
            f"Identity={key} CipherString=ALL", "result=client-fails reason=certificate_verify_failed" if signs \
            else "result=server-fails server-alert=handshake_failure"
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
write("27-ticket-appdata", "A server's application has data of its own in tickets.", ticket_data())
write("10-resumption", """One end changes its version between two connections: the session is resumed where that stays the same.
With tickets, and with sessions that the server keeps.""",
      itertools.chain(resumptions(VERSIONS), retried_resumption()))
write("13-fragmentation", "Short records change nothing: 20000 bytes go each way.", fragments())
write("14-curves", "One group each: the same, or no handshake.", curves())
write("17-renegotiate", """TLS 1.2 renegotiates. A server's client may not begin unless that is allowed. RFC 5746, RFC 7627 5.4.""",
      renegotiations())
write("19-mac-then-encrypt", "Each end may do without encrypt-then-MAC.", encrypt_then_mac())
write("20-cert-select", """A scheme of TLS 1.3 belongs to one kind of key and one curve; in TLS 1.2 an ECDSA scheme goes with
every curve, and there is PKCS #1. RFC 9846 4.3.3, RFC 8446 4.2.3.""", cert_select())
write("21-key-update", "Each end changes its keys, and asks the other to or not.", key_updates())
write("25-cipher", "Whose order of suites counts.", ciphers())
write("26-tls13-client-auth", "A client shows its certificate in the handshake or when it is asked later.", client_auth_13())
write("28-seclevel", """Levels 0 to 3 ask for 0, 80, 112 and 128 bits. From level 1 nobody is anonymous, from level 3 all is
forward secret.""", levels())
write("30-extended-master-secret", "Each end may do without the extended main secret.", extended_main_secret())
write("old-02-protocol-version", """Every pair of bounds of both ends, with all versions at hand: the newest that lies within both ranges is
spoken. Who names no minimum has TLS 1.2 for it.""", old_versions(), LEGACY)
write("old-04-client-auth", "Whether the client is asked for a certificate, and what it has.", old_client_auth(), LEGACY)
write("old-17-renegotiate", "The old versions renegotiate as TLS 1.2 does.", old_renegotiations(), LEGACY)
write("old-25-cipher", "What each version can speak, with and without empty records, encrypt-then-MAC or not.",
      old_suites(), LEGACY)
write("old-10-resumption", "As in 10-resumption, with the old versions at one of the two connections.",
      resumptions(OLD + VERSIONS, "Old=yes "), LEGACY)
