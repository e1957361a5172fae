// Shows the warnings that hold at this moment, by the clock of the device: those that
// the page came with, and those of the list, which is asked for whenever there is a
// network. What was taken back goes; without a network what was last known stays until
// its end. What comes after the page was drawn lies above its lower edge, and what goes
// leaves its room, so that nothing moves under the reader's finger.
(function () {
  var box = document.getElementById('warnings');
  if (!box || box.closest('.single')) return;
  var list = box.dataset.list, key = 'loa.warnings ' + list, state = read() || {}, timer;
  var lang = document.documentElement.lang, away = state.away || {}, gone = state.gone || {}, known = state.known || [];
  var late = document.createElement('div');
  late.className = 'alerts late';
  late.setAttribute('role', 'status');
  document.body.append(late);

  function read() { try { return JSON.parse(localStorage.getItem(key)); } catch (nothing) { return null; } }
  function write() { try { localStorage.setItem(key, JSON.stringify({ known: known, gone: gone, away: away })); } catch (nothing) { /* storage is denied or full */ } }
  function all(root) { return Array.from(root.querySelectorAll('[data-warning]')); }
  function holds(w) { var now = Date.now() / 1000; return w.from <= now && now < w.until && gone[w.id] !== w.until && away[w.id] !== w.until; }
  function about(el) { return { id: el.dataset.warning, from: +el.dataset.from, until: +el.dataset.until }; }

  // element is a warning of the list; null if it is broken.
  function element(w) {
    var made = document.createElement('div');
    made.innerHTML = w.html && (w.html[lang] || w.html[Object.keys(w.html)[0]]) || '';
    var el = made.querySelector('[data-warning]');
    if (el) el.hidden = false;
    if (el) el.open = el.dataset.level === 'emergency' && innerHeight > 600;
    return el;
  }

  function show() {
    var here = {}, next = Infinity;
    all(box).forEach(function (el) {
      var w = about(el), on = holds(w);
      here[w.id] = w.until;
      if (on) el.hidden = false;
      el.style.visibility = on ? '' : 'hidden';
      soonest(w);
    });
    all(late).forEach(function (el) { if (!known.some(function (w) { return w.id === el.dataset.warning && w.until === about(el).until; }) || !holds(about(el))) el.remove(); });
    known.forEach(function (w) {
      w.from = w.from || 0;
      soonest(w);
      if (here[w.id] === w.until || !holds(w) || all(late).some(function (el) { return el.dataset.warning === w.id; })) return;
      var el = element(w);
      if (el) late.append(el);
    });
    document.querySelectorAll('.alerts button').forEach(function (b) { b.hidden = false; });
    var strip = document.querySelector('.strip');
    late.style.bottom = (strip && getComputedStyle(strip).position === 'fixed' ? strip.offsetHeight : 0) + 'px';
    clearTimeout(timer);
    if (next < Infinity) timer = setTimeout(show, Math.min(next * 1000 - Date.now() + 500, 2e9));

    function soonest(w) { [w.from, w.until].forEach(function (t) { if (t * 1000 > Date.now() && t < next) next = t; }); }
  }

  // learn takes a list that has come: what is not in it was taken back.
  function learn(data) {
    var now = data.warnings.filter(function (w) { return w && typeof w.id === 'string' && w.until > 0; });
    all(box).map(about).concat(known).forEach(function (w) { if (w.until * 1000 > Date.now()) gone[w.id] = w.until; });
    now.forEach(function (w) { if (gone[w.id] === w.until) delete gone[w.id]; });
    [gone, away].forEach(function (of) { for (var id in of) if (of[id] * 1000 < Date.now()) delete of[id]; });
    known = now;
    write();
    show();
  }

  document.addEventListener('click', function (e) {
    var el = e.target.closest && e.target.closest('.alerts button') && e.target.closest('[data-warning]');
    if (!el) return;
    away[el.dataset.warning] = about(el).until;
    write();
    if (box.contains(el)) el.hidden = true; // the reader did it: what follows may move up
    show();
  });
  show();
  if (list && /^http/.test(location.protocol)) fetch(list, { cache: 'no-cache', credentials: 'same-origin' }).then(function (r) {
    if (r.ok) return r.json().then(learn);
  }).catch(function () {}); // no network, or no list
})();
