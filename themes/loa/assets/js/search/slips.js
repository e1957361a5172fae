// Search, second part: slips of the hand. What a keyboard left of Vietnamese that it
// should have composed (Telex: dduoosi, VNI: d9uo61i), and single typing errors.
var loaSlips = (function () {
  var telex = { f: 1, s: 2, x: 3, r: 4, j: 5, z: '' };
  var vni = { 2: 1, 1: 2, 4: 3, 3: 4, 5: 5, 0: '' };
  var syllable = /^(?:b|ch?|d|gi|gh?|h|kh?|l|m|ngh?|nh|n|ph?|qu|r|s|th|tr|t|v|x)?[aeiouy]{1,3}(?:ch?|m|ng|nh|n|p|t)?$/;
  var round = { a: 'â', e: 'ê', o: 'ô' };

  // composed gives the word that a keyboard would have made of these keys, or nothing
  // where they are a syllable already or make none.
  function composed(w) {
    var keys = w.letters, out = '', tone = '';
    if (w.marked || !/^[a-z][a-z0-9]*$/.test(keys) || syllable.test(keys)) return;
    function put(from, to) {
      var at = out.lastIndexOf(from);
      if (at >= 0) out = out.slice(0, at) + to + out.slice(at + from.length);
      return at >= 0;
    }
    function horn() { return put('uo', 'ươ') || put('ưo', 'ươ') || put('o', 'ơ') || put('u', 'ư'); }
    for (var i = 0; i < keys.length; i++) {
      var key = keys[i], open = /[aeiouyâêôăơư]/.test(out);
      if (open && key in telex) tone = telex[key];
      else if (open && key in vni) tone = vni[key];
      else if (key === 'd' && out[0] === 'd' || key === '9' && out[0] === 'd') out = 'đ' + out.slice(1);
      else if (key === 'w') horn() || put('a', 'ă') || (out += 'ư');
      else if (key === '7') horn();
      else if (key === '8') put('a', 'ă');
      else if (key === '6') put('a', 'â') || put('e', 'ê') || put('o', 'ô') || put('ơ', 'ô');
      else if (round[key] && out.indexOf(key) >= 0) put(key, round[key]);
      else out += key;
    }
    var folded = loaWords.fold(out);
    if (syllable.test(folded)) return loaWords.spelled(folded, out, String(tone));
  }

  // near reports whether one word becomes the other by one slip: a letter too many, too
  // few, wrong, or two that changed places.
  function near(a, b) {
    for (var from = 0; from < a.length && a[from] === b[from]; from++);
    for (var to = 0; to < Math.min(a.length, b.length) - from && a[a.length - 1 - to] === b[b.length - 1 - to]; to++);
    var left = a.slice(from, a.length - to), right = b.slice(from, b.length - to);
    return left.length < 2 && right.length < 2 || left.length === 2 && left === right[1] + right[0];
  }

  return { composed: composed, near: near };
})();
