// Runs files/keep.js over a page that is only as much of one as a save needs: a form with rich
// text whose blocks are asked for with the form's own token. Prints what became of the save, one
// line for each case. Usage: node keep.js files/keep.js
'use strict';
const fs = require('fs'), vm = require('vm');
const source = fs.readFileSync(process.argv[2], 'utf8');

// Each case says how the program answers alive and blocks, by the turn of the question, and
// how often a save is tried again. The program of this run knows the token "new".
const known = (token) => token === 'new' ? 200 : 403;
const cases = {
  'the program was started again': { alive: () => 200, blocks: known },
  'the blocks are refused': { alive: () => 200, blocks: () => 500 },
  'the screen has become what is read': { alive: () => 200, blocks: known, fine: false },
  'the program goes away before the blocks, and comes back': { alive: (turn) => turn === 1 ? 0 : 200, blocks: (token, turn) => turn === 0 ? 0 : known(token) },
  'the program is away': { alive: () => 0, blocks: () => 0 },
  'the door is shut': { alive: () => 403, blocks: () => 403 }
};

async function run(name, { alive, blocks, fine = true }) {
  const turns = { alive: 0, blocks: 0 }, said = [], handlers = {};
  const answer = (status) => status ? Promise.resolve({ ok: status === 200, status, json: () => Promise.resolve({ token: 'new' }) }) : Promise.reject(new TypeError('no connection'));
  const token = { name: 'token', value: 'old', type: 'hidden' };
  const form = {
    dataset: { site: 's', file: 'f' }, elements: { token, base: { value: 'b' }, kept: { value: '' } },
    addEventListener: (kind, does) => { handlers[kind] = does; },
    requestSubmit: () => said.push('saved with the token ' + token.value)
  };
  const told = {
    dataset: { away: 'away', shut: 'shut', back: 'back' }, firstChild: null,
    replaceChildren(line) { this.firstChild = line; said.push('told: ' + line.textContent); }, append() {}
  };
  const ready = () => answer(blocks(token.value, turns.blocks++)).then((got) => { if (!got.ok) throw new Error('refused'); return fine; });
  const waits = [];
  vm.runInNewContext(source, {
    document: {
      currentScript: { dataset: { base: '/' } }, createElement: () => ({}), addEventListener() {},
      getElementById: (id) => ({ form, kept: told, body: { rich: { ready } } })[id] || null,
      querySelectorAll: (selector) => selector === 'input[name=token]' ? [token] : []
    },
    navigator: {}, crypto: require('crypto').webcrypto, FormData: class { forEach() {} }, URLSearchParams, Event: class {},
    localStorage: { length: 0, setItem() {}, removeItem() {} }, location: { search: '' }, addEventListener() {}, clearTimeout() {},
    fetch: () => answer(alive(turns.alive++)),
    setTimeout: (does) => waits.push(does)
  });
  waits.length = 0;
  handlers.submit({ submitter: { value: 'save' }, preventDefault() {} });
  for (let tries = 0; tries < 4; tries++) {
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate); // all promises are settled
    if (waits.length) waits.shift()();
  }
  console.log(name + ': ' + (said.join(', ') || 'nothing'));
}

(async () => { for (const name in cases) await run(name, cases[name]); })();
