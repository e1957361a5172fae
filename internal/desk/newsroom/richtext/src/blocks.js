// Writes blocks as Markdown: what a reader of Markdown takes for the same blocks.
import { writeInline } from './inline.js';

// writeDoc writes a whole text.
export function writeDoc(doc) {
  return doc.attrs.before + writeSequence(doc) + doc.attrs.after;
}

// writeSequence writes the blocks of a node one below the other. An empty paragraph or
// list is nothing in Markdown.
export function writeSequence(node, place) {
  return joined(written(node, place || {}));
}

function joined(parts) {
  let out = '';
  parts.forEach((part) => { out += '\n'.repeat(part.start - out.length) + part.text; });
  return out;
}

// A place says where blocks stand: in an item of a list, and in a plain block (inline.js).
// { item, plain }

// written are the blocks of a node as they are written: each with its text, from where to
// where it reaches in a text in which the first begins at from, and its place in the node.
export function written(node, place, from) {
  const parts = [];
  let flipped = false;
  node.forEach((block, at) => {
    const last = parts[parts.length - 1];
    flipped = Boolean(last) && clash(last.block, block) && !flipped;
    const text = writeBlock(block, place, flipped);
    if (text === '') return;
    const start = last ? last.end + gap(last.block, block, place.item) : from || 0;
    parts.push({ block, at, text, start, end: start + text.length });
  });
  return parts;
}

// writtenInside are the blocks of a directive that begins at a place.
export function writtenInside(node, from) {
  return written(node, {}, from + (headOf(node) + node.attrs.before).length);
}

// clash tells that two lists in a row would be one.
function clash(previous, block) {
  return previous.type === block.type && /_list$/.test(block.type.name) && previous.attrs.mark === block.attrs.mark;
}

// gap is how many line feeds part two blocks.
export function gap(previous, block, inItem) {
  const tight = beside(previous, block);
  if (block.attrs.gap !== null) return tight || block.attrs.gap > 1 ? block.attrs.gap : 2;
  return inItem && tight && /_list$/.test(block.type.name) ? 1 : 2;
}

// closed are blocks that end with their last line, whatever follows.
const closed = ['heading', 'rule', 'code_block', 'directive', 'leaf'];

// beside tells whether a block may stand right below another without becoming part of it.
function beside(previous, block) {
  if (closed.includes(previous.type.name)) return true;
  if (previous.type.name === 'source' || previous.type.name === 'table') return false;
  switch (block.type.name) {
    case 'heading': case 'directive': case 'leaf': case 'code_block': return true;
    case 'blockquote': return previous.type.name !== 'blockquote';
    case 'rule': return previous.type.name === 'paragraph' && block.attrs.mark[0] === '*';
    case 'bullet_list': return previous.type.name === 'paragraph' && begun(block);
    case 'ordered_list': return previous.type.name === 'paragraph' && begun(block) && block.attrs.start === 1;
  }
  return false;
}

// begun tells that the first item of a list begins with words: only such a list ends a
// paragraph.
function begun(list) {
  for (let i = 0; i < list.childCount; i++) {
    const first = written(list.child(i), { item: true })[0];
    if (first) return first.block.type.name === 'paragraph';
  }
  return false;
}

// writeBlock writes one block. flipped is a list that would be one with the list before it.
export function writeBlock(node, place, flipped) {
  const plain = Boolean(place && place.plain) || node.attrs.plain;
  switch (node.type.name) {
    case 'paragraph': return writeInline(node, { plain });
    case 'heading': return heading(node, plain);
    case 'bullet_list': case 'ordered_list': return list(node, plain, flipped);
    case 'blockquote': return prefixed(writeSequence(node, { plain }));
    case 'code_block': return fenced(node);
    case 'rule': return node.attrs.mark;
    case 'table': return table(node, plain);
    case 'directive': return directive(node, plain);
  }
  return node.attrs.text;
}

function heading(node, plain) {
  const text = writeInline(node, { heading: true, plain });
  return '#'.repeat(node.attrs.level) + (text ? ' ' + text : '') + (node.attrs.id ? ' {#' + node.attrs.id + '}' : '');
}

function prefixed(text) {
  return text.split('\n').map((line) => line ? '> ' + line : '>').join('\n');
}

function indented(text, by) {
  return text.split('\n').map((line, i) => i && line ? ' '.repeat(by) + line : line).join('\n');
}

