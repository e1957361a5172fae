// Puts the newest figures of readers into a page: it came with those of an older month,
// and new ones change no page. Without a network the older ones stay. A figure that is too
// small to be told is 0 in the files.
(function () {
  function words(n, under) { return typeof n === 'string' ? loaFormat.day(n) : n ? loaFormat.number(n) : under; }
  function list(box, most) {
    box.textContent = '';
    most.forEach(function (page) {
      var item = box.appendChild(document.createElement('li')), link = item.appendChild(document.createElement('a'));
      link.href = box.dataset.root + page[0];
      link.textContent = page[1];
    });
  }
  function show(box, figures) {
    (box.dataset.of ? [box] : Array.from(box.querySelectorAll('[data-of]'))).forEach(function (el) {
      var figure = figures[el.dataset.of], row = el.closest('[hidden]');
      if (figure === undefined) return;
      if (Array.isArray(figure)) list(el, figure); else el.textContent = words(figure, box.dataset.under);
      for (; row; row = el.closest('[hidden]')) row.hidden = false;
    });
  }
  var files = {}; // past the copies of careless hosts: a file that is as it was costs an answer without a body
  function bring(box) {
    var file = box.dataset.reach;
    files[file] = files[file] || fetch(file, { cache: 'no-cache' }).then(function (r) { return r.ok && r.json(); }).catch(function () {});
    files[file].then(function (figures) { if (figures) show(box, figures); });
  }
  // A figure is asked for when its place is seen: few readers go down to it, and nothing of
  // the page waits for it. What is hidden is never seen: what stands around it counts.
  addEventListener('load', function () {
    var seen = window.IntersectionObserver && new IntersectionObserver(function (all) {
      all.forEach(function (one) {
        if (!one.isIntersecting) return;
        seen.unobserve(one.target);
        one.target.loaBoxes.forEach(bring);
      });
    });
    document.querySelectorAll('[data-reach]').forEach(function (box) {
      if (!seen) return bring(box);
      var place = box;
      while (place.closest('[hidden]')) place = place.closest('[hidden]').parentNode;
      (place.loaBoxes = place.loaBoxes || []).push(box);
      seen.observe(place);
    });
  });
})();
