#include "cmd/kit_sheet.h"

#include "base/html_write.h"

static const char head[] =
    "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n<title>";
static const char style[] =
    "</title>\n<style>\n"
    "@page { size: A4; margin: 18mm }\n"
    "body { font: 11pt/1.45 sans-serif; max-width: 46em; margin: 2em auto; "
    "padding: 0 1em; color: #1d1d1b }\n"
    "h1 { font-size: 20pt; margin: 0 0 .2em }\n"
    "h2 { font-size: 13pt; margin: 1.4em 0 .4em }\n"
    "code { font: 10.5pt/1.5 monospace }\n"
    "li { margin: .35em 0 }\n"
    "table { border-collapse: collapse; width: 100% }\n"
    "th, td { text-align: left; padding: .3em .8em .3em 0; border-bottom: 1px "
    "solid #bbb; vertical-align: top }\n"
    ".print { font: bold 12.5pt/1.6 monospace; letter-spacing: .04em }\n"
    "@media print { body { margin: 0; max-width: none; padding: 0 } }\n"
    "</style>\n";
static const char steps[] =
    " to a card with Raspberry Pi Imager. In its settings choose a user and a "
    "password; no network is "
    "needed.</li>\n"
    "<li>Best before the card&rsquo;s first start, on a Linux computer with "
    "this stick: <code>sudo sh STICK/" KIT_FOLDER "/provision --card "
    "/dev/CARD</code>. It makes a part of the card where answers are safe from "
    "a cut of power. It asks before it writes.</li>\n"
    "<li>Card into the Pi, screen on, power on. Log in, plug this stick in, "
    "and type<br><code>sudo mount /dev/sda1 /mnt</code><br>"
    "<code>sudo sh /mnt/" KIT_FOLDER "/provision /mnt</code></li>\n"
    "<li>It says what it does and prints fingerprints. <b>Compare all groups "
    "with those below.</b> Are they others, stop, and ask who gave you the "
    "stick.</li>\n"
    "<li>Restart: <code>sudo reboot</code>. The first screen comes by itself. "
    "Touch a language, make a visit, send an answer.</li>\n</ol>\n";

static void add_row(struct str *out, const char *what, const char *value,
                    const char *class)
{
    str_add(out, "<tr><td>");
    html_add_text(out, what);
    str_addf(out, "</td><td%s>", class);
    html_add_text(out, value);
    str_add(out, "</td></tr>\n");
}

static void add_keys(const struct kit *kit, struct str *out)
{
    static const char print[] = " class=\"print\"";
    char fingerprint[SEAL_FINGERPRINT_BYTES];
    struct str what = {0};

    str_add(out, "<h2>Fingerprints</h2>\n<table>\n");
    if (kit->open_fingerprint[0])
        add_row(out, "Answers are sealed for", kit->open_fingerprint, print);
    else
        add_row(out, "Answers are sealed for",
                "nobody: whoever holds the card can read them", "");
    for (size_t i = 0; i < kit->keys.count; i++) {
        const struct verify_signer *signer = &kit->keys.items[i];
        if (signer->revokes)
            continue;
        verify_key_fingerprint(&signer->key, fingerprint);
        str_clear(&what);
        str_addf(&what, "Content is %s by %s",
                 signer->is_revoked ? "no longer signed" : "signed",
                 signer->name);
        add_row(out, what.text, fingerprint, print);
    }
    str_add(out, "</table>\n");
    str_fini(&what);
}

static void add_content(const struct kit *kit, struct str *out)
{
    str_add(out, "<h2>On this stick</h2>\n<table>\n<tr><th>Content</th>"
                 "<th>Version</th><th>Signed by</th></tr>\n");
    for (size_t i = 0; i < kit->bundles.count; i++) {
        const struct kit_bundle *bundle = &kit->bundles.items[i];
        str_add(out, "<tr><td>");
        html_add_text(out, bundle->id);
        str_add(out, "</td><td>");
        html_add_text(out, bundle->version);
        str_add(out, "</td><td>");
        html_add_text(out, bundle->signer);
        str_add(out, "</td></tr>\n");
    }
    str_addf(out,
             "</table>\n<p>%zu packages of the system, %lld MB in "
             "all.</p>\n",
             kit->package_count, (long long)kit->bytes / 1000000 + 1);
}

static void add_steps(const struct kit *kit, struct str *out)
{
    str_add(out, "<h2>From a card to the kiosk</h2>\n<ol>\n<li>Write "
                 "<b>Raspberry Pi OS Lite (64-bit)</b>");
    if (kit->debian > 0)
        str_addf(out, ", the one made from <b>Debian %d%s</b>,", kit->debian,
                 kit->debian == 12   ? " (bookworm)"
                 : kit->debian == 13 ? " (trixie)"
                                     : "");
    str_add(out, steps);
}

void kit_sheet_write(const struct kit_sheet *sheet, struct str *out)
{
    str_add(out, head);
    html_add_text(out, sheet->kiosk);
    str_add(out, style);
    str_add(out, "<h1>Kiosk ");
    html_add_text(out, sheet->kiosk);
    str_add(out, "</h1>\n<p>");
    if (sheet->site) {
        str_add(out, "It stands at <b>");
        html_add_text(out, sheet->site);
        str_add(out, "</b>. ");
    }
    str_add(out, "Its programme is <b>");
    html_add_text(out, sheet->kit->programme);
    str_add(out, "</b>.</p>\n");
    add_steps(sheet->kit, out);
    add_keys(sheet->kit, out);
    add_content(sheet->kit, out);
    str_add(out, "</html>\n");
}
