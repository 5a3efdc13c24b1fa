#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Makes the certificates and keys in this directory anew, with OpenSSL 3. They are for tests alone.
# Certificates hold from 2025 to 2124 unless their name says otherwise. mldsa44-*.pem are not made here:
# OpenSSL before 3.5 has no ML-DSA.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

LONG="20250101000000Z 21240101000000Z"

key() { # name, algorithm and its options
  local name=$1; shift
  openssl genpkey -out "$name.key" "$@" 2>/dev/null
}

ec() { key "$1" -algorithm EC -pkeyopt ec_paramgen_curve:P-256; }

# name, issuer (or "self"), subject, validity, extensions (lines), further options of openssl ca
cert() {
  local name=$1 issuer=$2 subject=$3 validity=$4 extensions=$5; shift 5
  [ -f "$name.key" ] || ec "$name"
  local signer=(-cert "$issuer.pem" -keyfile "$issuer.key")
  [ "$issuer" = self ] && signer=(-selfsign -keyfile "$name.key")
  : > index.txt
  cat > ca.cnf <<EOF
[ca]
default_ca = ca_default
[ca_default]
database = index.txt
rand_serial = yes
new_certs_dir = .
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = optional
organizationName = optional
countryName = optional
[req]
distinguished_name = none
[none]
[exts]
$extensions
EOF
  openssl req -new -key "$name.key" -subj "$subject" -config ca.cnf -utf8 -out "$name.csr"
  # shellcheck disable=SC2086
  set -- $validity "$@"
  local from=$1 to=$2; shift 2
  openssl ca -batch -notext -config ca.cnf -in "$name.csr" -out "$name.pem" -startdate "$from" -enddate "$to" \
    -preserveDN -utf8 -extensions exts "${signer[@]}" "$@" 2>ca.log || { cat ca.log >&2; exit 1; }
}

CA="basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid"
LEAF="basicConstraints=CA:FALSE
keyUsage=critical,digitalSignature
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid"
SERVER="$LEAF
extendedKeyUsage=serverAuth"
SAN="subjectAltName=DNS:example.com"

# The ordinary hierarchy.
cert root self "/C=US/O=Jessel Test/CN=Root" "$LONG" "$CA"
cert inter root "/C=US/O=Jessel Test/CN=Intermediate" "$LONG" "$CA"
cert server inter "/C=US/O=Jessel Test/CN=server.example.com" "$LONG" "$SERVER
subjectAltName=DNS:example.com,DNS:*.wild.example.com,DNS:*.com,DNS:f*.example.net,IP:192.0.2.1,IP:2001:db8::1"
cert client inter "/C=US/O=Jessel Test/CN=Client" "$LONG" "$LEAF
extendedKeyUsage=clientAuth"
cert direct root "/CN=direct" "$LONG" "$SERVER
$SAN"
cert other-root self "/CN=Other Root" "$LONG" "$CA"
# Same name as root, another key, no key identifiers.
cert mimic-root self "/C=US/O=Jessel Test/CN=Root" "$LONG" "basicConstraints=critical,CA:TRUE"

