// Answers a test line by line: a document from a number as Markdown, then what of it is
// read as something else.
import { createInterface } from 'node:readline';
import { differing, mended } from '../src/same.js';
import { docOf } from '../src/read.js';
import { writeBlock, writeDoc } from '../src/blocks.js';
import { EditorState } from 'prosemirror-state';
import { oddDoc } from './odd.js';

let state = null, text = '';

function write(tr) {
  state = state.apply(tr);
  text = writeDoc(state.doc);
  return { text };
}

const did = {
  make({ seed, blocks }) {
    state = EditorState.create({ doc: oddDoc(seed, blocks) });
    return write(state.tr);
  },
  // open tells whether a text is the same after it was opened, and what of it is shown as
  // Markdown.
  open({ text, body }) {
    const doc = docOf(body, text), source = [];
    let blocks = 0;
    doc.descendants((node) => {
      if (!node.isBlock || node.type.name === 'paragraph' && !node.content.size) return false;
      blocks++;
      if (node.type.name === 'source') source.push(node.attrs.text);
      return node.type.name === 'directive';
    });
    return { same: writeDoc(doc) === text, blocks, source };
  },
  // check does with what was read what the editor does: it writes what is read as something
  // else in another way, and then shows what was read.
  check({ body }) {
    const places = differing(state.doc, body), blocks = state.doc.childCount;
    if (!places.length) return { done: true, blocks };
    const differ = places.map((at) => ({ shown: state.doc.nodeAt(at).toString(), written: writeBlock(state.doc.nodeAt(at)) }));
    const tr = mended(state.tr, places);
    if (tr) return { plain: differ, ...write(tr) };
    const read = docOf(body, text);
    return { read: differ, ...write(state.tr.replaceWith(0, state.doc.content.size, read.content).setDocAttribute('before', read.attrs.before).setDocAttribute('after', read.attrs.after)) };
  }
};

createInterface({ input: process.stdin }).on('line', (line) => {
  const asked = JSON.parse(line);
  process.stdout.write(JSON.stringify(did[asked.do](asked)) + '\n');
});
