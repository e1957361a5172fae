// Writes what stands in one block of text as Markdown.

// A place says where the text stands: in a heading or a cell no line may break. In a plain
// one every sign is written so that it can mean nothing, however ugly that is.
// { heading, cell, plain }

const punctuation = /[\p{P}\p{S}]/u;
const space = /\s/;
const entity = /^&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]*);/;
const delimiters = ['strong', 'em', 'strike'];

// plainSigns are signs that are never taken for each other.
const plainSigns = { strong: '*', em: '_' };

export function writeInline(node, place) {
  return join(trimmed(runsOf(node, place)), place);
}

// runsOf are the words and things of a block, each with its marks by name.
function runsOf(node, place) {
  const runs = [];
  node.forEach((child) => {
    const marks = new Map(child.marks.map((mark) => [mark.type.name, place.plain ? alike(mark) : mark]));
    let kind = child.type.name, text = child.isText ? child.text.replace(/\s*\n\s*/g, ' ') : null;
    if (kind === 'soft_break' || kind === 'hard_break') {
      if (place.heading || place.cell) { kind = 'text'; text = ' '; }
      marks.delete('code');
    }
    runs.push({ kind, text, node: child, marks });
  });
  return runs;
}

// alike is a mark with the sign of its kind.
function alike(mark) {
  const sign = plainSigns[mark.type.name];
  return sign ? mark.type.create({ sign }) : mark;
}

// Emphasis neither begins nor ends with white space: it would be no emphasis.
function trimmed(runs) {
  let all = runs;
  delimiters.forEach((name) => {
    const next = [];
    let i = 0;
    while (i < all.length) {
      const mark = all[i].marks.get(name);
      let stop = i;
      while (stop < all.length && same(all[stop].marks.get(name), mark)) stop++;
      if (mark) next.push(...bare(all.slice(i, stop), name));
      else next.push(...all.slice(i, stop));
      i = stop;
    }
    all = next;
  });
  return broken(all.filter((run) => run.text !== ''));
}

const isBreak = (run) => run.kind === 'soft_break' || run.kind === 'hard_break';
const isBlank = (run) => run.kind === 'text' && !run.marks.has('code') && /^[ \t]*$/.test(run.text);

// broken leaves no empty line in a block and no break at its end: the block would be two,
// and a backslash would be read as one.
function broken(runs) {
  const made = [];
  let i = 0;
  while (i < runs.length) {
    let stop = i;
    while (stop < runs.length && (isBreak(runs[stop]) || isBlank(runs[stop]))) stop++;
    const breaks = runs.slice(i, stop).filter(isBreak);
    if (!breaks.length) {
      made.push(...runs.slice(i, Math.max(stop, i + 1)));
      i = Math.max(stop, i + 1);
      continue;
    }
    if (stop < runs.length) made.push(...together(breaks, made));
    i = stop;
  }
  return made;
}

// together are the breaks that stay of some in a row: the hard ones, or one soft break. A
// hard break on a line of its own is a backslash.
function together(breaks, before) {
  const hard = breaks.filter((run) => run.kind === 'hard_break').map((run, i) => i || !before.length ? Object.assign({}, run, { alone: true }) : run);
  if (hard.length || !before.length) return hard;
  const last = before[before.length - 1];
  if (last.kind === 'text' && !last.marks.has('code')) before[before.length - 1] = Object.assign({}, last, { text: last.text.replace(/[ \t]+$/, '') });
  return breaks.slice(0, 1);
}

function same(a, b) { return a === b || Boolean(a && b && a.eq(b)); }

function without(run, name, text) {
  const marks = new Map(run.marks);
  marks.delete(name);
  return Object.assign({}, run, { marks, text });
}

