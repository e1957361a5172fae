// What the buttons and keys do.
import { baseKeymap, chainCommands, exitCode, lift, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands';
import { redo, undo } from 'prosemirror-history';
import { InputRule, inputRules, undoInputRule, wrappingInputRule } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import { TextSelection } from 'prosemirror-state';
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, goToNextCell, isInTable } from 'prosemirror-tables';
import { schema } from './schema.js';

const { nodes, marks } = schema;

// around is the innermost node of a type around the selection.
export function around(state, type) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).type === type) return { node: $from.node(depth), depth, at: $from.before(depth) };
  }
  return null;
}

// heading makes a heading of a paragraph, or a paragraph of a heading of that level.
function heading(level) {
  return (state, dispatch) => {
    if (isInTable(state)) return false;
    return isHeading(state, level) ? plain(state, dispatch) : typed(nodes.heading, { level })(state, dispatch);
  };
}

// typed makes blocks of another type of the selected ones. How far they stand apart and
// the id of a heading stay.
function typed(type, attrs) {
  return (state, dispatch) => {
    if (!dispatch) return setBlockType(type, attrs)(state);
    const { tr } = state;
    state.selection.ranges.forEach(({ $from, $to }) => {
      tr.setBlockType($from.pos, $to.pos, type, (old) => stays(old, type, attrs));
    });
    if (tr.docChanged) dispatch(tr.scrollIntoView());
    return tr.docChanged;
  };
}

function stays(old, type, attrs) {
  const kept = { gap: old.attrs.gap === undefined ? null : old.attrs.gap };
  if (type.spec.attrs.id && old.attrs.id) kept.id = old.attrs.id;
  return Object.assign(kept, attrs);
}

const plain = typed(nodes.paragraph, {});

function isHeading(state, level) {
  const { parent } = state.selection.$from;
  return parent.type === nodes.heading && parent.attrs.level === level;
}

// listed makes a list, makes it one of the other kind, or takes it away.
function listed(type) {
  return (state, dispatch) => {
    const bullets = around(state, nodes.bullet_list), numbers = around(state, nodes.ordered_list);
    const list = bullets && numbers ? (bullets.depth > numbers.depth ? bullets : numbers) : bullets || numbers;
    if (!list) return wrapInList(type)(state, dispatch);
    if (list.node.type === type) return liftListItem(nodes.list_item)(state, dispatch);
    if (dispatch) dispatch(state.tr.setNodeMarkup(list.at, type, { gap: list.node.attrs.gap, loose: list.node.attrs.loose }));
    return true;
  };
}

function quote(state, dispatch) {
  if (around(state, nodes.blockquote)) return lift(state, dispatch);
  return wrapIn(nodes.blockquote)(state, dispatch);
}

// box wraps the selected blocks into a directive.
function box(name) {
  return (state, dispatch) => !isInTable(state) && wrapIn(nodes.directive, { name, open: ':::' + name })(state, dispatch);
}

// put puts a block below the one that the cursor is in, or in the place of an empty line,
// and the cursor into it. It stands in the text itself or in a box, not in a list.
function put(make) {
  return (state, dispatch) => {
    if (!dispatch) return true;
    const { $from } = state.selection;
    let depth = Math.max($from.depth - 1, 0);
    while (depth > 0 && $from.node(depth).type !== nodes.directive) depth--;
    const top = $from.depth > depth ? $from.node(depth + 1) : null;
    const empty = top && top.type === nodes.paragraph && !top.content.size;
    const to = top ? $from.after(depth + 1) : state.selection.to, from = empty ? $from.before(depth + 1) : to;
    const block = make();
    const tr = state.tr.replaceWith(from, to, block);
    if (block.isAtom) behind(tr, from + block.nodeSize);
    else tr.setSelection(TextSelection.near(tr.doc.resolve(from + 1), 1));
    dispatch(tr.scrollIntoView());
    return true;
  };
}

// behind puts the cursor behind a block, so that the next key does not replace it.
export function behind(tr, at) {
  const next = tr.doc.nodeAt(at);
  if (!next || next.type !== nodes.paragraph || next.content.size) tr.insert(at, paragraph());
  tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1), 1));
}

const paragraph = () => nodes.paragraph.create();
const item = (checked) => nodes.list_item.create({ checked }, paragraph());

function table() {
  const row = (type) => nodes.table_row.create(null, [0, 1, 2].map(() => type.create(null, paragraph())));
  return nodes.table.create(null, [row(nodes.table_header), row(nodes.table_cell), row(nodes.table_cell)]);
}

function steps() { return nodes.directive.create({ name: 'steps', open: ':::steps' }, nodes.ordered_list.create(null, item(null))); }
function checklist() { return nodes.directive.create({ name: 'checklist', open: ':::checklist' }, nodes.bullet_list.create(null, item(false))); }
function hotline() { return nodes.leaf.create({ name: 'hotline', text: '::hotline[]{number="111"}' }); }

function unlink(state, dispatch) {
  const range = linkAround(state);
  if (!range) return false;
  if (dispatch) dispatch(state.tr.removeMark(range.from, range.to, marks.link));
  return true;
}

