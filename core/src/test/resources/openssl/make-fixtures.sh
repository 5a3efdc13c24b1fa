#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes the certificates of the C API's tests: a CA, a server named localhost, a client, and a
# second server that the CA does not know. The keys are for tests alone.
set -eu
cd "$(dirname "$0")"
key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key"; }
issue() {
  key "$1"
  openssl req -new -key "$1.key" -subj "/CN=$1" |
    openssl x509 -req -CA ca.pem -CAkey ca.key -days 36500 -extfile /dev/fd/3 -out "$1.pem" 3<<EOF
basicConstraints=CA:FALSE
keyUsage=digitalSignature
extendedKeyUsage=$2
subjectAltName=$3
EOF
}
key ca
openssl req -new -x509 -key ca.key -subj "/CN=Jessel test CA" -days 36500 -out ca.pem \
  -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign
issue localhost serverAuth DNS:localhost,IP:127.0.0.1
issue client clientAuth DNS:client
key stranger
openssl req -new -x509 -key stranger.key -subj "/CN=stranger" -days 36500 -out stranger.pem \
  -addext subjectAltName=DNS:localhost
openssl pkcs8 -topk8 -in localhost.key -passout pass:secret -out localhost-encrypted.key
openssl x509 -in localhost.pem -outform DER -out localhost.der
rm -f ca.key ca.srl
