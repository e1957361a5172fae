// Search, last part: the page. Nothing is sent anywhere.
(function () {
  var box = document.getElementById('search');
  if (!box) return;
  var text = box.dataset, root = text.root;
  var input = box.querySelector('input'), status = box.querySelector('[role=status]'), list = box.querySelector('ol');
  var own = loaIndex.of(root, text.names, text.language, 12);
  box.hidden = false;

  // --- What is shown. ---
  var turn = 0, ready, step = 8;
  var enough = .5; // which part of a question an answer must have, or other languages are asked:
  // two on a small site; on a large one, whose names alone are 14 KB, one about few words

  function answer(again) {
    var query = input.value, asked = loaWords.words(query), mine = ++turn;
    if (!asked.length) return show();
    var open = /[\p{L}\p{M}\p{N}]$/u.test(query);
    ready = ready || own.load();
    return ready.then(function () {
      return own.ask(asked, open).then(function (found) {
        if (found.covered >= enough) return found;
        return elsewhere(asked, open, found, own.others().slice(0, !own.large() ? 2 : asked.length > 6 ? 0 : 1));
      }).then(function (found) {
        return more(found, 0, mine);
      }).catch(function (failed) {
        if (navigator.onLine && !again) throw failed;
        return own.kept().then(function (rows) {
          var found = own.scan(asked, open, rows);
          found.kept = rows;
          return more(found, 0, mine);
        });
      });
    }).catch(function () {
      // The names may be older than the pieces on the host: ask past every cache.
      if (again) {
        ready = null;
        return mine === turn && say(text.failed);
      }
      ready = own.load(true);
      return mine === turn && answer(true);
    });
  }

  // elsewhere asks the indexes of other languages, one after the other, for a better
  // answer than the one that the page's own language has.
  function elsewhere(asked, open, best, others) {
    if (!others.length) return best;
    var tag = others[0][0], index = loaIndex.of(root, root + 'search.' + tag + '.js', tag, 4);
    return index.load().then(function () { return index.ask(asked, open); }).then(function (found) {
      if (found.covered < enough || found.covered <= best.covered) return best;
      found.index = index;
      found.language = others[0];
      return found;
    }).catch(function () { return best; }).then(function (found) { // it is not on the device
      return found.covered >= enough ? found : elsewhere(asked, open, found, others.slice(1));
    });
  }

  // more shows some results beginning with one. What is shown of them is given where
  // the device knows only what was saved.
  function more(found, from, mine) {
    if (mine !== turn) return;
    var results = found.pages, some = results.slice(from, from + step), kept = found.kept;
    return (kept ? Promise.resolve(some.map(function (page) { return kept[page]; })) : (found.index || own).rows(some)).then(function (rows) {
      if (mine !== turn) return;
      if (!from) show();
      rows.forEach(function (row) { list.append(result(row, found.words, found.language)); });
      say((!results.length ? text.none : (found.language ? text.other + ' ' + found.language[1] : text.found) + ': ' + results.length) + (kept && own.large() ? ' ' + text.kept : ''));
      var rest = box.querySelector('.rest');
      rest.hidden = from + step >= results.length;
      rest.onclick = function () {
        more(found, from + step, mine).then(function () { list.children[from + step].querySelector('a').focus(); });
      };
    });
  }

  function show() {
    list.textContent = '';
    say('');
    box.querySelector('.rest').hidden = true;
  }

  function say(what) { status.textContent = what; }

  function links() { return list.querySelectorAll('a'); }

  function element(name, inside) {
    var e = document.createElement(name);
    if (inside) e.append(inside);
    return e;
  }

  // address is that of a page; on a disk folders do not open by themselves.
  function address(path) {
    return root + path + (location.protocol === 'file:' && /(^|\/)$/.test(path) ? 'index.html' : '');
  }

  function result(row, words, language) {
    var item = element('li'), link = element('a'), line = element('p');
    link.href = address(row[1]);
    mark(link, row[0], words);
    item.append(element('h3', link));
    if (language) {
      item.lang = language[0];
      item.dir = language[2];
    }
    if (row[4]) item.append(element('small', row[4]));
    item.append(line);
    var heading = best(row[3], words, hits(row[0], words));
    if (heading >= 0) {
      var to = element('a');
      to.href = link.href + '#' + encodeURIComponent(row[3][heading]);
      mark(to, row[3][heading + 1], words);
      line.append(to);
    } else mark(line, row[2], words);
    if (text.unsaved) saved(link.href, item);
    return item;
  }

  // saved says so where a page is not on the device and there is no network.
  function saved(url, item) {
    if (navigator.onLine || location.protocol === 'file:') return;
    Promise.resolve().then(function () { return caches.match(url); }).then(function (copy) {
      if (!copy) item.append(element('small', text.unsaved));
    }, function () {}); // storage is denied
  }

  // best finds the heading that has more of the words than the title.
  function best(headings, words, atLeast) {
    for (var i = 0, found = -1; i < headings.length; i += 2) {
      var n = hits(headings[i + 1], words);
      if (n > atLeast) {
        atLeast = n;
        found = i;
      }
    }
    return found;
  }

  function isHit(word, words) {
    var folded = loaWords.fold(word);
    return words.some(function (w) { return folded === w.folded || w.open && folded.startsWith(w.folded); });
  }

  function hits(s, words) {
    var different = {};
    (s.match(loaWords.form) || []).forEach(function (word) { if (isHit(word, words)) different[loaWords.fold(word)] = 1; });
    return Object.keys(different).length;
  }

  // mark puts a text into an element, the words that were asked for marked.
  function mark(into, s, words) {
    var end = 0;
    s.replace(loaWords.form, function (word, at) {
      if (!isHit(word, words)) return;
      into.append(s.slice(end, at), element('mark', word));
      end = at + word.length;
    });
    into.append(s.slice(end));
  }

  // --- The form. ---
  var wait, written;

  // remember puts the question into the address, so that it is there on the way back.
  // What stands behind # no host is told.
  function remember() {
    clearTimeout(written);
    try { history.replaceState(null, '', location.pathname + (input.value ? '#q=' + encodeURIComponent(input.value) : '')); } catch (refused) {} // on a disk
  }

  input.addEventListener('input', function () {
    clearTimeout(wait);
    wait = setTimeout(function () { answer(); }, 60);
    clearTimeout(written);
    written = setTimeout(remember, 500); // Safari refuses more than a hundred in half a minute
  });
  box.querySelector('form').addEventListener('submit', function (e) {
    e.preventDefault();
    clearTimeout(wait);
    remember();
    answer().then(function () { if (links()[0]) links()[0].focus(); });
  });
  box.addEventListener('keydown', function (e) {
    var way = { ArrowDown: 1, ArrowUp: -1 }[e.key], all = Array.from(list.querySelectorAll('h3 a'));
    if (!way || !all.length) return;
    e.preventDefault();
    var item = document.activeElement.closest('li'), at = (item ? Array.from(list.children).indexOf(item) : -1) + way;
    (at < 0 ? input : all[Math.min(at, all.length - 1)]).focus();
  });
  addEventListener('online', function () { own.forget(); }); // more may be saved meanwhile
  list.addEventListener('click', remember);
  input.value = [location.hash.slice(1), location.search].map(function (s) { return new URLSearchParams(s).get('q'); }).filter(Boolean)[0] || input.value;
  if (input.value) answer();
})();
