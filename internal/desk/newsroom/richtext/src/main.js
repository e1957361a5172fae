// The rich text of the form: a view of the Markdown in the plain box, which stays the field
// that is sent, kept on the device, tried and judged. Whatever is changed here is written
// there at once.
import { dropCursor } from 'prosemirror-dropcursor';
import { gapCursor } from 'prosemirror-gapcursor';
import { closeHistory, history } from 'prosemirror-history';
import { EditorState, Selection, TextSelection } from 'prosemirror-state';
import { tableEditing } from 'prosemirror-tables';
import { EditorView } from 'prosemirror-view';
import { become } from './become.js';
import { writeDoc } from './blocks.js';
import { keys, linkAround, typedRules } from './commands.js';
import { guarded } from './guard.js';
import { writeInline } from './inline.js';
import { namesOf } from './names.js';
import { docOf, fragmentOf } from './read.js';
import { inserted } from './insert.js';
import { schema } from './schema.js';
import { own, serializer } from './slices.js';
import { toolbar } from './toolbar.js';
import { viewsWith } from './views.js';

const base = document.currentScript.dataset.base;
const form = document.getElementById('form');
const body = document.getElementById('body');
const rich = document.getElementById('rich');
const remembered = 'loa-editor';

let view = null, last = '', asked = 0, bar = null;

// reading is the promise of a text that is being read again: until then nothing else
// changes the document.
let reading = null;

// places are where something will be put that is still on its way.
const places = new Set();

// names are the ids that the headings of the text had when it was read.
let names = [];

const guard = guarded({ now: () => view, text: () => last, blocksOf, settled, shown: () => {
  tell(rich.dataset.read);
  document.getElementById('rich-told').scrollIntoView({ block: 'nearest' });
} });

function tell(text) {
  const told = document.getElementById('rich-told');
  if (told.textContent !== text) told.textContent = text;
}

// blocksOf asks the program for the blocks of a text.
function blocksOf(text) {
  const data = new FormData();
  data.set('token', form.elements.token.value);
  data.set('text', text);
  return fetch(base + 'blocks', { method: 'POST', body: data }).then((answer) => {
    if (!answer.ok || !/json/.test(answer.headers.get('Content-Type'))) throw new Error('refused');
    return answer.json();
  });
}

// open shows the text as rich text, if the program answers.
function open(focus) {
  const text = body.value, turn = ++asked;
  if (text.length > +rich.dataset.most) {
    plain(true);
    tell(rich.dataset.large);
    return;
  }
  blocksOf(text).then((blocks) => {
    if (turn !== asked) return;
    if (body.value !== text) { open(focus); return; }
    show(docOf(blocks, text));
    last = text;
    tell('');
    if (!focus) return;
    remember('rich');
    view.focus();
  }).catch(() => {
    if (turn !== asked) return;
    plain(true);
    tell(rich.dataset.silent);
  });
}

// plain shows or hides the plain box.
function plain(on) { document.getElementById('plain').hidden = !on; }

function show(doc) {
  rich.hidden = false;
  plain(false);
  mode(true);
  view = new EditorView(document.getElementById('rich-text'), {
    state: EditorState.create({ doc, plugins: [typedRules, ...keys(toLink), history(), dropCursor({ class: 'rich-drop' }), gapCursor(), tableEditing()] }),
    attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': rich.dataset.label, spellcheck: 'true', lang: rich.dataset.language, id: 'rich-body' },
    nodeViews: viewsWith(JSON.parse(rich.dataset.words)),
    dispatchTransaction: took,
    clipboardSerializer: serializer,
    handleDOMEvents: { paste: pasting, drop: dropped },
    handleClick: below
  });
  bar = bar || toolbar(document.getElementById('rich-tools'), () => view, toLink);
  bar.update();
  guard.trust(doc);
  names = namesOf(doc);
  body.rich = { insert, chosen, ready: () => guard.check(true) };
}

function close(focus) {
  asked++;
  const closed = view;
  view = null;
  resume();
  if (closed) closed.destroy();
  delete body.rich;
  rich.hidden = true;
  plain(true);
  mode(false);
  if (focus) body.focus();
}

function mode(on) {
  document.getElementById('mode-rich').setAttribute('aria-pressed', String(on));
  document.getElementById('mode-plain').setAttribute('aria-pressed', String(!on));
}

function remember(what) {
  try { localStorage.setItem(remembered, what); } catch (e) { /* it is asked again next time */ }
}

function preferred() {
  try { return localStorage.getItem(remembered) || rich.dataset.first; } catch (e) { return rich.dataset.first; }
}

// took applies a change, and writes the text into the plain box. A change that cannot be
// written ends the rich text, and the box has what was written last.
function took(tr) {
  if (this !== view) return;
  if (reading && tr.docChanged) { view.updateState(view.state); return; }
  try {
    view.updateState(view.state.apply(tr));
    places.forEach((place) => {
      place.from = tr.mapping.map(place.from, -1);
      place.to = Math.max(place.from, tr.mapping.map(place.to, -1));
    });
    bar.update();
    if (tr.docChanged) put();
  } catch (e) {
    failed();
  }
}

// failed goes back to the plain box, once the editor is through with its change.
function failed() {
  const broken = view;
  setTimeout(() => {
    if (view !== broken) return;
    close(true);
    tell(rich.dataset.broken);
  });
}

function put() {
  guard.soon();
  unnamed();
  last = writeDoc(view.state.doc);
  if (last === body.value) return;
  body.value = last;
  last = body.value;
  body.dispatchEvent(new Event('input', { bubbles: true }));
}

