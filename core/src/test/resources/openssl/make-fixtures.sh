#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes the certificates of the C API's tests: a CA, a server named localhost, a client, and a
# stranger that the CA does not know, and a server with an RSA key that signs for itself. Valid from
# 2020 to 2120; the keys are for tests alone.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1"; }
cat >"$work/ca.cnf" <<EOF
[ca]
default_ca = own
[own]
database = $work/index.txt
new_certs_dir = $work
rand_serial = yes
default_md = sha256
policy = any
[any]
commonName = supplied
EOF
: >"$work/index.txt"
# name, key of the certificate, arguments that name the signer, extensions
issue() {
  name=$1 own=$2 signer=$3
  printf '%s\n' "$4" >"$work/ext.cnf"
  openssl req -new -key "$own" -subj "/CN=$name" -config /dev/null -out "$work/csr"
  # shellcheck disable=SC2086 # the signer is several arguments
  openssl ca -batch -notext -config "$work/ca.cnf" -in "$work/csr" -out "$name.pem" $signer \
    -startdate 20200101000000Z -enddate 21200101000000Z -extfile "$work/ext.cnf" 2>/dev/null
}
key "$work/ca.key"
issue ca "$work/ca.key" "-selfsign -keyfile $work/ca.key" 'basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash'
by_ca="-cert ca.pem -keyfile $work/ca.key"
key localhost.key
issue localhost localhost.key "$by_ca" 'basicConstraints=CA:FALSE
keyUsage=digitalSignature
extendedKeyUsage=serverAuth
subjectAltName=DNS:localhost,IP:127.0.0.1'
key client.key
issue client client.key "$by_ca" 'basicConstraints=CA:FALSE
keyUsage=digitalSignature
extendedKeyUsage=clientAuth
subjectAltName=DNS:client'
key stranger.key
issue stranger stranger.key "-selfsign -keyfile stranger.key" 'subjectAltName=DNS:localhost'
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out localhost-rsa.key
issue localhost-rsa localhost-rsa.key "-selfsign -keyfile localhost-rsa.key" 'subjectAltName=DNS:localhost'
openssl pkcs8 -topk8 -in localhost.key -passout pass:secret -out localhost-encrypted.key
openssl x509 -in localhost.pem -outform DER -out localhost.der
