// Search, third part: which pages answer a question, and how well. A page need not have
// all words: each counts by its rarity and by the place where the page has it.
var loaRank = (function () {
  // How much a place counts: title, what the page is about, text.
  var places = [20, 6, 1];
  var most = 12; // words of a question that count
  var neighbours = 3; // pairs of them that are looked up

  // written reports whether a word is one of a list of words, as a reader writes it: one
  // who sets no marks means the marked word too.
  function written(w, of) { return w.folded === of.folded && (!w.marked || w.marks === of.marks); }

  // spans calls each with the places where words stand in a question.
  function spans(asked, words, each) {
    for (var from = 0; from + words.length <= asked.length; from++) {
      if (words.every(function (of, i) { return written(asked[from + i], of); })) each(from);
    }
  }

  // terms makes of a question what is looked for: its words without those that say
  // little, each with the other words for the same thing.
  function terms(asked, names) {
    var little = {}, all = [];
    (names.little || []).forEach(function (words) {
      spans(asked, words, function (from) { words.forEach(function (_, i) { little[from + i] = true; }); });
    });
    var same = [];
    (names.same || []).forEach(function (group) {
      group.forEach(function (words) {
        spans(asked, words, function (from) {
          same.push({ from: from, to: from + words.length, others: group.filter(function (other) { return other !== words; }) });
        });
      });
    });
    var kept = asked.map(function (_, i) { return i; }).filter(function (i) {
      return !little[i] || same.some(function (s) { return s.from <= i && i < s.to; });
    });
    if (!kept.length) kept = asked.map(function (_, i) { return i; });
    kept.slice(0, most).forEach(function (i) {
      var term = { at: i, word: asked[i], last: i === asked.length - 1, others: [] };
      same.forEach(function (s) {
        if (s.from <= i && i < s.to) s.others.forEach(function (words) { term.others.push({ words: words, worth: .8 }); });
      });
      (asked[i].or || []).forEach(function (word) { term.others.push({ words: [word], worth: .9 }); });
      all.push(term);
    });
    return all;
  }

  // alike says how well a spelling is the one that was asked for.
  function alike(w, marks, whole) {
    if (!w.marked) return !marks || marks === w.folded ? 1 : .9;
    if (whole ? marks === w.marks : begins(w, marks)) return 1;
    var tone = /[0-9]*$/.exec(marks)[0], letters = marks.slice(0, marks.length - tone.length);
    if (letters === w.letters) return tone + w.tone === '34' || tone + w.tone === '43' ? .8 : w.tone ? .2 : .6;
    return !w.tone || w.tone === tone ? .3 : .12;
  }

  function begins(w, marks) {
    var tone = /[0-9]*$/.exec(marks)[0];
    return marks.slice(0, marks.length - tone.length).startsWith(w.letters) && (!w.tone || tone === w.tone);
  }

  // values gives how well each page has a word, and the best place where it has it.
  // find calls back with every page that has the word or, if it is still open, begins
  // with it: page, place, spelling, whether it is whole.
  function values(w, open, total, find) {
    var found = { value: new Float32Array(total), place: new Uint8Array(total).fill(3), any: false };
    find(w, open, function (page, place, marks, whole) {
      var worth = alike(w, marks, whole) * (whole ? 1 : .6), value = worth * places[place];
      found.any = true;
      if (value <= found.value[page]) return;
      found.value[page] = value;
      found.place[page] = worth < .5 ? 2 : place;
    });
    return found;
  }

  // together is how well pages have all words of several.
  function together(words, total, find) {
    var all = words.map(function (w) { return values(w, false, total, find); });
    return all.reduce(function (a, b) {
      for (var page = 0; page < total; page++) {
        a.value[page] = Math.min(a.value[page], b.value[page]);
        a.place[page] = Math.max(a.place[page], b.place[page]);
      }
      return a;
    });
  }

  // marked are the words that a result shows marked: those that were looked for.
  function marked(terms, open) {
    var all = [];
    terms.forEach(function (term) {
      all.push({ folded: term.word.folded, open: open && term.last });
      term.others.forEach(function (other) { other.words.forEach(function (w) { all.push({ folded: w.folded }); }); });
    });
    return all;
  }

  // rank gives the pages that answer, the best first, how much of the question the best
  // ones answer, 0 to 1, and the words to mark.
  function rank(terms, open, names, find, pairs) {
    var total = names.pages, score = new Float32Array(total), had = new Float32Array(total);
    var titled = new Float32Array(total), about = new Float32Array(total), hits = new Uint8Array(total);
    var sum = 0, unknown = 0, weights = [];
    terms.forEach(function (term) {
      var found = values(term.word, open && term.last, total, find);
      term.others.forEach(function (other) {
        var more = together(other.words, total, find);
        for (var page = 0; page < total; page++) if (more.value[page] * other.worth > found.value[page]) {
          found.value[page] = more.value[page] * other.worth;
          found.place[page] = more.place[page];
        }
      });
      var count = 0;
      for (var page = 0; page < total; page++) if (found.value[page] >= .5) count++;
      var weight = Math.pow(Math.log(1 + (total + 1) / (count + .5)), .7);
      weights.push(weight);
      sum += weight;
      for (page = 0; page < total; page++) if (found.value[page]) {
        hits[page]++;
        had[page] += weight * Math.min(1, found.value[page] / 2);
        score[page] += weight * found.value[page];
        if (found.place[page] < 2) about[page] += weight;
        if (!found.place[page]) titled[page] += weight;
      }
    });
    for (var i = 0; i + 1 < terms.length && i < neighbours; i++) {
      if (terms[i].at + 1 !== terms[i + 1].at) continue;
      var best = new Uint8Array(total);
      pairs(terms[i].word, terms[i + 1].word, open && terms[i + 1].last, function (page, place) {
        best[page] = Math.max(best[page], place ? 5 : 20);
      });
      for (var page = 0; page < total; page++) score[page] += best[page] * Math.min(weights[i], weights[i + 1]);
    }
    var all = [], top = 0;
    for (page = 0; page < total; page++) if (hits[page]) {
      score[page] *= .1 + .9 * had[page] / sum;
      var length = loaWords.digit(names.lengths.charCodeAt(page));
      if (titled[page] > .5 * sum) score[page] *= 1.1 + .4 / (1 + Math.abs(length - hits[page]));
      top = Math.max(top, had[page]);
    }
    names.urgent.forEach(function (page) {
      if (about[page] >= .6 * sum) score[page] *= titled[page] ? 1.8 : 1.3;
    });
    for (page = 0; page < total; page++) if (had[page] >= .6 * top && hits[page]) all.push(page);
    return { pages: sorted(all, score), covered: sum ? top / sum : 0, words: marked(terms, open) };
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

  return { neighbours: neighbours, terms: terms, rank: rank };
})();
