// What the preview adds to a page that the desk shows while somebody writes: the
// next version takes the place of this one without a flash. The desk alone is
// heard, and is told nothing but that it was heard.
(function () {
  'use strict';
  var me = document.currentScript;
  if (!me.dataset.desk || parent === window) return;

  // Each version has its styles below a name of its own.
  function sheets(page) {
    return Array.from(page.querySelectorAll('link[rel=stylesheet]')).map(function (l) {
      return l.getAttribute('href').replace(/_loa\/view\/[^/]+\//, '');
    }).join();
  }

  function show(address) {
    fetch(address).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      return answer.text();
    }).then(function (text) {
      var next = new DOMParser().parseFromString(text, 'text/html');
      if (sheets(next) !== sheets(document)) { location.replace(address); return; }
      var at = scrollY;
      document.body.replaceChildren.apply(document.body, Array.from(next.body.childNodes));
      scrollTo(0, at);
    }).catch(function () { location.replace(address); });
  }

  addEventListener('message', function (event) {
    if (event.source !== parent || event.origin !== me.dataset.desk || typeof event.data !== 'string' || !event.ports[0]) return;
    var address = new URL(event.data, location.href);
    if (address.origin !== location.origin) return;
    event.ports[0].postMessage('');
    show(address.href);
  });
})();
