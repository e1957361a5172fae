// Search on the reader's own device. The data are classic scripts that call
// loaSearch (internal/generator/search makes them): they load over HTTP, from the worker's
// cache and from a disk alike. A query loads the pieces it needs; on a small
// site there is one. Nothing is sent anywhere.
(function () {
  var box = document.getElementById('search');
  if (!box) return;
  var text = box.dataset, root = text.root;
  var input = box.querySelector('input'), status = box.querySelector('[role=status]'), list = box.querySelector('ol');
  var names, own, files = {}, loading = {};
  box.hidden = false;

  // --- Words and numbers: the rules of internal/generator/search (words.go, encode.go).
  // Both sides pass testdata/vectors.tsv there. ---
  var unspaced = '\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff';
  var tones = { '\u0300': 1, '\u0301': 2, '\u0303': 3, '\u0309': 4, '\u0323': 5 };
  var pairForm = RegExp('[' + unspaced + ']'), runForm = RegExp('[' + unspaced + ']+|[^' + unspaced + ']+', 'g');
  var longest = 400; // characters of a question that count
  var wordLength = 40; // characters of a word that count
  var wordForm = /(?:(?![\u{10000}-\u{10ffff}])[\p{L}\p{M}\p{N}])+/gu; // of the first 65,536 characters

  function fold(s) {
    return s.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd');
  }

  // spell gives a word's folded form, its letters without tone, and its tone; marks are
  // both.
  function spell(word) {
    var tone = '', folded = fold(word);
    var letters = word.toLowerCase().normalize('NFD').replace(/[\u0300\u0301\u0303\u0309\u0323]/g, function (c) { tone += tones[c]; return ''; }).normalize('NFC');
    return { folded: clip(folded), letters: letters, tone: tone, marks: clip(letters + tone), marked: letters + tone !== folded };
  }

  function clip(s) { return s.slice(0, wordLength); }

  // folded is a word that is written as it folds.
  function folded(s) { return { folded: clip(s), letters: s, tone: '', marks: clip(s), marked: false }; }

  function words(text, whole) {
    var all = [];
    ((whole ? text : text.slice(0, longest)).replace(/[\u200b\u2060]/g, '').match(wordForm) || []).forEach(function (run) {
      if (!pairForm.test(run)) return all.push(spell(run));
      (fold(run).match(runForm) || []).forEach(function (part) {
        if (part.length === 1 || !pairForm.test(part)) return all.push(folded(part));
        for (var i = 0; i + 1 < part.length; i++) all.push(folded(part.slice(i, i + 2)));
      });
    });
    all = all.filter(function (w) { return w.folded; }); // marks alone are no word
    return whole ? all : all.slice(0, 12);
  }

  function digit(c) { return c > 91 ? c - 36 : c - 35; }

  // lines makes a table of a piece: key → lists; and the keys, sorted.
  function lines(data) {
    var table = { words: [], pairs: [], of: {} }, before = '', start = 0;
    for (var end; (end = data.indexOf('!', start)) >= 0; start = end + 1) {
      var stop = start + 1;
      while (stop < end && data[stop] !== '|' && data[stop] !== '~') stop++;
      before = before.slice(0, digit(data.charCodeAt(start))) + data.slice(start + 1, stop);
      table[before.indexOf(' ') < 0 ? 'words' : 'pairs'].push(before);
      table.of[before] = data.slice(stop, end);
    }
    return table;
  }

  // pages calls each with the pages of a list.
  function pages(gaps, each) {
    var next = 0, high = 0;
    if (gaps === '}') while (next < names.pages) each(next++); // most have it
    else for (var i = 0; gaps && i < gaps.length; i++) {
      var v = digit(gaps.charCodeAt(i));
      if (v >= 44) high = high * 44 + v - 44;
      else {
        each(next += high * 44 + v);
        next++;
        high = 0;
      }
    }
  }

  // --- Data. ---
  window.loaSearch = function (name, data) {
    if (typeof name === 'object') {
      if (names && held(names) !== held(name)) own = null; // pages may have other numbers
      names = name;
    } else files[name] = typeof data === 'string' ? lines(data) : data;
  };

  function held(names) { return String(names.kept || names.shown); }

  function script(url) {
    return loading[url] = loading[url] || new Promise(function (done, failed) {
      var s = document.createElement('script');
      s.src = url;
      s.onload = done;
      s.onerror = function () { delete loading[url]; s.remove(); failed(); };
      document.head.append(s);
    });
  }

  // fresh asks once more for the names: the site may have been updated since the page
  // was opened, and the pieces of before are gone.
  function fresh() {
    delete loading[text.names];
    return script(text.names);
  }

  function file(name) {
    return files[name] ? Promise.resolve() : script(root + 'assets/search/' + name + '.js');
  }

  // range lists the pieces that may hold keys from one to another, three at most.
  function range(pieces, from, to) {
    for (var i = pieces.length - 1; i > 0 && pieces[i].slice(8) > from; i--);
    for (var found = []; i < pieces.length && found.length < 3 && (!found.length || pieces[i].slice(8) <= to); i++) found.push(pieces[i].slice(0, 8));
    return found;
  }

  // plan lists the pieces that a question needs: those of its words, and those of
  // neighbours as long as one question costs no more than a slow line can bear.
  function plan(asked, open) {
    var needed = [];
    function need(kind, key, last) {
      range(names[kind], key, last && open ? key + '\uffff' : key).forEach(function (n) {
        if (needed.indexOf(n) < 0 && needed.length < dear) needed.push(n);
      });
    }
    asked.forEach(function (w, i) { need('words', w.folded, i === asked.length - 1); });
    for (var i = 1; i < asked.length && i <= neighbours; i++) need('pairs', asked[i - 1].folded + ' ' + asked[i].folded, i === asked.length - 1);
    return needed;
  }

  // lookup calls each with the keys of a kind that are a word or, if the word is
  // still open, begin with it.
  function lookup(kind, key, open, each) {
    range(names[kind], key, open ? key + '\uffff' : key).forEach(function (name) {
      var table = files[name], keys = table && table[kind];
      if (!table) return; // beyond the plan
      if (!open) return table.of[key] !== undefined && each(key, table.of[key]);
      var low = 0, high = keys.length;
      while (low < high) {
        var middle = low + high >> 1;
        if (keys[middle] < key) low = middle + 1;
        else high = middle;
      }
      for (; low < keys.length && keys[low].startsWith(key); low++) each(keys[low], table.of[keys[low]]);
    });
  }

  // --- The search itself. ---
  // How much a place counts: title, what the page is about, text.
  var places = [10, 5, 1];
  var neighbours = 3; // pairs of them that are looked up
  var dear = 12; // pieces of words and neighbours that are loaded for one question

  function room() {
    return { score: new Float32Array(names.pages), words: new Uint8Array(names.pages), worst: new Uint8Array(names.pages) };
  }

  // search gives each page its score, how many of the words it has, and the worst
  // place where it has one.
  function search(asked, open) {
    var total = names.pages, last = asked.length - 1, found = room();
    asked.forEach(function (w, i) {
      var best = new Float32Array(total), where = new Uint8Array(total), most = 0;
      lookup('words', w.folded, open && i === last, function (key, row) {
        var whole = key === w.folded, count = 0;
        row.split('|').slice(1).forEach(function (spelling) {
          var lists = spelling.split('~'), marks = lists[0] || key;
          var quality = (whole ? 1 : .6) * (!w.marked ? lists[0] ? .9 : 1 : same(w, marks, whole) ? 1 : .08);
          for (var place = 0; place < 3; place++) {
            var value = quality * places[place], at = quality < .5 ? 2 : place;
            pages(lists[place + 1], function (page) {
              count++;
              if (best[page] >= value) return;
              best[page] = value;
              where[page] = at;
            });
          }
        });
        if (whole || !most) most = Math.max(most, count);
      });
      var rare = Math.log(1 + total / (most || 1));
      for (var page = 0; page < total; page++) if (best[page]) {
        found.words[page]++;
        found.score[page] += best[page] * rare;
        if (where[page] > found.worst[page]) found.worst[page] = where[page];
      }
    });
    pairs(asked, open, found.score);
    return ranked(found, asked.length);
  }

  // kept gives what is shown of pages, by their numbers, as far as it is on the
  // device: of a small site all, of a large one that of what the reader saved.
  function kept() {
    return own = own || fresh().catch(function () {}).then(gather).catch(function (nothing) { own = null; throw nothing; });
  }

  function gather() {
    if (names.shown.length < 2) return file(names.shown[0]).then(function () { return files[names.shown[0]]; });
    var rows = [];
    return Promise.all((names.kept || []).map(function (name) {
      return file(name).then(function () { files[name].forEach(function (row) { rows[row[4]] = row; }); }, function () {}); // not saved
    })).then(function () {
      if (!rows.length) throw new Error('nothing is saved');
      return rows;
    });
  }

  // scan looks through these where the index of the texts is not on the device and
  // there is no network.
  function scan(asked, open, rows) {
    var found = room();
    rows.forEach(function (row, page) {
      row.words = row.words || [words(row[0], true), words(row[2] + ' ' + row[3].join(' '), true)];
      asked.forEach(function (w, i) {
        var best = 0, worst = 2;
        row.words.forEach(function (list, place) {
          list.forEach(function (word) {
            var whole = word.folded === w.folded;
            if (!whole && !(open && i === asked.length - 1 && word.folded.startsWith(w.folded))) return;
            var value = places[place] * (whole ? 1 : .6) * (!w.marked || same(w, word.marks, whole) ? 1 : .08);
            if (value <= best) return;
            best = value;
            worst = place;
          });
        });
        if (!best) return;
        found.words[page]++;
        found.score[page] += best;
        found.worst[page] = Math.max(found.worst[page], worst);
      });
    });
    return ranked(found, asked.length);
  }

  // same reports whether a spelling is the one that was typed, or begins so.
  function same(w, marks, whole) {
    if (whole) return marks === w.marks;
    var tone = /[0-9]*$/.exec(marks)[0];
    return marks.slice(0, marks.length - tone.length).startsWith(w.letters) && (!w.tone || tone === w.tone);
  }

  // pairs adds to the score of pages where two of the words are neighbours.
  function pairs(asked, open, score) {
    for (var i = 0; i + 1 < asked.length && i < neighbours; i++) {
      var best = new Uint8Array(names.pages);
      lookup('pairs', asked[i].folded + ' ' + asked[i + 1].folded, open && i + 2 === asked.length, function (key, row) {
        row.split('~').slice(1).forEach(function (list, place) {
          pages(list, function (page) { best[page] = Math.max(best[page], place ? 2 : 8); });
        });
      });
      for (var page = 0; page < best.length; page++) score[page] += best[page];
    }
  }

  // ranked leaves the pages that have all words, or as many as any has. First aid
  // comes first where its title has what was asked, or where it is about it and
  // no other page's title has it.
  function ranked(found, count) {
    var all = [], score = found.score, many = found.words.reduce(function (a, b) { return Math.max(a, b); }, 0), titled = false;
    if (!many || many * 2 < count) return all;
    for (var page = 0; page < names.pages; page++) if (found.words[page] === many) {
      if (many < count) found.worst[page] = 2;
      if (!found.worst[page]) {
        score[page] *= 1.3 + .5 / (1 + Math.abs(digit(names.lengths.charCodeAt(page)) - count));
        titled = true;
      }
      all.push(page);
    }
    names.urgent.forEach(function (page) {
      if (found.words[page] === many && found.worst[page] < (titled ? 1 : 2)) score[page] += 1000;
    });
    return sorted(all, score);
  }

  // sorted puts the best in order, and the others behind them as they are: nobody
  // reads to the thousandth.
  function sorted(all, score) {
    function order(a, b) { return score[b] - score[a] || a - b; }
    if (all.length <= 200) return all.sort(order);
    var least = new Float32Array(all.map(function (page) { return score[page]; })).sort()[all.length - 100];
    var best = all.filter(function (page) { return score[page] >= least; });
    return best.sort(order).concat(all.filter(function (page) { return score[page] < least; }));
  }

  // --- What is shown. ---
  var turn = 0, ready, step = 8;

  function answer(again) {
    var query = input.value, asked = words(query), mine = ++turn;
    if (!asked.length) return show();
    var open = /[\p{L}\p{M}\p{N}]$/u.test(query);
    ready = ready || script(text.names);
    return ready.then(function () {
      return Promise.all(plan(asked, open).map(file)).then(function () {
        return more(search(asked, open), asked, 0, mine);
      }).catch(function (failed) {
        if (navigator.onLine && !again) throw failed;
        return kept().then(function (rows) { return more(scan(asked, open, rows), asked, 0, mine, rows); });
      });
    }).catch(function () {
      // The names may be older than the pieces on the host: ask past every cache.
      if (again) {
        ready = null;
        return mine === turn && say(text.failed);
      }
      ready = script(text.names + '?' + Date.now()).catch(fresh);
      return mine === turn && answer(true);
    });
  }

  // more shows some results beginning with one. What is shown of them is given where
  // the device knows only what was saved.
  function more(results, asked, from, mine, rows) {
    if (mine !== turn) return;
    var some = results.slice(from, from + step), needed = {};
    function of(page) { return names.shown[Math.floor(page / names.each)]; }
    if (!rows) some.forEach(function (page) { needed[of(page)] = 1; });
    return Promise.all(Object.keys(needed).map(file)).then(function () {
      if (mine !== turn) return;
      if (!from) show();
      some.forEach(function (page) { list.append(result(rows ? rows[page] : files[of(page)][page % names.each], asked)); });
      say((results.length ? text.found + ': ' + results.length : text.none) + (rows && names.shown.length > 1 ? ' ' + text.kept : ''));
      var rest = box.querySelector('.rest');
      rest.hidden = from + step >= results.length;
      rest.onclick = function () {
        more(results, asked, from + step, mine, rows).then(function () { list.children[from + step].querySelector('a').focus(); });
      };
    });
  }

  function show() {
    list.textContent = '';
    say('');
    box.querySelector('.rest').hidden = true;
  }

  function say(words) { status.textContent = words; }

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

  function result(row, asked) {
    var item = element('li'), link = element('a'), line = element('p');
    link.href = address(row[1]);
    mark(link, row[0], asked);
    item.append(element('h3', link), line);
    var heading = best(row[3], asked, hits(row[0], asked));
    if (heading >= 0) {
      var to = element('a');
      to.href = link.href + '#' + encodeURIComponent(row[3][heading]);
      mark(to, row[3][heading + 1], asked);
      line.append(to);
    } else mark(line, row[2], asked);
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
  function best(headings, asked, atLeast) {
    for (var i = 0, found = -1; i < headings.length; i += 2) {
      var n = hits(headings[i + 1], asked);
      if (n > atLeast) {
        atLeast = n;
        found = i;
      }
    }
    return found;
  }

  function isHit(word, asked) {
    var folded = fold(word);
    return asked.some(function (w, i) { return folded === w.folded || i === asked.length - 1 && folded.startsWith(w.folded); });
  }

  function hits(s, asked) {
    var different = {};
    (s.match(wordForm) || []).forEach(function (word) { if (isHit(word, asked)) different[fold(word)] = 1; });
    return Object.keys(different).length;
  }

  // mark puts a text into an element, the words that were asked for marked.
  function mark(into, s, asked) {
    var end = 0;
    s.replace(wordForm, function (word, at) {
      if (!isHit(word, asked)) return;
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
  addEventListener('online', function () { own = null; }); // more may be saved meanwhile
  list.addEventListener('click', remember);
  input.value = [location.hash.slice(1), location.search].map(function (s) { return new URLSearchParams(s).get('q'); }).filter(Boolean)[0] || input.value;
  if (input.value) answer();
})();
