// Shows the warnings that hold at this moment, by the clock of the device, which the
// server's sets right where it is wrong (docs/warnings.md): those that
// the page came with, and those of the list, which is asked for whenever there is a
// network. What was taken back goes; without a network what was last known stays until
// its end. What comes after the page was drawn lies above its lower edge, and what ends
// leaves its room, so that nothing moves under the reader's finger.
(function () {
  var box = document.getElementById('warnings'), list = box && box.dataset.list, key = 'loa.warnings ' + list, state, late, asked = 0;
  if (!box) return;
  try { state = JSON.parse(localStorage[key]); } catch (nothing) { /* storage is denied */ }
  state = Object.assign({ known: [], gone: {}, away: {}, ahead: 0 }, state);
  late = document.createElement('div');
  late.className = 'alerts late';
  late.setAttribute('role', 'status');
  box.after(late);

  function all(root) { return Array.from(root.querySelectorAll('[data-warning]')); }

  // now is the moment, in seconds. At the last contact the server's clock said seen, and was
  // ahead of the device's; no moment lies before that. The device's may have been set since,
  // so that of two moments the earlier counts: a warning rather stays than goes too early.
  function now() {
    var own = Date.now() / 1e3, set = own + state.ahead;
    return own < state.seen || set < state.seen ? Math.max(own, set, state.seen) : Math.min(own, set);
  }

  // A warning is its data, whether of an element or of the list. It is published three days
  // before it begins: a clock by which it begins later than in four and a half is slow.
  function holds(w) { var at = now(); return !(w.from > at && w.from < at + 4e5) && w.until > at && !state.gone[w.warning] && !(state.away[w.warning] && w.level !== 'emergency'); }

  // show brings the page up to date; at first it only takes out what does not hold.
  function show(first) {
    var here = {}, strip = document.querySelector('.strip'), below = strip && getComputedStyle(strip).position === 'fixed' ? strip.offsetHeight : 0;
    all(box).forEach(function (el) {
      var on = holds(el.dataset);
      if (first || !list) el.hidden = !on;
      el.style.visibility = on ? '' : 'hidden';
      here[el.dataset.warning] = on && !el.hidden;
    });
    if (first) return;
    var more = {}; // what is not on the page
    state.known.forEach(function (w) { if (!here[w.warning] && holds(w)) more[w.warning] = w; });
    all(late).forEach(function (el) { if (more[el.dataset.warning]) delete more[el.dataset.warning]; else el.remove(); });
    Object.values(more).forEach(function (w) {
      var made = late.cloneNode();
      made.innerHTML = w.html && (w.html[document.documentElement.lang] || Object.values(w.html)[0]);
      var el = all(made)[0];
      if (!el) return;
      el.hidden = false;
      el.open = w.level === 'emergency' && innerHeight > 600 && !document.body.classList.contains('emergency');
      late.append(el);
    });
    document.querySelectorAll('[data-warning] button').forEach(function (button) {
      button.hidden = false;
      button.onclick = function () {
        var el = button.closest('[data-warning]');
        state.away[el.dataset.warning] = el.dataset.until;
        change();
        el.hidden = true; // the reader did it: what follows may move up
      };
    });
    late.style.bottom = below + 'px';
    document.body.style.paddingBottom = late.offsetHeight ? late.offsetHeight + below + 'px' : '';
    document.body.style.setProperty('--late', late.offsetHeight + 'px'); // a note about the copy stands above
  }

  function change() {
    [state.gone, state.away].forEach(function (of) { for (var id in of) if (of[id] < now()) delete of[id]; });
    try { localStorage.setItem(key, JSON.stringify(state)); } catch (nothing) { /* it holds for this page */ }
    show();
  }

  // learn takes a list that has come: what is not in it was taken back.
  function learn(data, date) {
    var seen = Date.parse(date) / 1e3, known = data.warnings.filter(function (w) { return w && w.warning && w.until; });
    all(box).map(function (el) { return el.dataset; }).concat(state.known).forEach(function (w) { state.gone[w.warning] = w.until; });
    known.forEach(function (w) { delete state.gone[w.warning]; });
    state.known = known;
    if (seen) { state.seen = seen; state.ahead = seen - Date.now() / 1e3; }
    change();
  }

  function ask() {
    if (!list || Date.now() - asked < 3e5) return;
    asked = Date.now();
    fetch(list, { cache: 'no-cache' }).then(function (r) { return r.json().then(function (data) { learn(data, r.headers.get('date')); }); }).catch(function () { asked = 0; }); // no network, or no list
  }

  show(true);
  setTimeout(show, 200); // a screen reader says what comes into a region that is there
  setInterval(show, 6e4);
  ask();
  ['online', 'pageshow', 'focus'].forEach(function (event) { addEventListener(event, ask); });
})();
