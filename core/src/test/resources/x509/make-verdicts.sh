#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Writes verdicts-flags.csv anew: what `openssl verify` (3.0) says of certificates of this directory, asked in
# more ways than verdicts.csv does.
set -euo pipefail
cd "$(dirname "$0")"

declare -A OPTIONS=(
  [CRL_CHECK]=-crl_check [CRL_CHECK_ALL]=-crl_check_all [IGNORE_CRITICAL]=-ignore_critical [X509_STRICT]=-x509_strict
  [POLICY_CHECK]=-policy_check [EXPLICIT_POLICY]=-explicit_policy [INHIBIT_ANY]=-inhibit_any [INHIBIT_MAP]=-inhibit_map
  [CHECK_SS_SIGNATURE]=-check_ss_sig [PARTIAL_CHAIN]=-partial_chain [NO_ALT_CHAINS]=-no_alt_chains [NO_CHECK_TIME]=-no_check_time)

echo '# Made by make-verdicts.sh: the number of the first error of `openssl verify -auth_level 2` (3.0), and its depth.'
echo '# leaf; untrusted; anchors; lists; flags; what else is asked (a host, an address, an e-mail, policies); number; depth'

verdict() { # leaf, untrusted, anchors, lists, flags, asked
  local options=(-auth_level 2 -no-CApath -no-CAstore -attime 1780272000 -purpose sslserver) one answer
  [[ $5 == *NO_CHECK_TIME* ]] && options=(-auth_level 2 -no-CApath -no-CAstore -purpose sslserver)
  for one in $2; do options+=(-untrusted "$one.pem"); done
  for one in $3; do options+=(-trusted "$one.pem"); done
  for one in $4; do options+=(-CRLfile "$one.crl"); done
  for one in $5; do options+=("${OPTIONS[$one]}"); done
  for one in $6; do
    case $one in
      *@*) options+=(-verify_email "$one") ;;
      1.2.3.*) options+=(-policy "$one") ;;
      *:* | [0-9]*) options+=(-verify_ip "$one") ;;
      *) options+=(-verify_hostname "$one") ;;
    esac
  done
  answer=$(openssl verify "${options[@]}" "$1.pem" 2>&1 || true)
  if [[ $answer =~ error\ ([0-9]+)\ at\ ([0-9]+) ]]; then
    echo "$1;$2;$3;$4;$5;$6;${BASH_REMATCH[1]};${BASH_REMATCH[2]}"
  else
    [[ $answer == *": OK" ]] || { echo "$answer" >&2; exit 1; }
    echo "$1;$2;$3;$4;$5;$6;0;0"
  fi
}

# Revocation lists.
verdict crl-good "" crl-root listed CRL_CHECK ""
verdict crl-revoked "" crl-root listed CRL_CHECK ""
verdict crl-revoked "" crl-root expired-2025 CRL_CHECK ""
verdict crl-revoked "" crl-root expired-2025 "CRL_CHECK NO_CHECK_TIME" ""
verdict crl-good "" crl-root future-2100 CRL_CHECK ""
verdict crl-good "" crl-root forged CRL_CHECK ""
verdict crl-good "" crl-root "for-cas" CRL_CHECK ""
verdict crl-good "" crl-root "for-cas listed" CRL_CHECK ""
verdict crl-revoked "" crl-root "for-cas listed" CRL_CHECK ""
verdict crl-revoked "" crl-root "expired-2025 listed" CRL_CHECK ""
verdict crl-good "" crl-root "" CRL_CHECK ""
verdict server inter root listed CRL_CHECK ""
verdict ocsp-good "" ocsp-root ocsp-root CRL_CHECK ""
verdict ocsp-revoked "" ocsp-root ocsp-root CRL_CHECK ""
verdict crl-revoked "" crl-root listed "" ""

# Policies.
verdict policy-leaf policy-inter ocsp-root "" "" ""
verdict policy-leaf policy-inter ocsp-root "" EXPLICIT_POLICY ""
verdict policy-leaf policy-inter ocsp-root "" EXPLICIT_POLICY 1.2.3.1
verdict policy-leaf policy-inter ocsp-root "" EXPLICIT_POLICY 1.2.3.2
verdict policy-leaf policy-inter ocsp-root "" POLICY_CHECK 1.2.3.2
verdict policy-none policy-inter ocsp-root "" POLICY_CHECK ""
verdict policy-none policy-inter ocsp-root "" EXPLICIT_POLICY ""
verdict required-leaf required-inter ocsp-root "" POLICY_CHECK ""
verdict required-none required-inter ocsp-root "" POLICY_CHECK ""
verdict mapped-leaf mapped-inter ocsp-root "" EXPLICIT_POLICY 1.2.3.4
verdict mapped-leaf mapped-inter ocsp-root "" EXPLICIT_POLICY 1.2.3.1
verdict mapped-leaf mapped-inter ocsp-root "" "EXPLICIT_POLICY INHIBIT_MAP" 1.2.3.4
verdict any-leaf any-inter ocsp-root "" EXPLICIT_POLICY 1.2.3.1
verdict any-leaf any-inter ocsp-root "" "EXPLICIT_POLICY INHIBIT_ANY" 1.2.3.1
verdict server inter root "" EXPLICIT_POLICY ""

# Names. They come before dates and signatures.
verdict server inter root "" "" example.com
verdict server inter root "" "" elsewhere.example
verdict server inter root "" "" one.wild.example.com
verdict server inter root "" "" one.two.wild.example.com
verdict server inter root "" "" server.example.com
verdict server inter root "" "" 192.0.2.1
verdict server inter root "" "" 192.0.2.2
verdict server inter root "" "" 2001:db8::1
verdict server inter root "" "" "example.com 192.0.2.1"
verdict server inter root "" "" "example.com 192.0.2.2"
verdict server inter root "" "" "elsewhere.example 192.0.2.1"
verdict server inter root "" "" someone@example.com
verdict expired-2021 inter root "" "" elsewhere.example
verdict expired-2021 inter root "" "" example.com
verdict bad-signature inter root "" "" elsewhere.example
verdict under-leaf "server inter" root "" "" elsewhere.example

# Flags.
verdict expired-2021 inter root "" NO_CHECK_TIME ""
verdict unknown-critical inter root "" IGNORE_CRITICAL ""
verdict server inter inter "" "" ""
verdict server "" inter "" PARTIAL_CHAIN ""
verdict server "" server "" PARTIAL_CHAIN ""
verdict server inter root "" CHECK_SS_SIGNATURE ""
verdict direct "" root "" X509_STRICT ""
verdict under-v1-root "" v1-root "" X509_STRICT ""
verdict under-bare-root "" bare-root "" X509_STRICT ""
verdict nameless inter root "" X509_STRICT ""
