// How blocks look that are more than words: each shows what it is and lets its own text be
// changed in a plain field.
import { NodeSelection } from 'prosemirror-state';

// viewsWith are the views of nodes, with the words of the page.
export function viewsWith(words) {
  return {
    list_item: (node, view, getPos) => new Item(node, view, getPos, words),
    directive: (node, view, getPos) => new Directive(node, view, getPos, words),
    leaf: (node, view, getPos) => new Written(node, view, getPos, words),
    source: (node, view, getPos) => new Written(node, view, getPos, words),
    image: (node) => new Thing(node, 'image', node.attrs.alt || node.attrs.src, node.attrs.src),
    raw: (node) => new Thing(node, 'raw', node.attrs.text, node.attrs.text)
  };
}

function element(tag, set, ...children) {
  const made = document.createElement(tag);
  Object.entries(set || {}).forEach(([name, value]) => made.setAttribute(name, value));
  made.append(...children);
  return made;
}

function label(words, name) { return words['block-' + name] || name; }

// change sets one attribute of the node at a place.
function change(view, getPos, name, value) {
  const at = getPos();
  if (at === undefined || view.state.doc.nodeAt(at).attrs[name] === value) return;
  view.dispatch(view.state.tr.setNodeAttribute(at, name, value));
}

class Thing {
  constructor(node, kind, text, title) {
    this.dom = element('span', { class: 'rich-' + kind, title }, text);
  }
}

// Item is an item of a list, with a box if it is a task.
class Item {
  constructor(node, view, getPos, words) {
    this.task = node.attrs.checked !== null;
    this.dom = element('li', this.task ? { class: 'task' } : {});
    this.contentDOM = this.dom;
    if (!this.task) return;
    this.box = element('input', { type: 'checkbox', contenteditable: 'false', 'aria-label': words['rich-done'] });
    this.box.checked = node.attrs.checked;
    this.box.addEventListener('change', () => change(view, getPos, 'checked', this.box.checked));
    this.contentDOM = element('div');
    this.dom.append(this.box, this.contentDOM);
  }
  update(node) {
    if (node.type.name !== 'list_item' || (node.attrs.checked !== null) !== this.task) return false;
    if (this.box) this.box.checked = node.attrs.checked;
    return true;
  }
  stopEvent(event) { return event.target === this.box; }
  ignoreMutation(record) { return record.target === this.box; }
}

// Directive is a labelled box with its title and what it holds.
class Directive {
  constructor(node, view, getPos, words) {
    this.words = words;
    this.title = element('input', { type: 'text', 'aria-label': words['rich-title'], placeholder: words['rich-title'] });
    this.name = element('button', { type: 'button', class: 'rich-name', title: words['rich-choose'] });
    this.out = element('button', { type: 'button', class: 'rich-out' }, words['rich-unwrap']);
    this.head = element('div', { class: 'rich-head', contenteditable: 'false' }, this.name, this.title, this.out);
    this.contentDOM = element('div', { class: 'rich-inner' });
    this.dom = element('div', { role: 'group' }, this.head, this.contentDOM);
    this.title.addEventListener('input', () => change(view, getPos, 'title', this.title.value));
    this.title.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      into(view, getPos() + 1);
    });
    this.name.addEventListener('click', () => choose(view, getPos()));
    this.out.addEventListener('click', () => unwrap(view, getPos()));
    this.update(node);
  }
  update(node) {
    if (node.type.name !== 'directive') return false;
    const name = node.attrs.name;
    this.dom.className = 'rich-block rich-' + name;
    this.dom.setAttribute('aria-label', label(this.words, name));
    this.name.textContent = label(this.words, name);
    if (this.title.value !== node.attrs.title) this.title.value = node.attrs.title;
    this.out.hidden = /\{/.test(node.attrs.rest); // its attributes would have nowhere to stay
    return true;
  }
  stopEvent(event) { return this.head.contains(event.target); }
  ignoreMutation(record) { return record.type !== 'selection' && !this.contentDOM.contains(record.target); }
}

function into(view, at) {
  const { tr, selection } = view.state;
  view.dispatch(tr.setSelection(selection.constructor.near(tr.doc.resolve(at), 1)));
  view.focus();
}

function choose(view, at) {
  view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, at)));
  view.focus();
}

// unwrap takes the box away and keeps what stood in it, its title as words in bold.
function unwrap(view, at) {
  const node = view.state.doc.nodeAt(at), { schema } = view.state;
  let content = node.content;
  if (node.attrs.title) content = content.addToStart(schema.node('paragraph', null, [schema.text(node.attrs.title, [schema.marks.strong.create()])]));
  view.dispatch(view.state.tr.replaceWith(at, at + node.nodeSize, content));
  into(view, at);
}

// Written is a block whose Markdown is shown and changed as it is written.
class Written {
  constructor(node, view, getPos, words) {
    this.type = node.type.name;
    this.name = element('button', { type: 'button', class: 'rich-name', title: words['rich-choose'] });
    this.field = element('textarea', { spellcheck: 'false', rows: 1 });
    this.dom = element('div', { class: 'rich-written rich-' + this.type, contenteditable: 'false' }, this.name, this.field);
    this.words = words;
    this.field.addEventListener('input', () => change(view, getPos, 'text', this.text()));
    this.name.addEventListener('click', () => choose(view, getPos()));
    this.update(node);
  }
  // text is what is written; a leaf has one line, and nothing ends in an empty one.
  text() {
    const text = this.field.value;
    return this.type === 'leaf' ? text.replace(/\s*\n\s*/g, ' ') : text;
  }
  update(node) {
    if (node.type.name !== this.type) return false;
    const said = node.type.name === 'leaf' ? label(this.words, node.attrs.name) : this.words['rich-source'];
    this.name.textContent = said;
    this.field.setAttribute('aria-label', said);
    if (this.text() !== node.attrs.text) this.field.value = node.attrs.text;
    this.field.rows = Math.min(Math.max(node.attrs.text.split('\n').length, Math.ceil(node.attrs.text.length / 90)), 20);
    return true;
  }
  stopEvent(event) { return event.target === this.field || event.target === this.name; }
  ignoreMutation() { return true; }
  selectNode() { this.dom.classList.add('ProseMirror-selectednode'); }
  deselectNode() { this.dom.classList.remove('ProseMirror-selectednode'); }
}