function bare(runs, name) {
  const before = [], after = [];
  const blank = (run) => run.kind === 'soft_break' || run.kind === 'hard_break' || run.text !== null && !run.marks.has('code') && run.text.trim() === '';
  while (runs.length && blank(runs[0])) { const run = runs.shift(); before.push(without(run, name, run.text)); }
  while (runs.length && blank(runs[runs.length - 1])) { const run = runs.pop(); after.unshift(without(run, name, run.text)); }
  if (!runs.length) return before.concat(after);
  const first = runs[0];
  if (first.text !== null && !first.marks.has('code')) {
    const lead = first.text.length - first.text.trimStart().length;
    if (lead) { before.push(without(first, name, first.text.slice(0, lead))); runs[0] = Object.assign({}, first, { text: first.text.slice(lead) }); }
  }
  const last = runs[runs.length - 1];
  if (last.text !== null && !last.marks.has('code')) {
    const end = last.text.trimEnd().length;
    if (end < last.text.length) { after.unshift(without(last, name, last.text.slice(end))); runs[runs.length - 1] = Object.assign({}, last, { text: last.text.slice(0, end) }); }
  }
  return before.concat(runs, after);
}

// join writes the runs with their marks opened and closed around them. What it makes is a
// list of pieces, so that a mark can be seen with what stands at both of its sides.
function join(runs, place) {
  const pieces = [], open = [];
  const close = (to) => {
    while (open.length > to) {
      const { mark, sign } = open.pop();
      pieces.push({ kind: 'close', mark, text: closing(mark, place, sign) });
    }
  };
  runs.forEach((run, i) => {
    let keep = 0;
    while (keep < open.length && same(run.marks.get(open[keep].mark.type.name), open[keep].mark)) keep++;
    close(keep);
    let more = wanted(run, runs, i).filter((mark) => !open.some((one) => one.mark.eq(mark)));
    const emphasis = more.some((mark) => mark.type.name !== 'link');
    if (emphasis && (isBreak(run) || isBlank(run))) more = more.filter((mark) => mark.type.name === 'link');
    else if (emphasis) run = led(run, pieces);
    more.forEach((mark) => {
      const sign = place.plain ? mark.attrs.sign : signOf(mark, pieces[pieces.length - 1]);
      open.push({ mark, sign });
      pieces.push({ kind: 'open', mark, text: opening(mark, sign) });
    });
    pieces.push({ kind: 'run', run, text: null });
  });
  close(0);
  return flow(pieces, place);
}

// led writes the spaces that a run begins with before its marks are opened again.
function led(run, pieces) {
  const lead = run.kind === 'text' && !run.marks.has('code') ? /^\s*/.exec(run.text)[0] : '';
  if (!lead) return run;
  pieces.push({ kind: 'run', run: Object.assign({}, run, { text: lead }), text: null });
  return Object.assign({}, run, { text: run.text.slice(lead.length) });
}

// wanted are the marks of a run in the order in which they are opened: first what lasts
// longest.
function wanted(run, runs, i) {
  const lasts = (mark) => {
    let n = i;
    while (n < runs.length && same(runs[n].marks.get(mark.type.name), mark)) n++;
    return n;
  };
  const order = { link: 0, em: 2, strong: 3, strike: 4 };
  const rank = (mark) => mark.type.name === 'link' && mark.attrs.inside ? 9 : order[mark.type.name];
  return Array.from(run.marks.values()).filter((mark) => mark.type.name !== 'code').sort((a, b) => lasts(b) - lasts(a) || rank(a) - rank(b));
}

// signOf is the sign of emphasis: the other one right behind what ends with its own, for
// both together would be read as one.
function signOf(mark, before) {
  const { sign } = mark.attrs;
  if (!sign || !before) return sign;
  if (sign === '_' && before.kind === 'run' && before.run.text && wordy.test(lastOf(before.run.text))) return '*';
  return before.kind === 'close' && before.text[0] === sign ? (sign === '*' ? '_' : '*') : sign;
}

function opening(mark, sign) {
  switch (mark.type.name) {
    case 'link': return '[';
    case 'strike': return '~~';
    case 'strong': return sign + sign;
  }
  return sign;
}

function closing(mark, place, sign) {
  if (mark.type.name !== 'link') return opening(mark, sign);
  return '](' + within(target(mark.attrs.href) + title(mark.attrs.title), place) + ')';
}

// within keeps an address or a title in its cell.
function within(text, place) { return place.cell ? text.replace(/\\?\|/g, '\\|') : text; }

// target writes an address: between < and > where it has a space or a bracket alone.
function target(href) {
  const to = href.replace(/\n/g, '');
  let depth = 0, fine = to !== '' && to[0] !== '<' && !/[\s\x00-\x1f]/.test(to);
  for (let i = 0; i < to.length && depth >= 0; i++) {
    if (to[i] === '\\') i++;
    else if (to[i] === '(') depth++;
    else if (to[i] === ')') depth--;
  }
  if (fine && depth === 0) return to;
  return '<' + to.replace(/\\?[<>]/g, (sign) => '\\' + sign[sign.length - 1]) + '>';
}

