#!/bin/sh
# no_opener.sh ENCOUNTER REPORT CONTENT: the kiosk's program can seal and can not
# open or sign: it links nothing of seal/open_box and seal/sign and calls nothing
# of libsodium that opens, signs or makes keys. The programs that do show that
# the search finds it.
set -u
encounter=$1 report=$2 content=$3
command -v nm >/dev/null || {
    echo "skipped: no nm"
    exit 77
}
opening='[ _](open_box|open_key_[a-z]+|paper_[a-z]+|crypto_box_seal_open|crypto_box_keypair|crypto_pwhash)$'
signing='[ _](sign_key_[a-z]+|sign_bytes|crypto_sign_([a-z0-9_]*_)?(detached|keypair|seed_keypair|final_create)|crypto_pwhash_[a-z0-9_]+)$'
checking='crypto_sign_verify_detached$'
sealing=' crypto_box_seal$'

names() { # PROGRAM
    nm "$1" | sed 's/@.*//' | grep -v "$checking"
}

names "$report" | grep -qE "$opening" || {
    echo "the search finds no opener in $report"
    exit 1
}
names "$content" | grep -qE "$signing" || {
    echo "the search finds no signer in $content"
    exit 1
}
names "$encounter" | grep -qE "$sealing" || {
    echo "$encounter does not seal"
    exit 1
}
if names "$encounter" | grep -E "$opening|$signing"; then
    echo "$encounter links what opens or signs"
    exit 1
fi
