// What is copied from the rich text carries a sign of its own: other editors copy in nearly
// the same form.
import { DOMSerializer } from 'prosemirror-model';
import { schema } from './schema.js';

const sign = 'data-loa-slice';

class Signed extends DOMSerializer {
  serializeFragment(fragment, options, target) {
    const made = super.serializeFragment(fragment, options, target);
    if (!target && made.firstElementChild) made.firstElementChild.setAttribute(sign, '');
    return made;
  }
}

const usual = DOMSerializer.fromSchema(schema);

export const serializer = new Signed(usual.nodes, usual.marks);

// own tells that what is pasted was copied here.
export function own(data) { return data.getData('text/html').includes(sign); }