// unnamed tells of headings that are none any more: links to them lead nowhere.
let missing = '';
function unnamed() {
  const there = namesOf(view.state.doc), now = names.filter((name) => !there.includes(name)).join(', ');
  if (now !== missing) tell(now ? rich.dataset.unnamed.replace('{names}', now) : '');
  missing = now;
}

// The plain box was changed by something else: a text kept on the device, a picture. Its
// text counts, so nothing here can be changed until it has been read.
function changed() {
  if (!view || body.value === last) return;
  const text = body.value, turn = ++asked, focused = view.hasFocus();
  view.setProps({ editable: () => false });
  rich.inert = true;
  reading = blocksOf(text).then((blocks) => {
    if (turn !== asked || !view) return;
    const doc = docOf(blocks, text);
    resume();
    last = text;
    names = namesOf(doc);
    view.dispatch(become(closeHistory(view.state.tr), doc));
    guard.trust(view.state.doc);
    if (focused) view.focus();
  }).catch(() => {
    if (turn !== asked) return;
    close(true); // the plain box has the text
    tell(rich.dataset.silent);
  });
}

function resume() {
  reading = null;
  rich.inert = false;
  if (view) view.setProps({ editable: undefined });
}

// settled is when nothing is being read any more.
function settled() {
  const now = reading;
  return now ? now.then(() => reading && reading !== now ? settled() : null) : Promise.resolve();
}

// insert puts Markdown where the cursor is. Without an answer it is put there as it is.
function insert(markdown) {
  if (!markdown.trim()) return Promise.resolve();
  const place = { view, from: view.state.selection.from, to: view.state.selection.to };
  places.add(place);
  return blocksOf(markdown.trim()).then(fragmentOf, () => [schema.node('source', { text: markdown.trim() })])
    .then((blocks) => settled().then(() => {
      places.delete(place);
      if (!view) { append(markdown); return; }
      const { to } = view.state.selection, still = place.view === view;
      let tr;
      try {
        tr = inserted(view.state, still ? place.from : to, still ? place.to : to, blocks, markdown);
        tr.doc.check();
      } catch (e) {
        append(markdown); // it fits nowhere there
        return;
      }
      view.dispatch(tr);
      view.focus();
    }));
}

// append puts Markdown below the text of the plain box.
function append(markdown) {
  const text = body.value.replace(/\n+$/, '');
  body.setRangeText((text ? '\n\n' : '') + markdown.trim() + '\n', text.length, body.value.length, 'end');
  body.dispatchEvent(new Event('input', { bubbles: true }));
}

// chosen are the words that are selected, or those of the link that the cursor is in. What
// cannot be the words of a link stays, and the cursor goes behind it.
function chosen() {
  const range = view.state.selection.empty && linkAround(view.state);
  if (range) view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, range.from, range.to)));
  const { $from, $to } = view.state.selection;
  const words = $from.sameParent($to) && $from.parent.inlineContent ? wordsOf($from.parent.content.cut($from.parentOffset, $to.parentOffset)) : '';
  if (!words && !view.state.selection.empty) view.dispatch(view.state.tr.setSelection(behindOf($to)));
  return words;
}

function behindOf($to) { return $to.parent.inlineContent ? TextSelection.create(view.state.doc, $to.pos) : Selection.near($to, -1); }

function wordsOf(content) {
  const bare = [];
  content.forEach((child) => bare.push(child.mark(schema.marks.link.removeFromSet(child.marks))));
  return writeInline(schema.node('paragraph', null, bare), {});
}

function toLink() {
  document.getElementById('page').focus();
  return true;
}

// What is pasted goes the same way as into the plain box; what was copied here is taken as
// it is.
function pasting(_, event) {
  if (own(event.clipboardData) || view.state.selection.$from.parent.type.spec.code || field(event)) return false;
  event.preventDefault();
  pasted(event.clipboardData);
  return true;
}

// field tells that something happens in a plain field of a block.
function field(event) { return /^(INPUT|TEXTAREA)$/.test(event.target.tagName); }

function pasted(data) {
  if (!forward('paste', { clipboardData: data })) insert(data.getData('text/plain'));
}

function dropped(_, event) {
  if (view.dragging || field(event)) return false;
  event.preventDefault();
  const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
  if (at) view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at.pos))));
  if (event.dataTransfer.files.length) forward('drop', { dataTransfer: event.dataTransfer });
  else pasted(event.dataTransfer);
  return true;
}

// forward gives the plain box an event of the rich text; it tells whether it was taken.
function forward(kind, data) {
  const event = Object.assign(new Event(kind, { cancelable: true }), data);
  return !body.dispatchEvent(event);
}

// A click below the last block goes on there, also below a table.
function below(_, __, event) {
  const end = view.dom.lastElementChild;
  if (!end || event.target !== view.dom || event.clientY < end.getBoundingClientRect().bottom || view.state.doc.lastChild.type.name === 'paragraph') return false;
  const { tr } = view.state, at = tr.doc.content.size;
  tr.insert(at, schema.node('paragraph'));
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1)));
  return true;
}

if (form && body && rich) {
  document.getElementById('modes').hidden = false;
  document.getElementById('mode-rich').addEventListener('click', () => { if (!view) open(true); });
  document.getElementById('mode-plain').addEventListener('click', () => { remember('plain'); close(true); });
  form.addEventListener('input', changed);
  form.addEventListener('reset', () => setTimeout(changed));
  document.addEventListener('click', (event) => {
    const link = event.target.closest && event.target.closest('a[href="#body"]');
    if (!link || !view) return;
    event.preventDefault();
    view.focus();
  });
  if (preferred() === 'rich') {
    plain(false); // nobody begins to write in a field that goes away
    open(false);
  }
}
