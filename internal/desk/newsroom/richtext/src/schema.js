// The kinds of blocks and words that the editor holds: those of RichNode in
// internal/generator/markdown. What an attribute is null in was made in the editor.
import { Schema } from 'prosemirror-model';
import { tableNodes } from 'prosemirror-tables';

// Every block that stands for itself may be plain: then it is written so that no sign of its
// words can mean anything (inline.js). A paragraph that was a heading keeps its id, so that
// it is one again with the next press.

// kept gives a node attributes that survive copying within the editor.
function kept(tag, names, more) {
  return Object.assign({
    attrs: Object.fromEntries(Object.entries(names).map(([name, value]) => [name, { default: value }])),
    parseDOM: [{ tag, getAttrs: (dom) => read(dom, names) }]
  }, more);
}

function read(dom, names) {
  const attrs = Object.assign({}, names);
  let sent = {};
  try { sent = JSON.parse(dom.getAttribute('data-rich') || '{}'); } catch (e) { /* of another program */ }
  Object.keys(names).forEach((name) => {
    if (sent && name in sent && fits(name, sent[name], names[name])) attrs[name] = sent[name];
  });
  return attrs;
}

const whole = (from, to) => (value) => Number.isInteger(value) && value >= from && value <= to;
const one = (...values) => (value) => values.includes(value);

// allowed are the values of attributes that are more than any text.
const allowed = {
  gap: (value) => value === null || whole(1, 99)(value),
  level: whole(2, 6),
  start: whole(0, 999999999),
  id: (value) => value === null || typeof value === 'string' && /^[^\s{}]+$/.test(value),
  checked: one(null, true, false),
  sign: one('*', '_'),
  fence: (value) => typeof value === 'string' && /^(?:`{3,}|~{3,})$/.test(value)
};

// fits tells that a value may be that of an attribute with this value by default.
function fits(name, value, usual) {
  if (allowed[name]) return allowed[name](value);
  return typeof value === typeof usual;
}

const rich = (node) => ({ 'data-rich': JSON.stringify(node.attrs) });

const tables = tableNodes({
  tableGroup: 'block',
  cellContent: 'paragraph',
  cellAttributes: { align: { default: null, getFromDOM: (dom) => dom.getAttribute('data-align'), setDOMAttr: (value, attrs) => { if (value) attrs['data-align'] = value; } } }
});
tables.table.attrs = { gap: { default: null }, plain: { default: false }, look: { default: 0 }, rule: { default: '' } };

export const schema = new Schema({
  nodes: {
    doc: { content: 'block+', attrs: { before: { default: '' }, after: { default: '\n' } } },
    paragraph: kept('p', { gap: null, plain: false, id: null }, { content: 'inline*', group: 'block', toDOM: (n) => ['p', rich(n), 0] }),
    heading: kept('h2', { gap: null, plain: false, level: 2, id: null }, {
      content: 'inline*', group: 'block', defining: true,
      parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: 'h' + level, getAttrs: (dom) => Object.assign(read(dom, { gap: null, plain: false, level: 2, id: null }), { level: Math.max(level, 2) }) })),
      toDOM: (n) => ['h' + Math.max(n.attrs.level, 2), rich(n), 0]
    }),
    bullet_list: kept('ul', { gap: null, plain: false, mark: '-', loose: false }, { content: 'list_item+', group: 'block', toDOM: (n) => ['ul', rich(n), 0] }),
    ordered_list: kept('ol', { gap: null, plain: false, mark: '.', loose: false, start: 1 }, {
      content: 'list_item+', group: 'block', toDOM: (n) => ['ol', Object.assign({ start: n.attrs.start }, rich(n)), 0]
    }),
    list_item: kept('li', { checked: null }, { content: 'paragraph block*', defining: true, toDOM: (n) => ['li', rich(n), 0] }),
    blockquote: kept('blockquote', { gap: null, plain: false }, { content: 'block+', group: 'block', defining: true, toDOM: (n) => ['blockquote', rich(n), 0] }),
    code_block: kept('pre', { gap: null, fence: '```', info: '' }, {
      content: 'text*', marks: '', group: 'block', code: true, defining: true,
      parseDOM: [{ tag: 'pre', preserveWhitespace: 'full', getAttrs: (dom) => read(dom, { gap: null, fence: '```', info: '' }) }],
      toDOM: (n) => ['pre', rich(n), ['code', 0]]
    }),
    rule: kept('hr', { gap: null, mark: '***' }, { group: 'block', toDOM: (n) => ['hr', rich(n)] }),
    table: tables.table,
    table_row: tables.table_row,
    table_cell: tables.table_cell,
    table_header: tables.table_header,
    directive: kept('section[data-rich]', { gap: null, name: '', open: '', title: '', rest: '', close: ':::', before: '\n', after: '\n' }, {
      content: 'block+', group: 'block', defining: true, isolating: true, toDOM: (n) => ['section', rich(n), 0]
    }),
    leaf: kept('div[data-leaf]', { gap: null, name: '', text: '' }, { group: 'block', atom: true, leafText: (n) => n.attrs.text, toDOM: (n) => ['div', Object.assign({ 'data-leaf': '' }, rich(n))] }),
    source: kept('div[data-source]', { gap: null, text: '' }, { group: 'block', atom: true, leafText: (n) => n.attrs.text, toDOM: (n) => ['div', Object.assign({ 'data-source': '' }, rich(n))] }),
    text: { group: 'inline' },
    soft_break: kept('span[data-soft]', {}, { inline: true, group: 'inline', atom: true, selectable: false, leafText: () => ' ', toDOM: () => ['span', { 'data-soft': '' }, ' '] }),
    hard_break: kept('br', { mark: '\\' }, { inline: true, group: 'inline', selectable: false, leafText: () => '\n', toDOM: (n) => ['br', rich(n)] }),
    image: kept('span[data-image]', { src: '', alt: '', title: '' }, {
      inline: true, group: 'inline', draggable: true, leafText: (n) => n.attrs.alt, toDOM: (n) => ['span', Object.assign({ 'data-image': '' }, rich(n)), n.attrs.alt || n.attrs.src]
    }),
    raw: kept('span[data-raw]', { text: '' }, { inline: true, group: 'inline', atom: true, leafText: (n) => n.attrs.text, toDOM: (n) => ['span', Object.assign({ 'data-raw': '' }, rich(n)), n.attrs.text] })
  },
  marks: {
    link: kept('a[href]', { href: '', title: '', inside: false }, {
      inclusive: false,
      parseDOM: [{ tag: 'a[data-rich]', getAttrs: (dom) => read(dom, { href: '', title: '', inside: false }) }],
      toDOM: (m) => ['a', rich(m), 0]
    }),
    strong: kept('strong', { sign: '*' }, { toDOM: (m) => ['strong', rich(m), 0] }),
    em: kept('em', { sign: '*' }, { toDOM: (m) => ['em', rich(m), 0] }),
    strike: kept('del', {}, { toDOM: () => ['del', 0] }),
    code: kept('code', {}, { toDOM: () => ['code', { spellcheck: 'false' }, 0] })
  }
});