// list writes the items that have something: an empty one would end the lists around it.
function list(node, plain, flipped) {
  const items = [];
  node.forEach((item) => {
    let mark = node.attrs.mark;
    if (node.type.name === 'ordered_list') mark = (node.attrs.start + items.length) + (flipped ? { '.': ')', ')': '.' }[mark] : mark);
    else if (flipped) mark = mark === '-' ? '*' : '-';
    const text = box(item) + writeSequence(item, { item: true, plain });
    if (text) items.push(mark + ' ' + indented(text, mark.length + 1));
  });
  return items.join(node.attrs.loose ? '\n\n' : '\n');
}

// box is the box of a task. Only words can stand behind one.
function box(item) {
  const first = written(item, {})[0];
  if (item.attrs.checked === null || !first || first.block.type.name !== 'paragraph') return '';
  return item.attrs.checked ? '[x] ' : '[ ] ';
}

function fenced(node) {
  const text = node.textContent, sign = node.attrs.fence[0];
  let fence = node.attrs.fence;
  text.split('\n').forEach((line) => {
    const run = line.trim();
    if (run.length >= fence.length && run === sign.repeat(run.length)) fence = sign.repeat(run.length + 1);
  });
  return fence + node.attrs.info + '\n' + (text ? text + '\n' : '') + fence;
}

// titleSigns are signs that would end a title, by how its line begins.
const titleSigns = (open) => /\[$/.test(open) ? '[{\\[\\]]' : '\\{';

function titled(title, open) {
  return title.replace(new RegExp(titleSigns(open), 'g'), (sign) => '&#' + sign.charCodeAt(0) + ';');
}

// untitled is a title as it is shown.
export function untitled(title, open) {
  return title.replace(/&#(\d+);/g, (whole, number) => new RegExp(titleSigns(open)).test(String.fromCharCode(number)) ? String.fromCharCode(number) : whole);
}

// headOf is the first line of a directive.
function headOf(node) {
  const a = node.attrs;
  let open = a.open;
  const title = titled(a.title.replace(/\n/g, ' ').trim(), open);
  if (title && !/[\s[]$/.test(open)) open += ' ';
  if (!title && !a.rest) open = open.replace(/\s+$/, '');
  let rest = a.rest;
  if (title && /^\{/.test(rest)) rest = ' ' + rest;
  return open + title + rest;
}

function directive(node, plain) {
  const { before, after, close } = node.attrs;
  const inner = writeSequence(node, { plain });
  return headOf(node) + (inner ? before + inner + after : '\n') + close;
}

// looks are the ways in which people fill the cells of a table.
export const looks = [
  (text) => text ? ' ' + text + ' ' : ' ',
  (text, align, width) => ' ' + pad(text, align, width) + ' ',
  (text, align, width) => ' ' + pad(text, '', width) + ' ',
  (text) => text,
  (text) => ' ' + text + ' '
];

function length(text) { return Array.from(text).length; }

function pad(text, align, width) {
  const free = width - length(text);
  if (free <= 0) return text;
  if (align === 'right') return ' '.repeat(free) + text;
  if (align === 'center') return ' '.repeat(Math.floor(free / 2)) + text + ' '.repeat(Math.ceil(free / 2));
  return text + ' '.repeat(free);
}

function table(node, plain) {
  const rows = [];
  node.forEach((row) => {
    const cells = [];
    row.forEach((cell) => cells.push(writeInline(cell.firstChild, { cell: true, plain })));
    rows.push(cells);
  });
  const aligns = [];
  node.firstChild.forEach((cell) => aligns.push(cell.attrs.align));
  const widths = aligns.map((_, x) => Math.max(3, ...rows.map((cells) => length(cells[x] || ''))));
  const look = looks[node.attrs.look];
  const line = (cells) => '|' + cells.join('|') + '|';
  const lines = rows.map((cells) => line(cells.map((text, x) => look(text, aligns[x], widths[x]))));
  lines.splice(1, 0, rule(node.attrs.rule, aligns));
  return lines.join('\n');
}

// rule is the line below the head: as it was, if there are as many columns.
function rule(old, aligns) {
  const cells = old.replace(/^\||\|$/g, '').split('|');
  if (old && cells.length === aligns.length) return old;
  const space = old && !/^\| /.test(old) ? '' : ' ';
  return '|' + aligns.map((align) => space + dashes(align) + space).join('|') + '|';
}

function dashes(align) {
  return { left: ':--', right: '--:', center: ':-:' }[align] || '---';
}
