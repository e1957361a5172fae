// Makes documents as nobody would write them, from a number: marks that overlap, signs at
// the ends of words, blocks in blocks.
import { schema } from '../src/schema.js';

// chance gives numbers from a seed (mulberry32).
function chance(seed) {
  let a = seed >>> 0;
  return (below) => {
    a = (a + 0x6D2B79F5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor(((t ^ (t >>> 14)) >>> 0) / 4294967296 * below);
  };
}

const pieces = [
  'a', 'bơi', 'đuối nước', ' ', ' ', '  ', '1', '111', '.', ',', '!', '?', ':', '*', '**', '_', '__', '~', '~~', '`', '``', '[', ']', '(', ')', '](x)', '![', '<', '>', '<b>',
  '&', '&amp;', '&#65;', '#', '# ', '- ', '+ ', '1. ', '2) ', '> ', '|', '---', '===', '::', ':::', '::x', ':say[', '{', '}', '{#x}', '\\', '\\\\', '"', '\'', '“', '”', '…', '–', '\u00a0', 'e\u0301',
  '👍', '中', 'https://a.vn/b_c?d=e&f=g', 'www.a.vn', '[^1]', '[ ] ', '[x] ', '$', '@', '^', '=', '%', '/', '-', '+', ';', ': a'
];
const hrefs = ['/x', 'https://a.vn/b_c', 'a b', 'a(b', 'a)b', '', 'a|b', 'a\\b', 'mailto:a@b.vn', '#x', 'a"b'];
const titles = ['', '', '', 'T', 'a "b" c', 'a | b'];
const raws = ['[^1]', '::say[3/4]{as="x"}'];

export function oddDoc(seed, count) {
  const roll = chance(seed);
  const pick = (list) => list[roll(list.length)];
  const many = (from, to, make) => Array.from({ length: from + roll(to - from + 1) }, make);
  const words = () => many(1, 4, () => pick(pieces)).join('');

  function marks() {
    const made = [];
    if (!roll(3)) made.push(schema.marks.strong.create({ sign: pick(['*', '*', '_']) }));
    if (!roll(3)) made.push(schema.marks.em.create({ sign: pick(['*', '*', '_']) }));
    if (!roll(6)) made.push(schema.marks.strike.create());
    if (!roll(6)) made.push(schema.marks.link.create({ href: pick(hrefs), title: pick(titles), inside: !roll(3) }));
    if (!roll(10)) made.push(schema.marks.code.create());
    return made;
  }

  function inline() {
    switch (roll(14)) {
      case 0: return schema.node('soft_break', null, null, marks());
      case 1: return schema.node('hard_break', { mark: pick(['\\', '\\', '  ']) }, null, marks());
      case 2: return schema.node('image', { src: pick(hrefs) || 'a.png', alt: words(), title: pick(titles) }, null, marks().filter((mark) => mark.type.name !== 'code'));
      case 3: return schema.node('raw', { text: pick(raws) });
    }
    return schema.text(words(), marks());
  }

  const inlines = (most) => many(0, most, inline);
  const paragraph = (most) => schema.node('paragraph', { gap: gap() }, inlines(most || 7));
  const gap = () => roll(2) ? null : 1 + roll(3);

  function item(depth, task) {
    return schema.node('list_item', { checked: task ? !roll(2) : null }, [paragraph(4), ...(roll(3) ? [] : blocks(depth + 1, 2))]);
  }

  function table() {
    const width = 1 + roll(3), aligns = Array.from({ length: width }, () => pick([null, null, 'left', 'right', 'center']));
    const row = (type) => schema.node('table_row', null, aligns.map((align) => schema.node(type, { align }, [schema.node('paragraph', null, inlines(3))])));
    return schema.node('table', { gap: gap(), look: roll(3) }, [row('table_header'), ...many(0, 3, () => row('table_cell'))]);
  }

  function block(depth) {
    const deep = depth > 2;
    switch (roll(deep ? 6 : 12)) {
      case 0: return schema.node('heading', { gap: gap(), level: 2 + roll(4), id: roll(4) ? null : 'n' + roll(9) }, inlines(4));
      case 1: return schema.node('rule', { gap: gap(), mark: pick(['***', '---', '___']) });
      case 2: { const text = many(0, 3, () => pick([words(), '```', '~~~', ':::', '', '    x'])).join('\n'); return schema.node('code_block', { gap: gap(), info: pick(['', 'go']) }, text ? [schema.text(text)] : []); }
      case 6: case 7: return schema.node('bullet_list', { gap: gap(), mark: pick(['-', '*', '+']), loose: !roll(3) }, many(1, 3, () => item(depth, !roll(5))));
      case 8: return schema.node('ordered_list', { gap: gap(), mark: pick(['.', ')']), loose: !roll(3), start: pick([1, 1, 0, 7]) }, many(1, 3, () => item(depth, false)));
      case 9: return schema.node('blockquote', { gap: gap() }, blocks(depth + 1, 3));
      case 10: if (depth < 2) return table(); break;
      case 11: { const name = pick(['note', 'steps', 'warning']); return schema.node('directive', { gap: gap(), name, open: ':::' + name, title: pick(['', 'Tên', 'a *b*']) }, blocks(depth + 1, 3)); }
    }
    return paragraph();
  }

  const blocks = (depth, most) => many(1, most, () => block(depth));
  const note = schema.node('source', { text: '[^1]: x' });
  return schema.node('doc', null, Array.from({ length: count }, () => roll(2) ? paragraph() : block(0)).concat(note));
}
