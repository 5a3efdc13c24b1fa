#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Makes the revocation lists in this directory anew, and their CA with two leaves, with OpenSSL 3.
# They are for tests alone and hold from 2025 to 2124 unless their name says otherwise.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > ca.cnf <<CNF
[ca]
default_ca = ca_default
[ca_default]
database = index.txt
crlnumber = crlnumber
new_certs_dir = .
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[req]
distinguished_name = none
[none]
[root]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
[nosign]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign
subjectKeyIdentifier=hash
[leaf]
basicConstraints=CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth
subjectAltName=DNS:crl.example
authorityKeyIdentifier=keyid
[crl]
authorityKeyIdentifier=keyid
[users]
issuingDistributionPoint=critical,@users_only
[users_only]
onlyuser=TRUE
[cas]
issuingDistributionPoint=critical,@cas_only
[cas_only]
onlyCA=TRUE
CNF
DATES=(-startdate 20250101000000Z -enddate 21240101000000Z)
UPDATES=(-crl_lastupdate 20250101000000Z -crl_nextupdate 21240101000000Z)

ca() { # name, extensions
  : > index.txt; echo 01 > crlnumber
  openssl genpkey -out "$1.key" -algorithm EC -pkeyopt ec_paramgen_curve:P-256 2>/dev/null
  openssl req -new -key "$1.key" -subj "/CN=CRL $1" -config ca.cnf -out "$1.csr"
  openssl ca -batch -notext -config ca.cnf -in "$1.csr" -out "$1.pem" "${DATES[@]}" -extensions "$2" -selfsign -keyfile "$1.key" 2>/dev/null
}
leaf() { # name, issuer
  openssl genpkey -out "$1.key" -algorithm EC -pkeyopt ec_paramgen_curve:P-256 2>/dev/null
  openssl req -new -key "$1.key" -subj "/CN=$1" -config ca.cnf -out "$1.csr"
  openssl ca -batch -notext -config ca.cnf -in "$1.csr" -out "$1.pem" "${DATES[@]}" -extensions leaf -cert "$2.pem" -keyfile "$2.key" 2>/dev/null
}
crl() { # name, issuer, further options
  local name=$1 issuer=$2; shift 2
  openssl ca -config "${CONFIG:-ca.cnf}" -gencrl -cert "$issuer.pem" -keyfile "$issuer.key" -out "$name.crl" "$@" 2>/dev/null
}

ca crl-root root
leaf crl-good crl-root
leaf crl-revoked crl-root
openssl ca -config ca.cnf -revoke crl-revoked.pem -cert crl-root.pem -keyfile crl-root.key 2>/dev/null
crl listed crl-root "${UPDATES[@]}" -crlexts crl
crl expired-2025 crl-root -crl_lastupdate 20250101000000Z -crl_nextupdate 20251231000000Z -crlexts crl
crl future-2100 crl-root -crl_lastupdate 21000101000000Z -crl_nextupdate 21240101000000Z -crlexts crl
crl for-users crl-root "${UPDATES[@]}" -crlexts users
crl for-cas crl-root "${UPDATES[@]}" -crlexts cas
grep -v ^crlnumber ca.cnf > unnumbered.cnf
CONFIG=unnumbered.cnf crl unnumbered crl-root "${UPDATES[@]}" -crlexts crl
cp crl-root.pem real.pem; cp crl-root.key real.key
ca crl-root root # the same name with another key
crl forged crl-root "${UPDATES[@]}" -crlexts crl
mv real.pem crl-root.pem
ca crl-nosign nosign
leaf crl-under-nosign crl-nosign
crl nosign crl-nosign "${UPDATES[@]}" -crlexts crl
cp crl-root.pem crl-good.pem crl-revoked.pem crl-nosign.pem crl-under-nosign.pem ./*.crl "$here"
