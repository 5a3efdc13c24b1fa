#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Makes the OCSP responses in this directory anew, and the CA that they are of, with OpenSSL 3. They are for
# tests alone. Certificates hold from 2025 to 2124; responses from when they are made for a hundred years,
# unless their name says otherwise. Beside them: certificates with policies, for `verdicts-more.csv`.
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
keyUsage=critical,keyCertSign,cRLSign,digitalSignature
subjectKeyIdentifier=hash
[leaf]
basicConstraints=CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth
subjectAltName=DNS:ocsp.example
authorityKeyIdentifier=keyid
authorityInfoAccess=OCSP;URI:http://responder.example/ocsp
crlDistributionPoints=URI:http://lists.example/ocsp-root.crl
[staple]
basicConstraints=CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth
subjectAltName=DNS:ocsp.example
authorityKeyIdentifier=keyid
tlsfeature=status_request
[responder]
basicConstraints=CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=OCSPSigning
noCheck=ignored
authorityKeyIdentifier=keyid
[policies]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
certificatePolicies=1.2.3.1,1.2.3.2
[policy]
basicConstraints=CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth
subjectAltName=DNS:ocsp.example
authorityKeyIdentifier=keyid
certificatePolicies=1.2.3.1
[required]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
certificatePolicies=1.2.3.1
policyConstraints=critical,requireExplicitPolicy:0
[mapped]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
certificatePolicies=1.2.3.4
policyMappings=1.2.3.4:1.2.3.1
[any_policy]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
certificatePolicies=2.5.29.32.0
CNF
DATES=(-startdate 20250101000000Z -enddate 21240101000000Z)
: > index.txt

issue() { # name, issuer or "self", extensions
  openssl genpkey -out "$1.key" -algorithm EC -pkeyopt ec_paramgen_curve:P-256 2>/dev/null
  openssl req -new -key "$1.key" -subj "/CN=$1" -config ca.cnf -out "$1.csr"
  local signer=(-cert "$2.pem" -keyfile "$2.key")
  [ "$2" = self ] && signer=(-selfsign -keyfile "$1.key")
  openssl ca -batch -notext -config ca.cnf -in "$1.csr" -out "$1.pem" "${DATES[@]}" -extensions "$3" "${signer[@]}" 2>/dev/null
}

issue ocsp-root self root
issue ocsp-other self root
issue ocsp-good ocsp-root leaf
issue ocsp-revoked ocsp-root leaf
issue ocsp-staple ocsp-root staple
issue ocsp-responder ocsp-root responder
issue ocsp-impostor ocsp-root leaf
issue ocsp-foreign ocsp-other responder
openssl ca -config ca.cnf -cert ocsp-root.pem -keyfile ocsp-root.key -revoke ocsp-revoked.pem 2>/dev/null
echo 01 > crlnumber
openssl ca -config ca.cnf -cert ocsp-root.pem -keyfile ocsp-root.key -gencrl -out ocsp-root.crl \
  -crl_lastupdate 20250101000000Z -crl_nextupdate 21240101000000Z 2>/dev/null

respond() { # name, leaf, signer, further options
  local name=$1 leaf=$2 signer=$3; shift 3
  openssl ocsp -index index.txt -CA ocsp-root.pem -issuer ocsp-root.pem -cert "$leaf.pem" \
    -rsigner "$signer.pem" -rkey "$signer.key" -respout "$name.der" -no_nonce "$@" >/dev/null 2>&1
}

respond ocsp-says-good ocsp-good ocsp-responder -ndays 36500
respond ocsp-says-revoked ocsp-revoked ocsp-responder -ndays 36500
respond ocsp-by-issuer ocsp-good ocsp-root -ndays 36500
respond ocsp-by-key ocsp-good ocsp-responder -ndays 36500 -resp_key_id
respond ocsp-by-impostor ocsp-good ocsp-impostor -ndays 36500
respond ocsp-by-foreigner ocsp-good ocsp-foreign -ndays 36500
respond ocsp-bare ocsp-good ocsp-responder -ndays 36500 -resp_no_certs
respond ocsp-minute ocsp-good ocsp-responder -nmin 1
respond ocsp-endless ocsp-good ocsp-responder
respond ocsp-staple-good ocsp-staple ocsp-responder -ndays 36500
sed -i "/CN=ocsp-good$/d" index.txt
respond ocsp-says-unknown ocsp-good ocsp-responder -ndays 36500

issue policy-inter ocsp-root policies
issue policy-leaf policy-inter policy
issue policy-none policy-inter leaf
issue required-inter ocsp-root required
issue required-leaf required-inter policy
issue required-none required-inter leaf
issue mapped-inter ocsp-root mapped
issue mapped-leaf mapped-inter policy
issue any-inter ocsp-root any_policy
issue any-leaf any-inter policy

rm -f ./*.csr index* [0-9A-F]*[0-9A-F].pem
cp ./*.pem ./*.der ./*.crl "$here"
