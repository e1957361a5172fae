// What is typed into a form stays in the browser's own store until it is saved, and a save
// that finds no program waits for it. Each page that is open has a record of its own, so
// that two tabs do not write over each other.
(function () {
  'use strict';
  var base = document.currentScript.dataset.base;
  var form = document.getElementById('form');
  var told = document.getElementById('kept');
  if (!form || !told) return;
  var words = told.dataset;
  var family = 'loa ' + form.dataset.site + ' ';
  var prefix = family + form.dataset.file + ' ';
  var most = { length: 1e6, records: 50, age: 60 * 24 * 3600e3 };
  var passed = ['token', 'file', 'base', 'kept', 'alt', 'consent', 'until', 'people'];
  var name = fresh();
  var start = 'saved' in form.dataset ? written() : '';
  var base64 = form.elements.base;

  function fresh() {
    return Array.from(crypto.getRandomValues(new Uint8Array(10)), function (n) { return (n % 36).toString(36); }).join('');
  }

  // written is what the form has, as text, without what only this page needs.
  function written() {
    var all = [];
    new FormData(form).forEach(function (value, key) {
      if (typeof value === 'string' && passed.indexOf(key) < 0) all.push([key, value]);
    });
    return JSON.stringify(all);
  }

  function tell(text, buttons) {
    if (told.firstChild && told.firstChild.textContent === text && !buttons) return; // is not said again
    var line = document.createElement('p');
    line.textContent = text;
    told.replaceChildren(line);
    (buttons || []).forEach(function (one) {
      var button = document.createElement('button');
      button.type = 'button';
      button.textContent = one.says;
      button.addEventListener('click', one.does);
      told.append(button, ' ');
    });
  }

  // The store may be shut by the browser's settings; then every use of it fails.
  function drop(record) {
    try { localStorage.removeItem(prefix + record); } catch (e) { /* nothing was kept */ }
  }

  function records(of) {
    var all = [];
    try {
      for (var i = 0; i < localStorage.length; i++) {
        var key = localStorage.key(i);
        if (key.indexOf(of) !== 0) continue;
        try { all.push({ key: key, kept: JSON.parse(localStorage.getItem(key)) }); } catch (e) { localStorage.removeItem(key); }
      }
    } catch (e) { return []; }
    return all.sort(function (a, b) { return b.kept.at - a.kept.at; });
  }

  function tidy() {
    records('loa ').forEach(function (one, i) {
      if (i >= most.records || Date.now() - one.kept.at > most.age) localStorage.removeItem(one.key);
    });
  }

  function keep() {
    var now = written();
    if (now === start) { drop(name); return; }
    var text = JSON.stringify({ at: Date.now(), base: base64.value, values: now });
    if (text.length > most.length) { drop(name); tell(words.large); return; }
    try {
      localStorage.setItem(prefix + name, text);
    } catch (e) {
      tell(words.unkept);
    }
  }

  var soon;
  function typed() {
    if (!soon) soon = setTimeout(function () { soon = 0; keep(); }, 400);
  }

  // fill puts kept values into the form, and opens what was folded over them.
  function fill(values) {
    var given = {};
    JSON.parse(values).forEach(function (pair) { (given[pair[0]] = given[pair[0]] || []).push(pair[1]); });
    Array.from(form.elements).forEach(function (field) {
      if (!field.name || passed.indexOf(field.name) >= 0 || field.type === 'file' || field.type === 'hidden' || field.tagName === 'BUTTON' || field.tagName === 'FIELDSET') return;
      var before = field.type === 'checkbox' ? field.checked : field.value;
      if (field.type === 'checkbox') field.checked = (given[field.name] || []).indexOf(field.value) >= 0;
      else field.value = (given[field.name] || ['']).shift() || '';
      var folded = field.closest('details');
      if (folded && before !== (field.type === 'checkbox' ? field.checked : field.value)) folded.open = true;
    });
  }

  function take(one) {
    fill(one.kept.values);
    base64.value = one.kept.base;
    start = '';
    keep();
    localStorage.removeItem(one.key);
    form.dispatchEvent(new Event('input', { bubbles: true }));
    tell(words.taken);
  }

  // time writes a moment as the pages do.
  function time(at) {
    var two = function (n) { return (n < 10 ? '0' : '') + n; };
    return two(at.getHours()) + ':' + two(at.getMinutes()) + ', ' + words.day.replace('{day}', at.getDate()).replace('{month}', at.getMonth() + 1).replace('{year}', at.getFullYear());
  }

  // What an earlier page left is offered; what a page that is open now keeps is its own.
  function offer(open) {
    var left = records(prefix).filter(function (one) {
      if (one.key === prefix + name || open.indexOf(one.key) >= 0) return false;
      if (one.kept.values !== written()) return true;
      localStorage.removeItem(one.key);
      return false;
    });
    if (!left.length) return;
    var one = left[0];
    var next = function () { told.replaceChildren(); offer(open); };
    tell(words.found.replace('{time}', time(new Date(one.kept.at))), [
      { says: words.take, does: function () { take(one); } },
      { says: words.drop, does: function () { localStorage.removeItem(one.key); next(); } }
    ]);
  }

  // A page that is open holds a lock with the name of its record.
  function look(again) {
    if (!navigator.locks) { offer([]); return; }
    navigator.locks.query().then(function (all) {
      var open = all.held.map(function (lock) { return lock.name; });
      var other = open.some(function (lock) { return lock.indexOf(prefix) === 0 && lock !== prefix + name; });
      if (other && again) { setTimeout(look, 1500); return; } // the page before may be going
      if (other) tell(words.other);
      offer(open);
    }, function () { offer([]); });
  }

  // Saving: is the program there, and does it know this browser? Then the form goes. If
  // not, it waits here with all that is in it.
  var going = false, waiting, failed = false;
  function attempt(button) {
    clearTimeout(waiting);
    alive().then(function () {
      return ready().catch(alive); // a text that cannot be read back is saved all the same
    }).then(function (fine) {
      if (fine) send(button);
    }).catch(function (why) { later(button, why === words.shut ? why : words.away); });
  }

  // alive promises that the program is there and knows this browser. It may have been
  // started again: whatever the page sends from here on has the token of this run.
  function alive() {
    return fetch(base + 'alive', { cache: 'no-store' }).then(function (answer) {
      if (!answer.ok) throw words.shut;
      return answer.json();
    }).then(function (now) {
      document.querySelectorAll('input[name=token]').forEach(function (input) { input.value = now.token; });
      document.querySelectorAll('script[data-token]').forEach(function (script) { script.dataset.token = now.token; });
      return true;
    });
  }

  // ready promises whether the rich text, if it is shown, is read as it is shown.
  function ready() {
    var body = document.getElementById('body');
    return body && body.rich ? body.rich.ready() : Promise.resolve(true);
  }

  function later(button, why) {
    failed = true;
    tell(why);
    waiting = setTimeout(function () { attempt(button); }, 2000);
  }

  function send(button) {
    if (failed) tell(words.back);
    form.elements.kept.value = name;
    keep();
    going = true;
    form.requestSubmit(button);
    going = false;
    name = fresh(); // what is typed from here on is not in what was sent
    start = written();
    hold();
  }

  function hold() {
    if (navigator.locks) navigator.locks.request(prefix + name, function () { return new Promise(function () {}); }).catch(function () {}); // the page is going
  }

  form.addEventListener('submit', function (event) {
    var button = event.submitter;
    if (going || !button || ['save', 'up', 'stamp'].indexOf(button.value) < 0) return;
    event.preventDefault();
    keep();
    attempt(button);
  }, true);
  form.addEventListener('input', typed);
  form.addEventListener('change', typed);
  addEventListener('pagehide', keep);
  document.addEventListener('visibilitychange', keep);

  var done = new URLSearchParams(location.search).get('kept');
  if (done) drop(done);
  tidy();
  hold();
  keep();
  look(true);
})();
