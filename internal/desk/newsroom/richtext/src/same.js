// Compares what stands on the screen with what the site's parser made of what was written:
// words with their looks, and blocks with what they are. How something was written (the
// mark of a list, lines between blocks) is no part of it.
import { untitled, written, writtenInside } from './blocks.js';
import { nodeOf } from './read.js';

// differing are the places of the blocks of a document that are read as something else, as
// positions in front of them. body is what the program made of the text that it was written
// as.
export function differing(doc, body) {
  return compare(written(doc, {}, doc.attrs.before.length), parts(body.blocks, 0), 0);
}

// parts are blocks as they were read, from where to where each reaches.
function parts(blocks, from) {
  let at = from;
  return blocks.map((block) => {
    const start = at + (block.before || '').length;
    at = start + block.source.length;
    return { block, start, end: at };
  });
}

function compare(shown, read, at) {
  const starts = new Map(read.map((part) => [part.start, part])), ends = new Set(read.map((part) => part.end));
  const found = [];
  shown.forEach(({ block, ...part }) => {
    const other = starts.get(part.start);
    if (asWritten(block)) {
      if (!other || !ends.has(part.end)) found.push(at + part.at);
    } else if (!other || other.end !== part.end) {
      found.push(at + part.at);
    } else if (block.type.name === 'directive' && other.block.type === 'directive' && head(block) === head(other.block)) {
      const inner = other.start + other.block.source.indexOf('\n') + 1;
      found.push(...compare(writtenInside(block, part.start), parts(other.block.content || [], inner), at + part.at + 1));
    } else if (!same(block, other.block)) {
      found.push(at + part.at);
    }
  });
  return found;
}

function same(shown, read) {
  const node = nodeOf(read);
  return Boolean(node) && meaning(shown) === meaning(node);
}

// asWritten tells of a block whose Markdown is seen: whatever it is read as is no surprise.
function asWritten(block) { return block.type.name === 'source' || block.type.name === 'leaf'; }

function head(directive) {
  const { name, rest } = directive.attrs, title = untitled(directive.attrs.title, directive.attrs.open);
  return JSON.stringify([name, title.replace(/\s+/g, ' ').trim(), rest.trim()]);
}

// told are the attributes that say what a block or a thing is.
const told = {
  heading: ['level', 'id'], ordered_list: ['start'], code_block: ['info'],
  leaf: ['text'], source: ['text'], image: ['src', 'alt', 'title'], raw: ['text']
};

// meaning is a block as text that is the same for blocks that say the same.
function meaning(block) { return JSON.stringify(tree(block)); }

function tree(node, cell) {
  const { name } = node.type, attrs = (told[name] || []).map((key) => /^(?:src|title)$/.test(key) ? bare(node.attrs[key]) : node.attrs[key]);
  if (name === 'code_block') return [name, attrs, node.textContent];
  if (node.inlineContent) return [name, attrs, line(node, cell || name === 'heading')];
  if (name === 'directive') attrs.push(head(node));
  if (name === 'table_header' || name === 'table_cell') attrs.push(node.attrs.align || '');
  const inner = [];
  node.forEach((child) => {
    const made = tree(child, /^table_/.test(name));
    if (/^(?:paragraph|list_item|.*_list)$/.test(made[0]) && !made[2].length && !/^table_/.test(name)) return;
    inner.push(made);
  });
  if (name === 'list_item') attrs.push(node.attrs.checked);
  return [name, attrs, inner];
}

// line are the words of a block as letters with their marks. White space is one space, has
// no marks, and is nothing at the ends of lines; a heading and a cell are one line.
function line(node, one) {
  const letters = [];
  const last = () => letters.length ? letters[letters.length - 1][0] : '\n';
  const put = (text, marks) => {
    if (text !== ' ') letters.push([text, marks]);
    else if (!/^[ \n]$/.test(last())) letters.push([' ', '']);
  };
  const end = () => { while (last() === ' ') letters.pop(); };
  node.forEach((child) => {
    const marks = child.marks.map(look).sort().join();
    switch (child.type.name) {
      case 'text':
        if (child.marks.some((mark) => mark.type.name === 'code')) letters.push([child.text.replace(/\s+/g, ' '), marks]);
        else for (const letter of child.text) put(/[ \t\n]/.test(letter) ? ' ' : letter, /\s/.test(letter) ? '' : marks);
        break;
      case 'hard_break':
        if (one) { put(' ', ''); break; }
        end();
        letters.push(['\n', '']);
        break;
      case 'soft_break': put(' ', ''); break;
      default: letters.push([JSON.stringify(tree(child)), marks]);
    }
  });
  while (letters.length && /^[ \n]$/.test(last())) letters.pop();
  return letters;
}

function look(mark) {
  return mark.type.name === 'link' ? JSON.stringify(['link', bare(mark.attrs.href), bare(mark.attrs.title)]) : mark.type.name;
}

// bare is an address or a title without the backslashes that it is written with.
function bare(text) { return text.replace(/\\([!-/:-@[-`{-~])/g, '$1'); }

// mended is the change that has blocks at places written plainly, as far as they are not;
// null if they all are.
export function mended(tr, places) {
  places.filter((at) => tr.doc.nodeAt(at).attrs.plain === false).forEach((at) => tr.setNodeAttribute(at, 'plain', true));
  return tr.docChanged ? tr : null;
}
