// What the preview adds to a page: it loads itself again when it has changed,
// and shows the site's problems. None of this is in a published page.
(function () {
  'use strict';
  var me = document.currentScript;
  var base = me.src.slice(0, me.src.lastIndexOf('/') + 1);
  var key = 'loa-preview:' + location.pathname;
  var source, panel;

  // A worker of the published site on the same address would show its own pages.
  if (navigator.serviceWorker) {
    navigator.serviceWorker.getRegistrations().then(function (all) { all.forEach(function (r) { r.unregister(); }); }, function () {});
  }

  // Storage may be refused; the preview then forgets, and works.
  function store(name, value) { try { sessionStorage.setItem(name, value); } catch (e) { return; } }
  function recall(name) { try { return sessionStorage.getItem(name); } catch (e) { return null; } }

  // A browser opens six connections to a host: hidden tabs must not hold one.
  function listen() {
    if (document.hidden) {
      if (source) source.close();
      source = null;
      return;
    }
    if (source) return;
    source = new EventSource(base + 'events?page=' + encodeURIComponent(location.pathname) + '&stamp=' + me.dataset.stamp);
    source.addEventListener('reload', reload);
    source.addEventListener('problems', function (event) { show(JSON.parse(event.data)); });
  }

  function reload() {
    source.close();
    store(key, scrollX + ' ' + scrollY);
    location.reload();
  }

  function scrollBack() {
    var at = (recall(key) || '').split(' ');
    store(key, '');
    if (at.length === 2) scrollTo({ left: +at[0], top: +at[1], behavior: 'instant' });
  }

  function element(name, text, className) {
    var e = document.createElement(name);
    if (text) e.textContent = text;
    if (className) e.className = className;
    return e;
  }

  // The panel lives in a shadow tree, so that neither style touches the other.
  function makePanel() {
    var host = document.body.appendChild(element('loa-problems'));
    var root = host.attachShadow({ mode: 'open' });
    var style = element('link');
    style.rel = 'stylesheet';
    style.href = base + 'preview.css';
    panel = element('details');
    root.append(style, element('p', '', 'told'), panel);
    root.querySelector('.told').setAttribute('role', 'status');
    panel.addEventListener('toggle', function () { store('loa-preview:folded', panel.open ? '' : panel.dataset.sign); });
    panel.addEventListener('keydown', function (event) {
      if (event.key !== 'Escape') return;
      panel.open = false;
      panel.querySelector('summary').focus();
    });
  }

  function show(sheet) {
    if (!panel) {
      if (!sheet.problems.length) return;
      makePanel();
    }
    var host = panel.getRootNode().host;
    host.lang = sheet.language;
    host.hidden = !sheet.problems.length;
    panel.setAttribute('aria-label', sheet.words.region);
    panel.className = sheet.errors ? 'errors' : 'warnings';
    panel.dataset.sign = sheet.summary + sheet.here + location.pathname;
    var wasOpen = panel.open;
    panel.replaceChildren(element('summary', sheet.summary));
    if ('old' in me.dataset) panel.append(element('p', sheet.words.old, 'old'));
    list(sheet, true);
    list(sheet, false);
    if (sheet.more) panel.append(element('p', sheet.more));
    // Open by itself where the page has an error, unless it was folded away.
    panel.open = wasOpen || sheet.here > 0 && recall('loa-preview:folded') !== panel.dataset.sign;
    var told = panel.previousSibling;
    if (told.textContent !== sheet.summary) told.textContent = sheet.summary;
  }

  function list(sheet, here) {
    var problems = sheet.problems.filter(function (p) { return p.here === here; });
    if (!problems.length) return;
    panel.append(element('h2', sheet.words[here ? 'here' : 'elsewhere']));
    var ul = panel.appendChild(element('ul'));
    problems.forEach(function (p) { ul.append(item(p, sheet.words)); });
  }

  function item(p, words) {
    var li = element('li', '', p.severity);
    var place = p.file || '';
    if (p.cell) place += ', ' + p.cell;
    else if (p.line) place += ', ' + words.line + ' ' + p.line + ', ' + words.column + ' ' + p.column;
    if (place) li.append(element('p', place, 'place'));
    var message = li.appendChild(element('p'));
    message.append(element('strong', p.label), ': ' + p.message + ' ', element('code', p.code));
    if (p.before || p.fault || p.after) {
      var line = li.appendChild(element('pre'));
      line.append(p.before || '', element('mark', p.fault), p.after || '');
    }
    if (p.hint) li.append(element('p', p.hint, 'hint'));
    return li;
  }

  // A worker that an earlier build registered at this address would answer in
  // the preview's place.
  function dismissWorkers() {
    if (!navigator.serviceWorker) return;
    var root = new URL('..', base).href;
    navigator.serviceWorker.getRegistrations().then(function (all) {
      all.forEach(function (worker) { if (worker.scope.indexOf(root) === 0) worker.unregister(); });
    }).catch(function () {});
  }

  document.addEventListener('visibilitychange', listen);
  addEventListener('pagehide', function () { if (source) source.close(); source = null; });
  addEventListener('pageshow', listen);
  if (document.readyState === 'complete') scrollBack();
  else addEventListener('load', scrollBack);
  dismissWorkers();
  listen();
})();
