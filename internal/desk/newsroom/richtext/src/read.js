// Makes the editor's document of the blocks that the program cut a text into. Each block
// that would not be written back to the byte is a block of source, shown as it stands. So
// whatever is opened and not changed is saved as it was.
import { schema } from './schema.js';
import { looks, untitled, writeBlock, writeDoc, writeSequence } from './blocks.js';

// docOf is the document of a text.
export function docOf(body, text) {
  const before = body.blocks.length ? body.blocks[0].before || '' : '';
  const doc = schema.node('doc', { before, after: body.after }, sequence(body.blocks));
  if (writeDoc(doc) === text) return doc;
  const bare = text.replace(/\n+$/, '');
  return schema.node('doc', { before: '', after: text.slice(bare.length) }, [source(bare)]);
}

// fragmentOf are blocks that are inserted: how far they stood apart, and how their words
// were written, counts no more.
export function fragmentOf(body) {
  return sequence(body.blocks, true);
}

function source(text, gap) { return schema.node('source', { text, gap: gap === undefined ? null : gap }); }

// sequence makes the blocks of a text or of a directive. Blocks whose distance could not
// be written as it was become one block of source.
function sequence(blocks, inserted) {
  const made = [];
  blocks.forEach((block) => {
    const before = block.before || '';
    const next = { text: block.source, node: made.length ? blockOf(block, before, inserted) : blockOf(block, undefined, inserted) };
    const last = made[made.length - 1];
    if (last && !(inserted && last.node.type.name === 'paragraph' && next.node.type.name === 'paragraph') && writePair(last, next) !== last.text + before + next.text) {
      last.text += before + next.text;
      last.node = source(last.text, last.node.attrs.gap);
      return;
    }
    made.push(next);
  });
  return made.length ? made.map((one) => one.node) : [schema.node('paragraph')];
}

function writePair(last, next) {
  return writeSequence(schema.node('blockquote', null, [last.node, next.node]));
}

// blockOf makes one block, as source if it is not written back as it was.
function blockOf(block, before, inserted) {
  const gap = before === undefined ? null : /^\n+$/.test(before) ? before.length : null;
  return tried(block, gap, inserted) || source(block.source, gap);
}

function tried(block, gap, inserted) {
  const node = nodeOf(block, gap);
  if (!node) return null;
  if (node.type.name === 'table') return looked(node, block.source);
  if (inserted && node.type.name === 'paragraph' || writeBlock(node) === block.source) return node;
  return plainly(node, block.source);
}

// nodeOf is a block as the program read it, whether or not it is written so; null for one
// that the editor does not hold.
export function nodeOf(block, gap) {
  if (block.type === 'source') return null;
  try {
    const attrs = Object.assign({}, block.attrs, { gap: gap === undefined ? null : gap });
    const node = block.type === 'directive' ? directive(block, gap) : made(Object.assign({}, block, { attrs }));
    node.check();
    return node;
  } catch (e) {
    return null; // the schema does not hold it
  }
}

function directive(block, gap) {
  const inner = block.content || [];
  const attrs = Object.assign({}, block.attrs, { gap });
  attrs.title = untitled(attrs.title, attrs.open);
  attrs.before = '\n' + (inner.length ? inner[0].before || '' : '');
  attrs.after = inner.length ? block.attrs.after : '\n';
  return schema.node('directive', attrs, sequence(inner));
}

// plainly is a block that is written without signs that could mean something; null if it
// is not.
function plainly(node, text) {
  if (node.attrs.plain === undefined) return null;
  const plain = node.type.create(Object.assign({}, node.attrs, { plain: true }), node.content, node.marks);
  return writeBlock(plain) === text ? plain : null;
}

// looked finds how a table was drawn.
function looked(node, text) {
  for (let look = 0; look < looks.length; look++) {
    const drawn = schema.node('table', Object.assign({}, node.attrs, { look }), node.content);
    const found = writeBlock(drawn) === text ? drawn : plainly(drawn, text);
    if (found) return found;
  }
  return null;
}

// made makes a node and what it holds.
function made(json) {
  if (json.type === 'text') return schema.text(json.text, marks(json));
  const type = schema.nodes[json.type];
  const content = (json.content || []).map(made);
  if (json.type === 'list_item' && (!content.length || content[0].type.name !== 'paragraph')) content.unshift(schema.node('paragraph'));
  if (json.type === 'blockquote' && !content.length) content.push(schema.node('paragraph'));
  return type.createChecked(json.attrs || null, content, marks(json));
}

function marks(json) {
  return (json.marks || []).reduce((all, mark) => schema.marks[mark.type].create(mark.attrs || null).addToSet(all), []);
}
