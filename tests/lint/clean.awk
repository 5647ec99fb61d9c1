# code(line): a line of C without comments and without what stands in string
# and character literals, their quotes kept. Lines are given in order; set
# in_comment = 0 at the start of a file. Identifiers follow C's rules: take()
# cuts `rest` behind the next one and sets `word` and `before`, the code
# between it and the one before.
function code(line,    out, mark, c) {
    out = ""
    while (line != "") {
        if (in_comment) {
            if (!index(line, "*/"))
                return out
            line = substr(line, index(line, "*/") + 2)
            in_comment = 0
            out = out " "
        }
        if (!match(line, /\/\*|\/\/|["']/))
            return out line
        mark = substr(line, RSTART, RLENGTH)
        out = out substr(line, 1, RSTART - 1)
        line = substr(line, RSTART + RLENGTH)
        if (mark == "//")
            return out
        in_comment = mark == "/*"
        if (in_comment)
            continue
        for (c = ""; c != mark && line != ""; line = substr(line, 2)) {
            c = substr(line, 1, 1)
            if (c == "\\")
                line = substr(line, 2)
        }
        out = out mark mark
    }
    return out
}

function take() {
    if (!match(rest, /[A-Za-z_][A-Za-z0-9_]*/))
        return 0
    before = substr(rest, 1, RSTART - 1)
    word = substr(rest, RSTART, RLENGTH)
    rest = substr(rest, RSTART + RLENGTH)
    return 1
}