# One thing wrong with each.
cert selfsigned self "/CN=selfsigned" "$LONG" "$SAN"
cert expired-2021 inter "/CN=expired" "20200101000000Z 20210101000000Z" "$SERVER
$SAN"
cert future-2100 inter "/CN=future" "21000101000000Z 21240101000000Z" "$SERVER
$SAN"
cert root-2030 self "/CN=Short Root" "20250101000000Z 20300101000000Z" "$CA"
cert under-root-2030 root-2030 "/CN=under short root" "$LONG" "$SERVER
$SAN"
cert any-eku inter "/CN=any" "$LONG" "$LEAF
extendedKeyUsage=anyExtendedKeyUsage"
cert no-extensions inter "/CN=plain" "$LONG" ""
cert only-cert-sign inter "/CN=wrong usage" "$LONG" "keyUsage=critical,keyCertSign"
cert ns-client inter "/CN=netscape" "$LONG" "nsCertType=client"
cert unknown-critical inter "/CN=unknown critical" "$LONG" "$SERVER
1.2.3.4=critical,DER:0500"
cert proxy inter "/CN=proxy" "$LONG" "$SERVER
proxyCertInfo=critical,language:id-ppl-anyLanguage"
cert nameless inter "/" "$LONG" "$SERVER
$SAN"
cert nameless-critical inter "/" "$LONG" "$SERVER
subjectAltName=critical,DNS:example.com"
cert under-leaf server "/CN=under a leaf" "$LONG" "$SERVER
$SAN"
cert client-inter root "/CN=Client Intermediate" "$LONG" "$CA
extendedKeyUsage=clientAuth"
cert under-client-inter client-inter "/CN=under client intermediate" "$LONG" "$SERVER
$SAN"
cert no-sign-inter root "/CN=No Sign Intermediate" "$LONG" "basicConstraints=critical,CA:TRUE
keyUsage=critical,cRLSign"
cert under-no-sign-inter no-sign-inter "/CN=under no sign" "$LONG" "$SERVER
$SAN"
cert short-inter root "/CN=Path Length 0" "$LONG" "basicConstraints=critical,CA:TRUE,pathlen:0
keyUsage=critical,keyCertSign
subjectKeyIdentifier=hash"
cert second-inter short-inter "/CN=Second" "$LONG" "$CA"
cert under-second-inter second-inter "/CN=under second" "$LONG" "$SERVER
$SAN"
cert constrained-root self "/CN=Constrained Root" "$LONG" "$CA
nameConstraints=critical,permitted;DNS:example.org"
cert under-constrained-root constrained-root "/CN=violates" "$LONG" "$SERVER
$SAN"
cert constrained-inter root "/CN=Constrained Intermediate" "$LONG" "$CA
nameConstraints=critical,permitted;DNS:example.org"
cert under-constrained-inter constrained-inter "/CN=violates" "$LONG" "$SERVER
$SAN"
cert within-constrained-inter constrained-inter "/CN=fits" "$LONG" "$SERVER
subjectAltName=DNS:www.example.org"
cert expired-violation constrained-inter "/CN=both" "20200101000000Z 20210101000000Z" "$SERVER
$SAN"
key rsa1024 -algorithm RSA -pkeyopt rsa_keygen_bits:1024
cert rsa1024 inter "/CN=small" "$LONG" "$SERVER
$SAN"
key rsa1024-inter -algorithm RSA -pkeyopt rsa_keygen_bits:1024
cert rsa1024-inter root "/CN=Small Intermediate" "$LONG" "$CA"
cert under-rsa1024-inter rsa1024-inter "/CN=under small" "$LONG" "$SERVER
$SAN"
cert sha1 inter "/CN=sha1" "$LONG" "$SERVER
$SAN" -md sha1

# A root without extensions (version 1), and one without basic constraints.
cert v1-root self "/CN=V1 Root" "$LONG" ""
cert under-v1-root v1-root "/CN=under v1" "$LONG" "$SAN"
cert usage-root self "/CN=Usage Root" "$LONG" "keyUsage=critical,keyCertSign"
cert under-usage-root usage-root "/CN=under usage" "$LONG" "$SAN"
cert bare-root self "/CN=Bare Root" "$LONG" "subjectKeyIdentifier=hash"
cert under-bare-root bare-root "/CN=under bare" "$LONG" "$SAN"

# One intermediate key with certificates from two roots: the first has expired, the second holds.
cert old-root-2026 self "/CN=Old Root" "20200101000000Z 20260101000000Z" "$CA"
cert new-root self "/CN=New Root" "$LONG" "$CA"
ec cross
cp cross.key cross-old.key; cp cross.key cross-new.key
cert cross-old old-root-2026 "/CN=Cross" "$LONG" "$CA"
cert cross-new new-root "/CN=Cross" "$LONG" "$CA"
cert under-cross cross-new "/CN=under cross" "$LONG" "$SERVER
$SAN"
# The same in which the newer root sends a certificate of its own, signed by the old one.
cp new-root.key new-root-by-old.key
cert new-root-by-old old-root-2026 "/CN=New Root" "$LONG" "$CA"

# Two names with five keys each; every key of one name has a certificate from every key of the other.
# The ways through them are more than anybody can try.
for name in A B; do
  for i in 1 2 3 4 5; do
    cert loop-$name$i self "/CN=Loop $name" "$LONG" "basicConstraints=critical,CA:TRUE"
  done
done
for i in 1 2 3 4 5; do
  for j in 1 2 3 4 5; do
    for pair in "A$i B$j" "B$i A$j"; do
      set -- $pair
      cp loop-$1.key looped.key
      cert looped loop-$2 "/CN=Loop ${1%?}" "$LONG" "basicConstraints=critical,CA:TRUE"
      cat looped.pem >> loops.txt
    done
  done
done
cert under-loop loop-A1 "/CN=under loop" "$LONG" "$SERVER
$SAN"
rm looped.pem loop-*.pem
mv loops.txt loops.pem

# Names that need quoting.
ec names
openssl req -x509 -new -key names.key -days 36500 -utf8 -multivalue-rdn -out names.pem \
  -subj '/C=DE/O=Müller, Söhne/OU=#hash/CN=a"b\\c+UID=1=2/emailAddress=x@example.com'

