// What only the reader's device knows: today, whether a campaign runs today,
// the clipboard, the commune that the reader chose. Everything is there without it.
(function () {
  var all = function (selector, within) { return [].slice.call((within || document).querySelectorAll(selector)); };
  var pad = function (n) { return (n < 10 ? '0' : '') + n; };
  var now = new Date();
  var today = now.getFullYear() + '-' + pad(now.getMonth() + 1) + '-' + pad(now.getDate());

  all('[data-day="' + today + '"]').forEach(function (day) { day.classList.add('today'); day.setAttribute('aria-current', 'date'); });

  var days = function (a, b) { return Math.round((Date.parse(b) - Date.parse(a)) / 864e5); };
  all('.state[data-start]').forEach(function (state) {
    var d = state.dataset;
    state.textContent = today < d.start ? d.upcoming : today > d.end ? d.over :
      d.running.replace('{day}', days(d.start, today) + 1).replace('{days}', days(d.start, d.end) + 1);
  });

  // Chat programs open pages in a browser of their own that knows no calendar files.
  if (/Zalo|FBAN|FBAV|Instagram|Line\//i.test(navigator.userAgent)) document.documentElement.classList.add('in-app');

  all('.copy').forEach(function (box) {
    var text = box.querySelector('textarea');
    box.addEventListener('toggle', function () {
      if (!box.open) return;
      text.focus();
      text.select();
      if (!navigator.clipboard) return;
      navigator.clipboard.writeText(text.value).then(function () {
        box.querySelector('[role=status]').textContent = box.dataset.copied;
      }, function () {}); // the text stays selected
    });
  });

  // The reader's commune is kept on the device alone.
  var units = all('[data-filter=unit] a');
  var first = function (unit) {
    all('.agenda ul').forEach(function (list) {
      all('[data-unit]', list).reverse().forEach(function (item) {
        item.classList.toggle('mine', item.dataset.unit === unit);
        if (item.dataset.unit === unit) list.insertBefore(item, list.firstChild);
      });
    });
  };
  var kept = null;
  try { kept = localStorage.getItem('loa.unit'); } catch (e) { return; }
  if (kept) first(kept);
  var place = document.querySelector('[data-my-unit]');
  if (!place || !units.length) return;
  var label = document.createElement('label');
  label.textContent = place.dataset.myUnit + ' ';
  var select = document.createElement('select');
  select.add(new Option(place.dataset.anyUnit, ''));
  units.forEach(function (a) { select.add(new Option(a.textContent, a.dataset.key, false, a.dataset.key === kept)); });
  select.addEventListener('change', function () {
    try { localStorage.setItem('loa.unit', select.value); } catch (e) {}
    first(select.value);
  });
  label.appendChild(select);
  place.appendChild(label);
  place.hidden = false;
})();
