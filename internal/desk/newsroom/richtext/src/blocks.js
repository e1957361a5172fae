// Writes blocks as Markdown: what a reader of Markdown takes for the same blocks.
import { writeInline } from './inline.js';

// writeDoc writes a whole text.
export function writeDoc(doc) {
  return doc.attrs.before + writeSequence(doc) + doc.attrs.after;
}

// writeSequence writes the blocks of a node one below the other. An empty paragraph is
// nothing in Markdown.
export function writeSequence(node, place) {
  let out = '', previous = null, flipped = false;
  node.forEach((block) => {
    flipped = Boolean(previous) && clash(previous, block) && !flipped;
    const text = writeBlock(block, flipped);
    if (text === '' && block.type.name === 'paragraph') return;
    if (previous) out += '\n'.repeat(gap(previous, block, place));
    out += text;
    previous = block;
  });
  return out;
}

// clash tells that two lists in a row would be one.
function clash(previous, block) {
  return previous.type === block.type && /_list$/.test(block.type.name) && previous.attrs.mark === block.attrs.mark;
}

// gap is how many line feeds part two blocks.
export function gap(previous, block, place) {
  const tight = beside(previous, block);
  if (block.attrs.gap !== null) return tight || block.attrs.gap > 1 ? block.attrs.gap : 2;
  return place === 'item' && tight && /_list$/.test(block.type.name) ? 1 : 2;
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

// begun tells that the first item of a list has words: only such a list ends a paragraph.
function begun(list) { return list.firstChild.firstChild.content.size > 0; }

export function writeBlock(node, flipped) {
  switch (node.type.name) {
    case 'paragraph': return writeInline(node, {});
    case 'heading': return heading(node);
    case 'bullet_list': case 'ordered_list': return list(node, flipped);
    case 'blockquote': return prefixed(writeSequence(node));
    case 'code_block': return fenced(node);
    case 'rule': return node.attrs.mark;
    case 'table': return table(node);
    case 'directive': return directive(node);
  }
  return node.attrs.text;
}

function heading(node) {
  const text = writeInline(node, { heading: true });
  return '#'.repeat(node.attrs.level) + (text ? ' ' + text : '') + (node.attrs.id ? ' {#' + node.attrs.id + '}' : '');
}

function prefixed(text) {
  return text.split('\n').map((line) => line ? '> ' + line : '>').join('\n');
}

function indented(text, by) {
  return text.split('\n').map((line, i) => i && line ? ' '.repeat(by) + line : line).join('\n');
}

function list(node, flipped) {
  const items = [];
  node.forEach((item, _, i) => {
    let mark = node.attrs.mark;
    if (node.type.name === 'ordered_list') mark = (node.attrs.start + i) + (flipped ? { '.': ')', ')': '.' }[mark] : mark);
    else if (flipped) mark = mark === '-' ? '*' : '-';
    const box = item.attrs.checked === null ? '' : item.attrs.checked ? '[x] ' : '[ ] ';
    const text = box + writeSequence(item, 'item');
    items.push(text ? mark + ' ' + indented(text, mark.length + 1) : mark);
  });
  return items.join(node.attrs.loose ? '\n\n' : '\n');
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

function directive(node) {
  const a = node.attrs;
  let open = a.open;
  const title = a.title.replace(/\n/g, ' ').trim();
  if (title && !/[\s[]$/.test(open)) open += ' ';
  if (!title && !a.rest) open = open.replace(/\s+$/, '');
  let rest = a.rest;
  if (title && /^\{/.test(rest)) rest = ' ' + rest;
  const inner = writeSequence(node);
  return open + title + rest + (inner ? a.before + inner + a.after : '\n') + a.close;
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

function table(node) {
  const rows = [];
  node.forEach((row) => {
    const cells = [];
    row.forEach((cell) => cells.push(writeInline(cell.firstChild, { cell: true })));
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