# Signed by the right name with the wrong key: the last byte of a good signature is another one.
openssl x509 -in server.pem -outform DER | python3 -c '
import sys
der = bytearray(sys.stdin.buffer.read())
der[-1] ^= 1
sys.stdout.buffer.write(der)' | openssl x509 -inform DER -out bad-signature.pem
openssl x509 -in inter.pem -outform DER | python3 -c '
import sys
der = bytearray(sys.stdin.buffer.read())
der[-1] ^= 1
sys.stdout.buffer.write(der)' | openssl x509 -inform DER -out bad-signature-inter.pem

# Other key algorithms.
key rsa -algorithm RSA -pkeyopt rsa_keygen_bits:2048
key rsa-pss -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_pss_keygen_md:sha256 \
  -pkeyopt rsa_pss_keygen_mgf1_md:sha256 -pkeyopt rsa_pss_keygen_saltlen:32
key ed25519 -algorithm ED25519
key ed448 -algorithm ED448
key p384 -algorithm EC -pkeyopt ec_paramgen_curve:P-384
for name in rsa rsa-pss ed25519 ed448 p384; do
  md=sha256
  case $name in ed*) md=null ;; esac
  cert $name self "/CN=$name" "$LONG" "$SAN" -md $md
done
key pss-signed -algorithm RSA -pkeyopt rsa_keygen_bits:2048
cert pss-signed self "/CN=pss-signed" "$LONG" "$SAN" -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32

# Forms of private keys. The password is "correct horse".
P="pass:correct horse"
openssl pkey -in rsa.key -out rsa-pkcs1.key -traditional
openssl pkey -in rsa.key -out rsa-pkcs1-aes256.key -traditional -aes256 -passout "$P"
openssl pkey -in rsa.key -out rsa-pkcs1-des3.key -traditional -des3 -passout "$P"
openssl pkcs8 -topk8 -in rsa.key -out rsa-pkcs8-aes256.key -v2 aes-256-cbc -passout "$P"
openssl pkcs8 -topk8 -in rsa.key -out rsa-pkcs8-aes192-sha512.key -v2 aes-192-cbc -v2prf hmacWithSHA512 -passout "$P"
openssl pkcs8 -topk8 -in rsa.key -out rsa-pkcs8-des3-sha1.key -v2 des3 -v2prf hmacWithSHA1 -passout "$P"
openssl pkcs8 -topk8 -in rsa.key -out rsa-pkcs8-pbes1.key -v1 PBE-SHA1-3DES -passout "$P"
openssl pkcs8 -topk8 -in rsa.key -out rsa-pkcs8-scrypt.key -scrypt -scrypt_N 16 -passout "$P"
openssl ec -in p384.key -out p384-sec1.key 2>/dev/null
{ openssl ecparam -name secp384r1; openssl ec -in p384.key -no_public 2>/dev/null; } > p384-params.key
openssl pkey -in p384.key -outform DER -out p384-pkcs8.der
openssl ec -in p384.key -outform DER -out p384-sec1.der 2>/dev/null
openssl rsa -in rsa.key -outform DER -traditional -out rsa-pkcs1.der 2>/dev/null
openssl pkcs8 -topk8 -in p384.key -outform DER -out p384-encrypted.der -passout "$P"
openssl x509 -in rsa.pem -outform DER -out rsa.der
openssl x509 -in root.pem -addtrust serverAuth -trustout -out root-trusted.pem
openssl pkcs12 -export -in rsa.pem -inkey rsa.key -out rsa.p12 -passout "$P"
openssl pkcs12 -export -in server.pem -inkey server.key -certfile inter.pem -out server.p12 -passout "$P"
openssl pkcs12 -export -nokeys -in rsa.pem -out nokey.p12 -passout "$P"
openssl req -new -key rsa.key -subj "/CN=rsa" -out rsa-request.pem
openssl req -in rsa-request.pem -outform DER -out rsa-request.der
openssl pkey -in rsa.key -pubout -out rsa-public.pem
openssl pkey -in rsa.key -pubout -outform DER -out rsa-public.der
rm -f server.jks
keytool -importkeystore -noprompt -srckeystore server.p12 -srcstorepass "correct horse" \
  -destkeystore server.jks -deststoretype JKS -deststorepass "correct horse" 2>/dev/null
{ cat server.pem inter.pem; } > server-chain.pem
{ cat server.key server.pem inter.pem; } > server-combined.pem

rm -f ./*.csr ca.* index* [0-9A-F]*[0-9A-F].pem
cp ./*.pem ./*.p12 ./*.jks ./*.der "$here"
cp rsa.key rsa-*.key p384*.key ed25519.key ed448.key server.key "$here"
