// Puts blocks where the cursor is, or where it was when they were asked for.
import { Fragment, Slice } from 'prosemirror-model';
import { TextSelection } from 'prosemirror-state';
import { behind } from './commands.js';
import { schema } from './schema.js';

const { nodes } = schema;

// inserted is the change that puts blocks, which were read from Markdown, in the place of
// what stands between two positions.
export function inserted(state, from, to, blocks, markdown) {
  const { tr } = state, $from = tr.doc.resolve(from), $to = tr.doc.resolve(to);
  if ($from.parent.type.spec.code && $from.sameParent($to)) return tr.insertText(markdown.trim(), from, to);
  const text = $from.parent.inlineContent && $to.parent.inlineContent;
  const table = tableAround($from) || tableAround($to);
  if (text && inline(blocks, table)) {
    if (!table || $from.sameParent($to)) return words(tr, from, to, blocks, markdown);
  }
  if (table) return below(tr, table, blocks);
  if (text && alone(blocks)) return below(tr, line($to, blocks[0]), blocks);
  return among(tr, from, to, blocks);
}

// tableAround is where a table ends that a position is in.
function tableAround($at) {
  for (let depth = $at.depth; depth > 0; depth--) {
    if ($at.node(depth).type === nodes.table) return { end: $at.after(depth), empty: false };
  }
  return null;
}

// line is where the line ends that a position is in, and where it begins if it is empty
// and another block may stand in its place.
function line($at, block) {
  const free = !$at.parent.content.size && $at.node(-1).canReplaceWith($at.index(-1), $at.indexAfter(-1), block.type);
  return { end: $at.after(), empty: free && $at.before() };
}

// inline tells that blocks go into a line: one paragraph of words, in a cell some.
function inline(blocks, cell) {
  return (cell || blocks.length === 1) && blocks.every((block) => block.type === nodes.paragraph) && (cell || !alone(blocks));
}

// alone tells that a block stands for itself: a picture is put below, not into a sentence.
function alone(blocks) {
  return blocks.every((block) => block.type !== nodes.paragraph || block.childCount === 1 && block.firstChild.type === nodes.image);
}

// words puts the words of paragraphs into a line, with the spaces at their ends.
function words(tr, from, to, blocks, markdown) {
  let content = space(/^[ \t]/.test(markdown));
  blocks.forEach((block, i) => { content = content.append(space(i > 0)).append(block.content); });
  content = content.append(space(/[ \t]$/.test(markdown)));
  tr.replace(from, to, new Slice(content, 0, 0));
  const end = tr.mapping.map(to);
  return tr.setSelection(TextSelection.near(tr.doc.resolve(end), -1)).scrollIntoView();
}

function space(is) { return is ? Fragment.from(schema.text(' ')) : Fragment.empty; }

// below puts blocks below another one, or in the place of an empty line.
function below(tr, { end, empty }, blocks) {
  tr.replaceWith(empty === false ? end : empty, end, blocks);
  return after(tr, tr.mapping.map(end), blocks);
}

// among puts blocks between two positions of the text. The first and the last paragraph go
// on with the lines that they are put into.
function among(tr, from, to, blocks) {
  const last = blocks[blocks.length - 1];
  const open = (block) => block.type === nodes.paragraph && !alone([block]) ? 1 : 0;
  tr.replaceRange(from, to, new Slice(Fragment.from(blocks), open(blocks[0]), open(last)));
  return after(tr, tr.mapping.map(to), blocks);
}

// after puts the cursor behind what was put.
function after(tr, at, blocks) {
  const last = blocks[blocks.length - 1];
  const block = tr.doc.resolve(at).nodeBefore;
  if (block && block.isBlock && (last.isAtom || last.type === nodes.paragraph && alone([last]))) behind(tr, at);
  else tr.setSelection(TextSelection.near(tr.doc.resolve(at), -1));
  return tr.scrollIntoView();
}
