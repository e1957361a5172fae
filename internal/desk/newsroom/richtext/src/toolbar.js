// The buttons above the rich text. The arrow keys go from one to the next.
import { commands, offered, pressed } from './commands.js';

export function toolbar(bar, viewNow, toLink) {
  const buttons = Array.from(bar.querySelectorAll('button'));
  const seen = () => buttons.filter((button) => !button.hidden);
  buttons.forEach((button) => {
    button.addEventListener('mousedown', (event) => event.preventDefault()); // the text keeps the cursor
    button.addEventListener('click', () => {
      const view = viewNow();
      if (button.dataset.do === 'link') { toLink(); return; }
      commands[button.dataset.do](view.state, view.dispatch, view);
      view.focus();
    });
  });
  bar.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key], all = seen();
    if (!step) return;
    event.preventDefault();
    stop(all[(all.indexOf(document.activeElement) + step + all.length) % all.length]).focus();
  });
  // stop makes a button the one that Tab reaches.
  function stop(next) {
    buttons.forEach((button) => { button.tabIndex = button === next ? 0 : -1; });
    return next;
  }
  function update() {
    const { state } = viewNow();
    buttons.forEach((button) => {
      const name = button.dataset.do;
      if (pressed[name]) button.setAttribute('aria-pressed', String(pressed[name](state)));
      if (offered[name]) button.hidden = !offered[name](state);
    });
    if (!seen().some((button) => button.tabIndex === 0)) stop(seen()[0]);
  }
  stop(buttons[0]);
  return { update };
}