// linkAround is from where to where a link reaches that the cursor is in.
export function linkAround(state) {
  const { $from } = state.selection;
  const link = marks.link.isInSet($from.marks()) || $from.nodeAfter && marks.link.isInSet($from.nodeAfter.marks);
  if (!link) return null;
  const { parent } = $from;
  let at = $from.start(), found = null;
  parent.forEach((child) => {
    const stop = at + child.nodeSize;
    if (link.isInSet(child.marks)) {
      if (found && found.to === at) found.to = stop;
      else if (!found || found.to < $from.pos) found = { from: at, to: stop };
    }
    at = stop;
  });
  return found;
}

// commands are what a button does, by its name.
export const commands = {
  undo, redo,
  bold: toggleMark(marks.strong), italic: toggleMark(marks.em),
  h2: heading(2), h3: heading(3), h4: heading(4),
  bullets: listed(nodes.bullet_list), numbers: listed(nodes.ordered_list), quote,
  note: box('note'), tip: box('tip'), warning: box('warning'), danger: box('danger'),
  steps: put(steps), checklist: put(checklist), hotline: put(hotline),
  table: put(table), rule: put(() => nodes.rule.create()), unlink,
  row: addRowAfter, column: addColumnAfter, 'row-out': deleteRow, 'column-out': deleteColumn, 'table-out': deleteTable
};

// pressed tells of the buttons that are on or off whether they are on.
export const pressed = {
  bold: (state) => marked(state, marks.strong), italic: (state) => marked(state, marks.em),
  h2: (state) => isHeading(state, 2), h3: (state) => isHeading(state, 3), h4: (state) => isHeading(state, 4),
  bullets: (state) => Boolean(around(state, nodes.bullet_list)), numbers: (state) => Boolean(around(state, nodes.ordered_list)),
  quote: (state) => Boolean(around(state, nodes.blockquote))
};

// offered tells of some buttons when they are there at all.
export const offered = {
  row: isInTable, column: isInTable, 'row-out': isInTable, 'column-out': isInTable, 'table-out': isInTable,
  unlink: (state) => Boolean(linkAround(state))
};

function marked(state, type) {
  const { from, to, empty, $from } = state.selection;
  return Boolean(empty ? type.isInSet(state.storedMarks || $from.marks()) : state.doc.rangeHasMark(from, to, type));
}

// leave ends a box: Enter on its last, empty line goes on below it.
function leave(state, dispatch) {
  const { $from, empty } = state.selection;
  if (!empty || $from.depth < 2 || $from.parent.type !== nodes.paragraph || $from.parent.content.size) return false;
  const box = $from.node(-1);
  if (box.type !== nodes.directive || box.childCount < 2 || $from.index(-1) !== box.childCount - 1) return false;
  if (dispatch) {
    const after = $from.after(-1);
    const tr = state.tr.insert(after, paragraph()).delete($from.before(), $from.after());
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(tr.mapping.map(after, -1) + 1), 1)).scrollIntoView());
  }
  return true;
}

// split makes the next item of a list: a task, if the one before is.
function split(state, dispatch) {
  const on = around(state, nodes.list_item);
  if (!on || $depth(state) !== on.depth + 1) return false;
  return splitListItem(nodes.list_item, on.node.attrs.checked === null ? null : { checked: false })(state, dispatch);
}

function $depth(state) { return state.selection.$from.depth; }

function lineBreak(state, dispatch) {
  const { parent } = state.selection.$from;
  if (parent.type !== nodes.paragraph || isInTable(state)) return false;
  if (dispatch) dispatch(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
}

// nextRow makes a new row below the last cell.
function nextRow(state, dispatch, view) {
  if (!isInTable(state) || !addRowAfter(state, dispatch)) return false;
  return goToNextCell(1)(view ? view.state : state, dispatch);
}

const break_ = chainCommands(exitCode, lineBreak);

export function keys(link) {
  return [
    keymap({
      'Mod-z': undo, 'Mod-y': redo, 'Shift-Mod-z': redo,
      'Mod-b': commands.bold, 'Mod-i': commands.italic, 'Mod-k': link,
      'Mod-Alt-1': heading(2), 'Mod-Alt-2': heading(3), 'Mod-Alt-3': heading(4), 'Mod-Alt-0': plain,
      Enter: chainCommands(split, leave), 'Shift-Enter': break_, 'Mod-Enter': break_,
      Backspace: undoInputRule,
      Tab: chainCommands(goToNextCell(1), nextRow, sinkListItem(nodes.list_item)),
      'Shift-Tab': chainCommands(goToNextCell(-1), liftListItem(nodes.list_item))
    }),
    keymap(baseKeymap)
  ];
}

// Typed at the beginning of a paragraph, these become what Word makes of them.
export const typedRules = inputRules({
  rules: [
    wrappingInputRule(/^\s*[-+*•]\s$/, nodes.bullet_list),
    wrappingInputRule(/^(\d{1,9})[.)]\s$/, nodes.ordered_list, (match) => ({ start: +match[1] }), (match, node) => node.childCount + node.attrs.start === +match[1]),
    new InputRule(/^(#{2,4})\s$/, (state, match, start, end) => {
      const at = state.doc.resolve(start), { parent } = at;
      if (!at.node(-1).canReplaceWith(at.index(-1), at.indexAfter(-1), nodes.heading)) return null;
      return state.tr.delete(start, end).setBlockType(start, start, nodes.heading, stays(parent, nodes.heading, { level: match[1].length }));
    })
  ]
});
