// Puts the newest figures of readers into a page: it came with those of an older month,
// and new ones change no page. Without a network the older ones stay. A figure that is too
// small to be told is 0 in the files.
(function () {
  var language = document.documentElement.lang;
  function words(n, under) { return typeof n === 'string' ? new Date(n + 'T12:00').toLocaleDateString(language) : n ? n.toLocaleString(language) : under; }
  function list(box, most) {
    box.replaceChildren.apply(box, most.map(function (page) {
      var item = document.createElement('li'), link = document.createElement('a');
      link.href = box.dataset.root + page[0];
      link.textContent = page[1];
      item.append(link);
      return item;
    }));
  }
  function show(box, figures) {
    (box.dataset.of ? [box] : Array.from(box.querySelectorAll('[data-of]'))).forEach(function (el) {
      var figure = figures[el.dataset.of], row = el.closest('[hidden]');
      if (figure === undefined) return;
      if (Array.isArray(figure)) list(el, figure); else el.textContent = words(figure, box.dataset.under);
      for (; row; row = el.closest('[hidden]')) row.hidden = false;
    });
  }
  // Not before the page is there: nothing of it waits for figures.
  addEventListener('load', function () {
    document.querySelectorAll('[data-reach]').forEach(function (box) {
      fetch(box.dataset.reach).then(function (r) { return r.ok && r.json(); }).then(function (figures) { if (figures) show(box, figures); }).catch(function () {});
    });
  });
})();
