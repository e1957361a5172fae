// How large the packs are and of which day: no page knows it, since it is known
// only when all pages are made. A script of the build says it. Without it the
// links work all the same.
(function () {
  var links = [].slice.call(document.querySelectorAll('a[data-pack]'));
  if (!links.length) return;
  window.loaPacks = function (made) {
    links.forEach(function (link) {
      var size = made.sizes[link.dataset.pack];
      if (!size) return;
      var note = document.createElement('small');
      note.textContent = loaFormat.size(size) + ', ' + loaFormat.day(made.day);
      link.append(' ', note);
      link.download = link.download.replace(/(\.\w+)$/, '-' + made.day + '$1');
    });
  };
  // Not before the page is there: a network that hangs would keep it from being ready.
  addEventListener('load', function () {
    var script = document.createElement('script');
    script.src = links[0].dataset.list;
    document.head.append(script);
  });
})();
