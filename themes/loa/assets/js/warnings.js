// Shows the warnings that hold at this moment, by the clock of the device: those that
// the page came with, and those of the list, which is asked for whenever there is a
// network. What was taken back goes; without a network what was last known stays until
// its end. What comes after the page was drawn lies above its lower edge, and what ends
// leaves its room, so that nothing moves under the reader's finger.
(function () {
  var box = document.getElementById('warnings'), list = box && box.dataset.list, key = 'loa.warnings ' + list, state, late, asked = 0;
  if (!box) return;
  try { state = JSON.parse(localStorage.getItem(key)); } catch (nothing) { /* storage is denied */ }
  if (!state || !Array.isArray(state.known) || !state.gone || !state.away) state = { known: [], gone: {}, away: {} };
  late = document.createElement('div');
  late.className = 'alerts late';
  late.setAttribute('role', 'status');
  box.after(late);

  function all(root) { return Array.from(root.querySelectorAll('[data-warning]')); }
  // A warning is its data, whether of an element or of the list.
  function holds(w) { var now = Date.now() / 1000; return !(w.from > now) && w.until > now && !state.gone[w.warning] && !(state.away[w.warning] && w.level !== 'emergency'); }

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
    var more = state.known.filter(function (w) { return !here[w.warning] && holds(w); });
    all(late).forEach(function (el) { if (!more.some(function (w) { return w.warning === el.dataset.warning; })) el.remove(); });
    more.forEach(function (w) {
      var made = document.createElement('div');
      if (all(late).some(function (el) { return w.warning === el.dataset.warning; })) return;
      made.innerHTML = w.html && (w.html[document.documentElement.lang] || Object.values(w.html)[0]);
      all(made).slice(0, 1).forEach(function (el) {
        el.hidden = false;
        el.open = w.level === 'emergency' && innerHeight > 600 && !document.body.classList.contains('emergency');
        late.append(el);
      });
    });
    document.querySelectorAll('[data-warning] button').forEach(function (b) { b.hidden = false; });
    late.style.bottom = below + 'px';
    document.body.style.paddingBottom = late.offsetHeight ? late.offsetHeight + below + 'px' : '';
  }

  function change() {
    [state.gone, state.away].forEach(function (of) { for (var id in of) if (of[id] * 1000 < Date.now()) delete of[id]; });
    try { localStorage.setItem(key, JSON.stringify(state)); } catch (nothing) { /* it holds for this page */ }
    show();
  }

  // learn takes a list that has come: what is not in it was taken back.
  function learn(data) {
    var known = data.warnings.filter(function (w) { return w && w.warning && w.until; });
    all(box).map(function (el) { return el.dataset; }).concat(state.known).forEach(function (w) { state.gone[w.warning] = w.until; });
    known.forEach(function (w) { delete state.gone[w.warning]; });
    state.known = known;
    change();
  }

  function ask() {
    if (!list || Date.now() - asked < 3e5) return;
    asked = Date.now();
    fetch(list, { cache: 'no-cache' }).then(function (r) { return r.ok && r.json(); }).then(learn).catch(function () { asked = 0; }); // no network, or no list
  }

  document.addEventListener('click', function (e) {
    var el = e.target.closest('[data-warning] button') && e.target.closest('[data-warning]');
    if (!el) return;
    state.away[el.dataset.warning] = el.dataset.until;
    change();
    el.hidden = true; // the reader did it: what follows may move up
  });
  show(true);
  setTimeout(show, 200); // a screen reader says what comes into a region that is there
  setInterval(show, 6e4);
  ask();
  ['online', 'pageshow', 'focus'].forEach(function (event) { addEventListener(event, ask); });
})();