function title(text) {
  if (!text) return '';
  return ' "' + text.replace(/\n+/g, ' ').replace(/\\?"/g, '\\"') + '"';
}

// flow writes the pieces one behind the other. A character outside of emphasis is written
// by its number where the emphasis would not be seen beside it.
function flow(pieces, place) {
  let out = '', inLink = false;
  pieces.forEach((piece, i) => {
    if (piece.kind === 'run') {
      out += write(piece.run, out, i, pieces, inLink, place);
      return;
    }
    if (piece.mark.type.name === 'link') inLink = piece.kind === 'open';
    else if (piece.kind === 'open') out = beside(out, first(pieces, i + 1), place);
    out += piece.text;
  });
  return out.replace(/^[ \t]+|[ \t]+$/g, '');
}

// beside makes emphasis begin behind a letter although a sign follows.
function beside(out, next, place) {
  const last = lastOf(out);
  if (!next || !place.plain && !punctuation.test(next) || last === '' || space.test(last) || punctuation.test(last)) return out;
  return out.slice(0, -last.length) + number(last);
}

function lastOf(text) { return text ? Array.from(text.slice(-2)).pop() : ''; }

// first is the character that is written from a piece on.
function first(pieces, i) {
  for (; i < pieces.length; i++) {
    if (pieces[i].kind === 'run') return firstOf(pieces[i].run);
    if (pieces[i].text) return pieces[i].text[0];
  }
  return '';
}

function firstOf(run) {
  if (run.text !== null) return run.marks.has('code') ? '`' : String.fromCodePoint(run.text.codePointAt(0));
  return { image: '!', raw: (run.node.attrs.text || ' ')[0] }[run.kind] || '\n';
}

function write(run, out, i, pieces, inLink, place) {
  switch (run.kind) {
    case 'soft_break': return '\n';
    case 'hard_break': return (run.alone ? '\\' : run.node.attrs.mark) + '\n';
    case 'raw': return run.node.attrs.text;
    case 'image': return '![' + escape(run.node.attrs.alt, 'x', ']', true, place) + '](' + within(target(run.node.attrs.src) + title(run.node.attrs.title), place) + ')';
  }
  if (run.marks.has('code')) return code(run.text, place);
  const next = first(pieces, i + 1);
  const [words, colons] = next === ':' ? apart(run.text) : [run.text, ''];
  let text = escape(words, out === '' ? '\n' : lastOf(out), colons ? '&' : next, inLink, place) + colons;
  if (/(?:^|\n)\[\^[^\]\n]*\]$/.test(out)) text = text.replace(/^:/, '\\:'); // it would define the footnote
  const closed = i > 0 && pieces[i - 1].kind === 'close' && pieces[i - 1].mark.type.name !== 'link';
  if (closed && needsSign(out, text, place)) text = number(text) + text.slice(String.fromCodePoint(text.codePointAt(0)).length);
  return text;
}

// apart takes the colons and backslashes off the end of words before said words, whose
// colons they would change, and writes them by their numbers.
function apart(text) {
  const end = /[:\\]*$/.exec(text)[0];
  return [text.slice(0, text.length - end.length), end.replace(/./g, number)];
}

// number is a character by its number.
function number(letter) { return '&#' + letter.codePointAt(0) + ';'; }

// needsSign tells that emphasis ends before a letter, and behind a sign, by two kinds of
// signs, or by one that is no emphasis within a word.
function needsSign(out, text, place) {
  const signs = /[*_~]+$/.exec(out)[0], inner = lastOf(out.slice(0, -signs.length)), next = Array.from(text.slice(0, 2))[0] || '';
  if (next === '' || space.test(next) || punctuation.test(next)) return false;
  return place.plain || inner !== '' && punctuation.test(inner) || signs.endsWith('_') || new Set(signs).size > 1;
}

