// Shows the warnings that hold at this moment, by the clock of the device: those that
// the page came with, and those of the list, which is asked for whenever there is a
// network. What was taken back goes; without a network what was last known stays until
// its end. What comes after the page was drawn lies above its lower edge, and what goes
// leaves its room, so that nothing moves under the reader's finger.
(function () {
  var box = document.getElementById('warnings'), list = box && box.dataset.list, key = 'loa.warnings ' + list, state, late, shown = '[]';
  if (!box) return;
  try { state = JSON.parse(localStorage.getItem(key)); } catch (nothing) { /* storage is denied */ }
  state = state || { known: [], gone: {}, away: {} };
  late = document.createElement('div');
  late.className = 'alerts late';
  late.setAttribute('role', 'status');
  document.body.append(late);

  function about(el) { return { id: el.dataset.warning, from: el.dataset.from, until: el.dataset.until }; }
  function holds(w) { var now = Date.now() / 1000; return !(w.from > now) && w.until > now && state.gone[w.id] != w.until && state.away[w.id] != w.until; }

  function show() {
    var here = {}, strip = document.querySelector('.strip'), made = document.createElement('div');
    box.querySelectorAll('[data-warning]').forEach(function (el) {
      var w = about(el), on = holds(w);
      here[w.id] = w.until;
      if (on) el.hidden = false;
      el.style.visibility = on ? '' : 'hidden';
    });
    var more = state.known.filter(function (w) { return here[w.id] != w.until && holds(w); }), sign = JSON.stringify(more);
    if (sign !== shown) { // a screen reader says each once
      late.textContent = '';
      more.forEach(add);
    }
    shown = sign;
    function add(w) {
      made.innerHTML = w.html && (w.html[document.documentElement.lang] || Object.values(w.html)[0]);
      var el = made.querySelector('[data-warning]');
      if (!el) return;
      el.hidden = false;
      el.open = w.level === 'emergency' && innerHeight > 600;
      late.append(el);
    }
    document.querySelectorAll('[data-warning] button').forEach(function (b) { b.hidden = false; });
    if (strip && getComputedStyle(strip).position === 'fixed') late.style.bottom = strip.offsetHeight + 'px';
  }

  function change() {
    try { localStorage.setItem(key, JSON.stringify(state)); } catch (nothing) { /* it holds for this page */ }
    show();
  }

  // learn takes a list that has come: what is not in it was taken back.
  function learn(data) {
    Array.from(box.querySelectorAll('[data-warning]'), about).concat(state.known).forEach(function (w) { state.gone[w.id] = w.until; });
    state.known = data.warnings.filter(function (w) { return w && w.until; });
    state.known.forEach(function (w) { if (state.gone[w.id] == w.until) delete state.gone[w.id]; });
    change();
  }

  document.addEventListener('click', function (e) {
    var el = e.target.closest('[data-warning] button') && e.target.closest('[data-warning]');
    if (!el) return;
    state.away[el.dataset.warning] = about(el).until;
    change();
    el.hidden = true; // the reader did it: what follows may move up
  });
  show();
  setInterval(show, 6e4);
  if (list && /^http/.test(location.protocol)) fetch(list, { cache: 'no-cache' }).then(function (r) { return r.json(); }).then(learn).catch(function () {}); // no network, or no list
})();
