// Search, third part: which pages answer a question, and how well. A page need not have
// all words: each counts by its rarity and by the place where the page has it.
var loaRank = (function () {
  // How much a place counts: title, what the page is about, text.
  var places = [20, 6, 1];
  var most = 12; // words of a question that count
  var neighbours = 3; // pairs of them that are looked up

  function marked(words) { return words.some(function (w) { return w.marked; }); }

  // spans calls each with the places where words stand in a question. One that is written
  // without any marks means the marked words too.
  function spans(asked, words, each) {
    var bare = !marked(asked);
    for (var from = 0; from + words.length <= asked.length; from++) {
      if (words.every(function (of, i) {
        var w = asked[from + i];
        return w.folded === of.folded && (bare || w.marks === of.marks);
      })) each(from);
    }
  }

  // slight tells of each word of a question how little it says: 2 is nothing. A single
  // word without marks may be another one (cho is also chó), so it only counts less.
  function slight(asked, lists) {
    var unsure = !marked(asked) && lists.some(marked);
    return lists.reduce(function (all, words) {
      spans(asked, words, function (from) {
        words.forEach(function (_, i) { all[from + i] = Math.max(all[from + i], unsure && words.length < 2 ? 1 : 2); });
      });
      return all;
    }, asked.map(function () { return 0; }));
  }

  // alternatives lists where other words for the same thing could stand.
  function alternatives(asked, groups) {
    var all = [];
    groups.forEach(function (group) {
      group.forEach(function (words) {
        spans(asked, words, function (from) {
          all.push({ from: from, to: from + words.length, others: group.filter(function (other) { return other !== words; }) });
        });
      });
    });
    return all;
  }

  // terms makes of a question what is looked for: its words without those that say
  // little, each with the other words for the same thing.
  function terms(asked, names) {
    var little = slight(asked, names.little), same = alternatives(asked, names.same), all = [];
    function within(i) { return same.filter(function (s) { return s.from <= i && i < s.to; }); }
    var every = asked.map(function (_, i) { return i; });
    var kept = every.filter(function (i) { return little[i] < 2 || within(i).length; });
    (kept.length ? kept : every).slice(0, most).forEach(function (i) {
      var term = { at: i, word: asked[i], last: i === asked.length - 1, slight: little[i] && !within(i).length, others: [] };
      within(i).forEach(function (s) {
        s.others.forEach(function (words) { term.others.push({ words: words, worth: .8 }); });
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
    var found = { value: new Float32Array(total), place: new Uint8Array(total).fill(3) };
    var worth, of, entire; // the pages of a spelling come one after the other
    find(w, open, function (page, place, marks, whole) {
      if (of !== marks || entire !== whole) worth = alike(w, of = marks, entire = whole) * (whole ? 1 : .6);
      var value = worth * places[place];
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

  // shown are the words that a result shows marked: those that were looked for.
  function shown(terms, open) {
    var all = [];
    terms.forEach(function (term) {
      all.push({ folded: term.word.folded, open: open && term.last });
      term.others.forEach(function (other) { other.words.forEach(function (w) { all.push({ folded: w.folded }); }); });
    });
    return all;
  }

  // tally is what is counted of every page while a question is answered.
  function tally(total) {
    function room() { return new Float32Array(total); }
    return {
      total: total, weights: [], sum: 0,
      hits: new Uint8Array(total), // how many words it has
      score: room(), had: room(), // the weight of the words that it has; less of those in the text
      whole: room(), // the words that it has, each as far as it is the one that was asked
      titled: room(), about: room() // the weight of those in the title, and of those there or in what it is about
    };
  }

  // weigh adds the words: each counts by its rarity and by the place where a page has it,
  // or other words for it.
  function weigh(t, terms, open, find) {
    var phrases = new Map(); // several terms may have the same other words
    function phrase(words) {
      if (!phrases.has(words)) phrases.set(words, together(words, t.total, find));
      return phrases.get(words);
    }
    terms.forEach(function (term) {
      var found = values(term.word, open && term.last, t.total, find), count = 0, page;
      term.others.forEach(function (other) {
        var more = phrase(other.words);
        for (page = 0; page < t.total; page++) if (more.value[page] * other.worth > found.value[page]) {
          found.value[page] = more.value[page] * other.worth;
          found.place[page] = more.place[page];
        }
      });
      for (page = 0; page < t.total; page++) if (found.value[page] >= .5) count++;
      var weight = Math.pow(Math.log(1 + (t.total + 1) / (count + .5)), .7) * (term.slight ? .3 : 1);
      t.weights.push(weight);
      t.sum += weight;
      for (page = 0; page < t.total; page++) if (found.value[page]) add(t, page, weight, found.value[page], found.place[page]);
    });
  }

  function add(t, page, weight, value, place) {
    t.hits[page]++;
    t.score[page] += weight * value;
    t.had[page] += weight * Math.min(1, value / 2);
    t.whole[page] += Math.min(1, value);
    if (place < 2) t.about[page] += weight;
    if (!place) t.titled[page] += weight;
  }

  // adjoin adds to the score of pages where two of the words are neighbours.
  function adjoin(t, terms, open, pairs) {
    for (var i = 0; i + 1 < terms.length && i < neighbours; i++) {
      if (terms[i].at + 1 !== terms[i + 1].at) continue;
      var beside = new Uint8Array(t.total), weight = Math.min(t.weights[i], t.weights[i + 1]);
      pairs(terms[i].word, terms[i + 1].word, open && terms[i + 1].last, function (page, place) {
        beside[page] = Math.max(beside[page], place ? 5 : 20);
      });
      for (var page = 0; page < t.total; page++) t.score[page] += beside[page] * weight;
    }
  }

  // judge looks at each page as a whole: how much of the question it has, whether its
  // title is about that and little else, and whether it is first aid for it.
  function judge(t, names) {
    for (var page = 0; page < t.total; page++) if (t.hits[page]) {
      t.score[page] *= .1 + .9 * t.had[page] / t.sum;
      var length = loaWords.digit(names.lengths.charCodeAt(page));
      if (t.titled[page] > .5 * t.sum) t.score[page] *= 1.1 + .4 / (1 + Math.abs(length - t.hits[page]));
    }
    names.urgent.forEach(function (page) {
      if (t.about[page] >= .6 * t.sum) t.score[page] *= t.titled[page] ? 1.8 : 1.3;
    });
  }

  // rank gives the pages that answer, the best first, which part of the words one page has,
  // 0 to 1, and the words to mark.
  function rank(terms, open, names, find, pairs) {
    var t = tally(names.pages), all = [], most = 0, covered = 0;
    weigh(t, terms, open, find);
    adjoin(t, terms, open, pairs);
    judge(t, names);
    for (var page = 0; page < t.total; page++) {
      most = Math.max(most, t.had[page]);
      covered = Math.max(covered, t.whole[page]);
    }
    for (page = 0; page < t.total; page++) if (t.hits[page] && t.had[page] >= .6 * most) all.push(page);
    return { pages: sorted(all, t.score), covered: covered / (terms.length || 1), words: shown(terms, open) };
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
