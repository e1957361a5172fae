// What only the reader's device knows: today, whether a campaign runs today,
// the clipboard, the commune that the reader chose. Everything is there without it.
(function () {
  var all = function (selector, within) { return Array.from((within || document).querySelectorAll(selector)); };
  var now = new Date();
  var today = new Date(now - now.getTimezoneOffset() * 6e4).toISOString().slice(0, 10); // by the device's zone

  all('[data-day="' + today + '"]').forEach(function (day) { day.classList.add('today'); day.setAttribute('aria-current', 'date'); });

  var days = function (a, b) { return Math.round((Date.parse(b) - Date.parse(a)) / 864e5); };
  all('.state[data-start]').forEach(function (state) {
    var d = state.dataset;
    state.textContent = today < d.start ? d.upcoming : today > d.end ? d.over :
      d.running.replace('{day}', days(d.start, today) + 1).replace('{days}', days(d.start, d.end) + 1);
  });

  // Chat programs open pages in a browser of their own that knows no calendar files.
  if (/Zalo|FBAN|FBAV|Instagram|Line\//i.test(navigator.userAgent)) document.documentElement.classList.add('in-app');

  // copies lets a box copy its text when it opens; where that is refused the text stays selected.
  var copies = function (box) {
    var text = box.querySelector('textarea');
    box.addEventListener('toggle', function () {
      if (!box.open) return;
      text.focus();
      text.select();
      if (!navigator.clipboard) return;
      navigator.clipboard.writeText(text.value).then(function () {
        box.querySelector('[role=status]').textContent = box.dataset.copied;
      }, function () {});
    });
  };
  all('.copy').forEach(copies);

  // Each week of an agenda can be copied, too: its text is what stands there.
  var words = function (node) { return node.textContent.replace(/\s+/g, ' ').trim(); };
  var line = function (item) {
    return '- ' + Array.from(item.childNodes, function (part) { return (part.nodeName === 'SMALL' ? '– ' : '') + words(part); })
      .filter(function (text) { return text && text !== '– '; }).join(' ');
  };
  all('[data-copy-week]').forEach(function (section) {
    all('.week', section).forEach(function (item) {
      for (var week = [], day = item.previousElementSibling; day && day.className !== 'week'; day = day.previousElementSibling) if (day.dataset.day) week.unshift(day);
      var box = document.createElement('details');
      var summary = document.createElement('summary'), text = document.createElement('textarea'), status = document.createElement('p');
      box.className = 'copy';
      box.dataset.copied = section.dataset.copied;
      summary.textContent = section.dataset.copyWeek;
      text.readOnly = true;
      text.rows = 8;
      text.setAttribute('aria-label', summary.textContent);
      text.value = [words(document.querySelector('h1'))].concat(week.map(function (day) {
        var lunar = day.querySelector('h3 small');
        return words(day.querySelector('h3 time')) + (lunar ? ' (' + words(lunar) + ')' : '') + '\n' + all('li', day).map(line).join('\n');
      }), location.href.split('#')[0]).join('\n');
      status.setAttribute('role', 'status');
      box.append(summary, text, status);
      item.append(box);
      item.hidden = false;
      copies(box);
    });
  });

  // The reader's commune is kept on the device alone, and only if the device allows it.
  // Sites that share a host each have their own.
  var key = 'loa.unit ' + new URL('..', document.currentScript.src).pathname, units = all('[data-filter=unit] a'), chosen = '';
  try { chosen = localStorage.getItem(key) || ''; } catch (e) {}
  var lists = all('.agenda ul').map(function (list) { return [list, all('li', list)]; });
  var place = document.querySelector('[data-my-unit]'), own = document.createElement('a');
  var first = function () {
    lists.forEach(function (l) {
      var mine = function (item) { return chosen && item.dataset.unit === chosen; };
      l[1].forEach(function (item) { item.classList.toggle('mine', mine(item)); });
      l[0].append.apply(l[0], l[1]);
      l[0].prepend.apply(l[0], l[1].filter(mine));
    });
    var page = units.find(function (a) { return a.dataset.key === chosen; });
    own.hidden = !page;
    if (page) {
      own.href = page.href;
      own.textContent = place && place.dataset.seeUnit.replace('{unit}', page.textContent);
    }
  };
  if (chosen) first();
  if (!place || !units.length) return;
  var label = document.createElement('label'), select = document.createElement('select');
  label.textContent = place.dataset.myUnit + ' ';
  select.add(new Option(place.dataset.anyUnit, ''));
  units.forEach(function (a) { select.add(new Option(a.textContent, a.dataset.key, false, a.dataset.key === chosen)); });
  select.addEventListener('change', function () {
    chosen = select.value;
    try { chosen ? localStorage.setItem(key, chosen) : localStorage.removeItem(key); } catch (e) {}
    first();
  });
  label.append(select);
  own.className = 'button';
  place.append(label, own);
  place.hidden = false;
  first();
})();
