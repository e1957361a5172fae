// Search on the reader's own device, first part: words and numbers. The rules are those
// of internal/generator/search (words.go, encode.go); both sides pass testdata/vectors.tsv
// there.
var loaWords = (function () {
  var unspaced = '\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff';
  var tones = { '\u0300': 1, '\u0301': 2, '\u0303': 3, '\u0309': 4, '\u0323': 5 };
  var pairForm = RegExp('[' + unspaced + ']'), runForm = RegExp('[' + unspaced + ']+|[^' + unspaced + ']+', 'g');
  var longest = 400; // characters of a question that count
  var wordLength = 40; // characters of a word that count
  var wordForm = /(?:(?![\u{10000}-\u{10ffff}])[\p{L}\p{M}\p{N}])+/gu; // of the first 65,536 characters

  // plain is a word without compatibility characters (m² is m2), a number without leading
  // zeros.
  function plain(word) { return word.normalize('NFKC').replace(/^0+(?=[0-9]+$)/, ''); }

  function fold(s) {
    return plain(s).toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd');
  }

  // spell gives a word's folded form, its letters without tone, and its tone; marks are
  // both.
  function spell(word) {
    var tone = '', folded = fold(word);
    var letters = word.toLowerCase().normalize('NFD').replace(/[\u0300\u0301\u0303\u0309\u0323]/g, function (c) { tone += tones[c]; return ''; }).normalize('NFC');
    return spelled(folded, letters, tone);
  }

  function spelled(folded, letters, tone) {
    return { folded: clip(folded), letters: letters, tone: tone, marks: clip(letters + tone), marked: letters + tone !== folded };
  }

  function clip(s) { return s.slice(0, wordLength); }

  function words(text, whole) {
    var all = [];
    ((whole ? text : text.slice(0, longest)).replace(/[\u200b\u2060]/g, '').match(wordForm) || []).forEach(function (written) {
      (written.normalize('NFKC').match(wordForm) || []).forEach(function (run) {
        if (!pairForm.test(run)) return all.push(spell(plain(run)));
        (fold(run).match(runForm) || []).forEach(function (part) {
          if (part.length === 1 || !pairForm.test(part)) return all.push(spelled(part, part, ''));
          for (var i = 0; i + 1 < part.length; i++) all.push(spelled(part.slice(i, i + 2), part.slice(i, i + 2), ''));
        });
      });
    });
    return all.filter(function (w) { return w.folded; }); // marks alone are no word
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

  // pages calls each with the pages of a list; of so many pages, if most have the word.
  function pages(gaps, total, each) {
    var next = 0, high = 0;
    if (gaps === '}') while (next < total) each(next++);
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

  return { form: wordForm, fold: fold, spelled: spelled, words: words, digit: digit, lines: lines, pages: pages };
})();