export function code(text, place) {
  const longest = Math.max(0, ...(text.match(/`+/g) || []).map((run) => run.length));
  const fence = '`'.repeat(longest ? longest + 1 : 1);
  let inner = text;
  if (/^`/.test(inner) || /`$/.test(inner) || /^ .*\S.* $/.test(inner)) inner = ' ' + inner + ' ';
  if (place.cell) inner = inner.replace(/\|/g, '\\|');
  return fence + inner + fence;
}

// escape writes words so that Markdown reads the same words. before and after are the
// characters around them; a line feed before tells that a line begins.
export function escape(text, before, after, inLink, place) {
  let out = '', rest = text;
  if (before === '\n') {
    rest = rest.replace(/^[ \t]+/, '');
    const sign = beginning(rest, after, place);
    out = sign;
    rest = rest.slice(sign.replace('\\', '').length);
  }
  const all = Array.from(rest);
  const address = inLink ? () => false : addresses(rest, out ? '.' : before);
  let previous = out ? '.' : before;
  let at = 0;
  all.forEach((letter, i) => {
    const next = i + 1 < all.length ? all[i + 1] : after;
    if (letter === '{' && next === '#' && place.heading) { // an id takes no notice of a backslash
      out += '&#123;';
      previous = letter;
      at += letter.length;
      return;
    }
    if (letter === '~' && i + 1 === all.length && after === '~') { // it would be one of those that end the struck words
      out += '&#126;';
      return;
    }
    if (!(/[_~&]/.test(letter) && address(at) && !entity.test(rest.slice(at))) && special(letter, previous, next, rest.slice(at), inLink, place, i + 1 === all.length)) out += '\\';
    out += letter;
    previous = letter;
    at += letter.length;
  });
  return out;
}

// bareAddress is a bare address as the site reads it (newParser in internal/generator/markdown),
// without the brackets, which are always written with a backslash.
const bareAddress = /(^|[\s(])((?:https?:\/\/|www\.)[-\p{L}\p{N}@:%._+~#=]{1,256}\.\p{L}+(?::\d+)?(?:[/#?][-\p{L}\p{N}\p{M}@:%_+.~#$!?&/=();,']*)?)/gu;

// addresses tells of a place in a text whether it is in a bare address. There signs mean
// nothing, and a backslash would end it.
function addresses(text, before) {
  const found = Array.from(text.matchAll(bareAddress)).filter((one) => one[1] || one.index > 0 || /[\s(]/.test(before));
  return (at) => found.some((one) => at >= one.index + one[1].length && at < one.index + one[0].replace(/[^\p{L}\p{N}]+$/u, '').length);
}

// beginning is what a line begins with, with its backslash, where it would open a block.
function beginning(text, after, place) {
  if (place.heading || place.cell) return '';
  const ends = after === '' || after === '\n';
  let found = /^(#{1,6})(?=\s|$)/.exec(text) || /^[-+*](?=\s|$)/.exec(text) || /^>/.exec(text) || /^::/.exec(text) || /^:(?=\s|$)/.exec(text) || /^\|/.exec(text);
  if (found) return '\\' + found[0];
  found = /^([0-9]{1,9})[.)](?=\s|$)/.exec(text);
  if (found) return found[1] + '\\' + found[0][found[1].length];
  if (ends && /^(?:=+|[-\s|:]*-[-\s|:]*|(?:\*\s*){3,}|(?:_\s*){3,})\s*$/.test(text)) return '\\' + text[0];
  return '';
}

const wordy = /[\p{L}\p{N}]/u;
const sign = /[!-/:-@[-`{-~]/;

function special(letter, previous, next, rest, inLink, place, last) {
  if (place.plain && sign.test(letter)) return true;
  switch (letter) {
    case '`': case '[': case '~': return true;
    case ']': return inLink;
    case '*': return !(space.test(previous) && (next === '' || space.test(next)));
    case '_': return !(wordy.test(previous) && next !== '' && wordy.test(next));
    case '\\': return next === '' || next === '\n' || /[!-/:-@[-`{-~]/.test(next);
    case '&': return last || entity.test(rest) || /^&#?[a-zA-Z0-9]*$/.test(rest);
    case '<': return !/[\s\d=]/.test(next) && next !== '';
    case '!': return last && next === '[';
    case '|': return Boolean(place.cell);
    case '#': return Boolean(place.heading) && /^#+\s*$/.test(rest) && (space.test(previous) || previous === '\n');
  }
  return false;
}
