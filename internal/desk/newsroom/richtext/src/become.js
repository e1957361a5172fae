import { ReplaceStep } from 'prosemirror-transform';

// become makes another document of the one there is, and changes only what is different.
export function become(tr, doc) {
  Object.entries(doc.attrs).forEach(([name, value]) => tr.setDocAttribute(name, value));
  const old = tr.doc, start = old.content.findDiffStart(doc.content);
  if (start === null) return tr;
  let { a, b } = old.content.findDiffEnd(doc.content);
  const over = Math.max(0, start - Math.min(a, b));
  a += over;
  b += over;
  try {
    tr.step(new ReplaceStep(start, a, doc.slice(start, b)));
  } catch (e) { /* the parts do not fit: the whole is put in below */ }
  return tr.doc.content.eq(doc.content) ? tr : tr.replaceWith(0, tr.doc.content.size, doc.content);
}
