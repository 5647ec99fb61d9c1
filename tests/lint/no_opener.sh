#!/bin/sh
# no_opener.sh ENCOUNTER REPORT: the kiosk's program can seal and can not open:
# it links nothing of seal/open_box and calls nothing of libsodium that opens,
# signs or makes keys. The program that does shows that the search finds it.
set -u
encounter=$1 report=$2
command -v nm >/dev/null || {
    echo "skipped: no nm"
    exit 77
}
opening='[ _](open_box|open_key_[a-z]+|paper_[a-z]+|crypto_box_seal_open|crypto_box_keypair|crypto_pwhash|crypto_sign_[a-z_]*)$'
sealing=' crypto_box_seal$'

nm "$report" | sed 's/@.*//' | grep -qE "$opening" || {
    echo "the search finds no opener in $report"
    exit 1
}
nm "$encounter" | sed 's/@.*//' | grep -qE "$sealing" || {
    echo "$encounter does not seal"
    exit 1
}
if nm "$encounter" | sed 's/@.*//' | grep -E "$opening"; then
    echo "$encounter links what opens"
    exit 1
fi
