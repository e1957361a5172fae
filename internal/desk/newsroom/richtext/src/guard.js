// Reads back what was written: the program reads the text as the site does, and where that is
// not what stands on the screen, the block is written in another way, or else the screen
// shows what is read. So what is saved is never silently another text.
import { become } from './become.js';
import { docOf } from './read.js';
import { differing, mended } from './same.js';

const pause = 500; // milliseconds without a change

// guarded watches the view that now gives. blocksOf asks the program for the blocks of a
// text, text is what was written, settled ends when nothing is being read, and shown is
// called when the screen has become what is read.
export function guarded({ now, text, blocksOf, settled, shown }) {
  let right = null, timer = 0; // right is the document that was found to be read as it is shown

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(() => { check(false).catch(() => {}); }, pause); // without an answer the next change asks again
  }

  // check promises whether the text may be saved: false if the screen has just become what
  // is read, so that somebody looks at it first. It fails without an answer.
  function check(leaving) {
    const view = now();
    if (!view || view.state.doc === right) return Promise.resolve(true);
    return settled().then(() => {
      const { doc } = view.state;
      return blocksOf(text()).then((body) => {
        if (now() !== view) return true;
        if (view.state.doc !== doc) return check(leaving);
        return take(view, body, leaving);
      });
    });
  }

  function take(view, body, leaving) {
    const places = differing(view.state.doc, body);
    if (!places.length) {
      right = view.state.doc;
      return true;
    }
    if (!leaving && (view.composing || writing(view))) {
      soon();
      return true;
    }
    const tr = mended(view.state.tr, places);
    if (tr) {
      view.dispatch(tr.setMeta('addToHistory', false));
      return check(leaving);
    }
    view.dispatch(become(view.state.tr, docOf(body, text())));
    shown();
    return false;
  }

  // trust takes a document that was just read.
  function trust(doc) { right = doc; }

  return { soon, check, trust };
}

// writing tells that somebody is in a plain field of a block, which would go away.
function writing(view) {
  const { activeElement } = view.dom.ownerDocument;
  return activeElement !== view.dom && view.dom.contains(activeElement);
}
