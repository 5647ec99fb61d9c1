/*
 * editor.js SERVER FOLDER: drives yaml-language-server, which Visual Studio
 * Code's YAML runs, over a bundle that `new` made in FOLDER, with no setting of
 * ours: what is right is not marked, what is wrong is, keys and words are
 * completed, and a key explains itself.
 */
'use strict';
const { spawn } = require('child_process');
const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');

const [server, folder] = process.argv.slice(2);
const child = spawn(process.execPath, [server, '--stdio'],
    { stdio: ['pipe', 'pipe', 'inherit'] });
const waiting = new Map();
const diagnosed = new Map();
let last = 0;
let rest = Buffer.alloc(0);

function send(message) {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin.write(
        `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}
function ask(method, params) {
    return new Promise((resolve) => {
        waiting.set(++last, resolve);
        send({ id: last, method, params });
    });
}
function hear(message) {
    if (message.method === 'textDocument/publishDiagnostics') {
        const hearer = diagnosed.get(message.params.uri);
        if (hearer)
            hearer(message.params.diagnostics);
    } else if (message.method === 'workspace/configuration') {
        send({ id: message.id, result: message.params.items.map(() => null) });
    } else if (message.method && message.id !== undefined) {
        send({ id: message.id, result: null });
    } else if (waiting.has(message.id)) {
        waiting.get(message.id)(message.result);
        waiting.delete(message.id);
    }
}
child.stdout.on('data', (data) => {
    rest = Buffer.concat([rest, data]);
    for (;;) {
        const head = rest.indexOf('\r\n\r\n');
        if (head < 0)
            return;
        const size = Number(/Content-Length: (\d+)/i.exec(rest.toString(
            'utf8', 0, head))[1]);
        if (rest.length < head + 4 + size)
            return;
        const text = rest.toString('utf8', head + 4, head + 4 + size);
        rest = rest.subarray(head + 4 + size);
        hear(JSON.parse(text));
    }
});

let faults = 0;
function must(is, words) {
    if (is)
        return;
    console.log(`not so: ${words}`);
    faults++;
}

/* Opens a changed copy of a file and resolves with what the editor marks. */
let copies = 0;
async function open(name, change) {
    const text = change(fs.readFileSync(path.join(folder, name), 'utf8'));
    const file = path.join(folder, path.dirname(name),
        `copy${++copies}-${path.basename(name)}`);
    fs.writeFileSync(file, text);
    const uri = pathToFileURL(file).href;
    const marks = new Promise((resolve) => diagnosed.set(uri, resolve));
    send({ method: 'textDocument/didOpen', params: { textDocument:
        { uri, languageId: 'yaml', version: 1, text } } });
    return { uri, text, marks: await marks };
}
function place(text, word, behind) {
    const before = text.slice(0, text.indexOf(word) + behind).split('\n');
    return { line: before.length - 1, character: before.pop().length };
}

async function main() {
    await ask('initialize', { processId: process.pid, rootUri: null,
        capabilities: { textDocument: { hover: { contentFormat: ['markdown'] },
            completion: { completionItem: { snippetSupport: true } } },
        workspace: { configuration: true } } });
    send({ method: 'initialized', params: {} });

    for (const name of ['bundle.yaml', 'pages/welcome.yaml']) {
        const { marks } = await open(name, (text) => text);
        must(marks.length === 0, `${name} is not marked: ` +
            JSON.stringify(marks));
    }
    const wrong = [
        ['bundle.yaml', 'colour:', 'color:', 'color'],
        ['bundle.yaml', 'appearance: faces', 'appearance: smiles', 'slider'],
        ['bundle.yaml', 'max_length: 400', 'choices: []', 'choices'],
        ['bundle.yaml', '  fr: Le nom', '  francais: Le nom', 'francais'],
        ['pages/welcome.yaml', 'summary:', 'sumary:', 'sumary'],
    ];
    for (const [name, from, to, word] of wrong) {
        const { text, marks } = await open(name, (was) =>
            was.replace(from, to));
        const line = place(text, to, 0).line;
        must(marks.some((mark) => mark.range.start.line === line &&
            mark.message.includes(word)),
        `'${to}' is marked in its line with '${word}': ` +
            JSON.stringify(marks));
    }
    const asked = await open('bundle.yaml', (text) =>
        `${text}  - id: more\n    type: \n`);
    const words = await ask('textDocument/completion', {
        textDocument: { uri: asked.uri },
        position: { line: asked.text.split('\n').length - 2, character: 10 } });
    const labels = (words.items || words).map((item) => item.label);
    must(labels.includes('select_multiple'), `types are offered: ${labels}`);
    const hover = await ask('textDocument/hover', {
        textDocument: { uri: asked.uri },
        position: place(asked.text, 'theme:', 1) });
    must(hover && /theme|thème/i.test(JSON.stringify(hover.contents)),
        `a key explains itself: ${JSON.stringify(hover)}`);
    child.kill();
    process.exit(faults ? 1 : 0);
}
setTimeout(() => {
    console.log('the language server does not answer');
    process.exit(1);
}, 60000).unref();
main();
