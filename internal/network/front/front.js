// The search of the network's front: names of units, or titles of sites. Its data is
// fetched when somebody begins to search. Words are compared without marks, by the rule of
// internal/base/fold.
(function () {
  var form = document.querySelector('form[data-rows]');
  if (!form || !window.fetch || !''.normalize) return;
  var field = form.querySelector('input'), list = document.getElementById('found'), said = document.getElementById('said');
  var rows, asked = false, most = 50;

  function fold(s) {
    return s.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd').replace(/[\s.,:;!?()"'“”‘’/–-]+/g, ' ').trim();
  }

  function load() {
    if (asked) return;
    asked = true;
    fetch(form.dataset.rows).then(function (answer) {
      if (!answer.ok) throw answer.status;
      return answer.json();
    }).then(function (all) {
      rows = (all || []).map(function (row) { return { row: row, title: ' ' + fold(row[0]), all: ' ' + fold(row[0] + ' ' + row[1]) }; });
      show();
    }).catch(function () {
      asked = false;
      said.textContent = form.dataset.failed;
    });
  }

  // matches are the rows that have each word of a question at the beginning of a word:
  // first those whose title begins with the question.
  function matches(question) {
    var words = question.split(' '), first = [], rest = [];
    rows.forEach(function (r) {
      if (!words.every(function (w) { return r.all.indexOf(' ' + w) >= 0; })) return;
      (r.title.indexOf(' ' + question) === 0 ? first : rest).push(r.row);
    });
    return first.concat(rest);
  }

  function item(row) {
    var li = document.createElement('li'), name = document.createElement(row[2] ? 'a' : 'span'), note = document.createElement('small');
    name.textContent = row[0];
    if (row[2]) name.href = row[2];
    if (row[3]) name.lang = row[3];
    note.textContent = row[1];
    li.append(name, ' ', note);
    return li;
  }

  function show() {
    var question = fold(field.value), found = rows && question ? matches(question) : [];
    list.textContent = '';
    found.slice(0, most).forEach(function (row) { list.append(item(row)); });
    said.textContent = !rows || !question ? '' : !found.length ? form.dataset.none : (found.length > most ? form.dataset.first : form.dataset.found).replace('#', found.length);
  }

  field.addEventListener('focus', load);
  field.addEventListener('input', function () { load(); show(); });
  form.addEventListener('submit', function (e) { e.preventDefault(); });
  form.hidden = false;
})();
