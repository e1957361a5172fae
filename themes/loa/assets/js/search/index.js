// Search, fourth part: the data. They are classic scripts that call loaSearch
// (internal/generator/search makes them): they load over HTTP, from the worker's cache and
// from a disk alike. A question loads the pieces it needs; on a small site there is one.
var loaIndex = (function () {
  var files = {}, named = {}, loading = {};
  var slip = 5; // letters of a word in which one may be wrong

  window.loaSearch = function (name, data) {
    if (typeof name !== 'object') return files[name] = typeof data === 'string' ? loaWords.lines(data) : data;
    var before = named[name.tag];
    if (before && held(before) === held(name)) name.own = before.own; // else pages may have other numbers
    ['little', 'same'].forEach(function (list) {
      name[list] = (name[list] || []).map(function (one) {
        return list === 'same' ? one.map(function (s) { return loaWords.words(s, true); }) : loaWords.words(one, true);
      });
    });
    named[name.tag] = name;
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

  // of gives the index of a language, whose files lie below root. dear is how many pieces
  // of words and neighbours are loaded for one question.
  function of(root, url, tag, dear) {
    var names; // of the question under way

    // load brings the names; past every cache, if those of before are of no use.
    function load(again) {
      var loaded = again ? script(url + '?' + Date.now()).catch(fresh) : script(url);
      return loaded.then(function () { names = named[tag]; });
    }

    // fresh asks once more for the names: the site may have been updated since the page
    // was opened, and the pieces of before are gone.
    function fresh() {
      delete loading[url];
      return script(url).then(function () { names = named[tag]; });
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

    // plan lists the pieces that a question needs: those of its words, then of other words
    // for them, then of neighbours, as long as it costs no more than a slow line can bear.
    function plan(terms, open, wordsOnly) {
      var needed = [];
      function need(kind, key, last) {
        range(names[kind], key, last && open ? key + '\uffff' : key).forEach(function (n) {
          if (needed.indexOf(n) < 0 && needed.length < dear) needed.push(n);
        });
      }
      terms.forEach(function (t) { need('words', t.word.folded, t.last); });
      if (wordsOnly) return needed;
      terms.forEach(function (t) {
        t.others.forEach(function (other) { other.words.forEach(function (w) { need('words', w.folded); }); });
      });
      for (var i = 1; i < terms.length && i <= loaRank.neighbours; i++) {
        if (terms[i - 1].at + 1 === terms[i].at && has(terms[i - 1]) && has(terms[i], open)) need('pairs', terms[i - 1].word.folded + ' ' + terms[i].word.folded, terms[i].last);
      }
      return needed;
    }

    // has reports whether the index has the word of a term: neighbours of others need not
    // be loaded.
    function has(term, open) {
      var found = false;
      lookup('words', term.word.folded, open && term.last, function () { found = true; });
      return found;
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

    function find(w, open, each) {
      lookup('words', w.folded, open, function (key, row) {
        row.split('|').slice(1).forEach(function (spelling) {
          var lists = spelling.split('~'), marks = lists[0] || key;
          for (var place = 0; place < 3; place++) {
            loaWords.pages(lists[place + 1], names.pages, function (page) { each(page, place, marks, key === w.folded); });
          }
        });
      });
    }

    function pairs(a, b, open, each) {
      lookup('pairs', a.folded + ' ' + b.folded, open, function (key, row) {
        row.split('~').slice(1).forEach(function (list, place) {
          loaWords.pages(list, names.pages, function (page) { each(page, place); });
        });
      });
    }

    // mend puts those that were meant in place of words that nobody wrote.
    function mend(terms, asked, open) {
      var lost = terms.filter(function (t) { return !t.others.length && !has(t, open); });
      var wrong = lost.filter(function (t) {
        var meant = loaSlips.composed(t.word);
        if (meant) asked[t.at] = meant;
        return !meant && t.word.folded.length >= slip;
      });
      return (wrong.length && names.long ? file(names.long) : Promise.resolve()).then(function () {
        wrong.forEach(function (t) {
          var meant = known().filter(function (key) { return loaSlips.near(key, t.word.folded); });
          if (!meant.length) return;
          asked[t.at] = loaWords.spelled(meant[0], meant[0], '');
          asked[t.at].or = meant.slice(1, 4).map(function (key) { return loaWords.spelled(key, key, ''); });
        });
        return lost.length ? loaRank.terms(asked, names) : terms;
      });
    }

    // known are the words among which one that was meant is looked for: of titles and of
    // what pages are about, and of the synonyms.
    function known() {
      var table = files[names.long || (names.words[0] || '').slice(0, 8)], all = table ? table.words.slice() : [];
      names.same.forEach(function (group) {
        group.forEach(function (words) { words.forEach(function (w) { if (all.indexOf(w.folded) < 0) all.push(w.folded); }); });
      });
      return all.filter(function (key) { return key.length >= slip - 1; });
    }

    // ask answers a question from the index.
    function ask(asked, open) {
      var terms = loaRank.terms(asked, names);
      return Promise.all(plan(terms, open, true).map(file)).then(function () { return mend(terms, asked.slice(), open); }).then(function (meant) {
        return Promise.all(plan(meant, open).map(file)).then(function () {
          return loaRank.rank(meant, open, names, find, pairs);
        });
      });
    }

    // kept gives what is shown of pages, by their numbers, as far as it is on the
    // device: of a small site all, of a large one that of what the reader saved.
    function kept() {
      return fresh().catch(function () {}).then(function () {
        return names.own = names.own || gather();
      }).catch(function (nothing) { names.own = null; throw nothing; });
    }

    function gather() {
      if (names.shown.length < 2) return file(names.shown[0]).then(function () { return files[names.shown[0]]; });
      var rows = [];
      return Promise.all((names.kept || []).map(function (name) {
        return file(name).then(function () { files[name].forEach(function (row) { rows[row[5]] = row; }); }, function () {}); // not saved
      })).then(function () {
        if (!rows.length) throw new Error('nothing is saved');
        return rows;
      });
    }

    // scan looks through these where the index of the texts is not on the device and
    // there is no network.
    function scan(asked, open, rows) {
      function find(w, open, each) {
        rows.forEach(function (row, page) {
          row.words = row.words || [loaWords.words(row[0], true), loaWords.words(row[2] + ' ' + row[3].join(' '), true)];
          row.words.forEach(function (list, place) {
            list.forEach(function (word) {
              var whole = word.folded === w.folded;
              if (whole || open && word.folded.startsWith(w.folded)) each(page, place, word.marks, whole);
            });
          });
        });
      }
      return loaRank.rank(loaRank.terms(asked, names), open, names, find, function () {});
    }

    // rows brings what is shown of some pages.
    function rows(pages) {
      var needed = {};
      function piece(page) { return names.shown[Math.floor(page / names.each)]; }
      pages.forEach(function (page) { needed[piece(page)] = 1; });
      return Promise.all(Object.keys(needed).map(file)).then(function () {
        return pages.map(function (page) { return files[piece(page)][page % names.each]; });
      });
    }

    return {
      load: load, ask: ask, kept: kept, scan: scan, rows: rows,
      others: function () { return names.others || []; },
      large: function () { return names.shown.length > 1; },
      forget: function () { if (names) names.own = null; }
    };
  }

  return { of: of };
})();
