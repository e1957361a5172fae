// Registers the worker that keeps pages on the device, once the page is there,
// and asks it for the rest; marks what is kept; says when the page is an older
// copy. On a disk and in the preview there is none.
(function () {
  var worker = document.querySelector('meta[name=loa-worker]');
  if (!worker || !/^http/.test(location.protocol) || !navigator.serviceWorker || !('caches' in window) || document.querySelector('script[src*="_loa/preview.js"]')) return;
  var workers = navigator.serviceWorker, text = worker.dataset, net = navigator.connection, before = workers.controller;
  var language = worker.lang || document.documentElement.lang; // of the words
  var slow = /2g/.test(net && net.effectiveType); // such a line is for what is read now; the offline page saves what is asked for
  if (slow && !before && !document.getElementById('keep')) return;
  var scope = new URL('.', new URL(worker.content, location));
  // A worker that is there is found at once: to register it again waits for the
  // network, which may hang. A first visit waits for the page, which a picture may
  // hold up for ever.
  var registered = (before ? workers.getRegistration(scope.href) : Promise.resolve()).then(function (there) {
    if (there && there.scope === scope.href) return there;
    return new Promise(function (done) {
      if (document.readyState === 'complete') return done();
      addEventListener('load', done);
      setTimeout(done, 20000);
    }).then(function () { return workers.register(worker.content, { updateViaCache: 'none' }); });
  });

  // active is this site's worker as soon as it works. That of workers.ready may be
  // the one of a site above this one.
  function active(registration) {
    return new Promise(function (done, failed) {
      var first = registration.installing || registration.waiting;
      if (registration.active) return done(registration.active);
      first.addEventListener('statechange', function () {
        if (first.state === 'activated') done(first);
        if (first.state === 'redundant') failed();
      });
    });
  }

  // order asks the worker for something and gives its answer.
  function order(data) {
    return registered.then(active).then(function (worker) {
      return new Promise(function (done) {
        var line = new MessageChannel();
        line.port1.onmessage = function (e) { done(e.data); };
        worker.postMessage(data, [line.port2]);
      });
    });
  }
  window.loaOrder = order; // for the offline page

  function fill() { return order({ order: 'fill', spare: !!(net && net.saveData) || slow }).then(mark).catch(function () {}); }

  // mark marks the cards and tiles whose pages are on the device, and those whose are
  // not: where all are, the style shows nothing. It asks for each page alone: to open a
  // cache would make one that the worker has just taken away.
  function mark() {
    return Promise.all(Array.from(document.querySelectorAll('.card h3 a, .tile'), function (a) {
      return caches.match(a.href.split('#')[0]).then(function (copy) {
        var here = copy && copy.ok;
        (a.querySelector('b') || a.parentNode).className = here ? 'kept' : 'lacks'; // the title
        a.title = here ? text.kept : '';
      });
    })).catch(function () {});
  }

  // note says something about the copy that is shown, after all else of the page, so that
  // nothing moves. The style holds it at the lower edge, above the row of numbers and the
  // warnings that came late; on a first-aid page only if there is something to do.
  function note(words, link) {
    var line = document.querySelector('.copy-note') || document.createElement('p'), strip = document.querySelector('.strip');
    line.className = link ? 'copy-note newer' : 'copy-note';
    line.setAttribute('role', 'status');
    line.lang = language;
    line.dir = worker.dir;
    line.textContent = words;
    if (link) line.append(link);
    line.style.bottom = 'calc(' + (strip && getComputedStyle(strip).position === 'fixed' ? strip.offsetHeight + 8 : 8) + 'px + var(--late, 0px))';
    document.body.append(line);
  }

  // copied says from which day the page is when there is no network.
  function copied() {
    order({ order: 'copy' }).then(function (copy) {
      if (copy.day) note(text.copy.replace('{day}', loaFormat.day(copy.day)));
    });
  }

  function look(registration) {
    var late = setTimeout(copied, 4000); // a network that hangs
    return registration.update().catch(copied).then(function () { clearTimeout(late); });
  }

  workers.addEventListener('controllerchange', function () { // a new version has come meanwhile
    if (before) order({ order: 'copy' }).then(function (copy) {
      if (!copy.changed) return;
      var again = document.createElement('a');
      again.href = '';
      again.textContent = text.reload;
      note(text.newer + ' ', again);
    });
    before = workers.controller;
    fill();
  });
  if (before) {
    mark();
    if (!navigator.onLine) copied();
  }
  addEventListener('online', fill);
  registered.then(function (registration) { if (before && navigator.onLine) return look(registration); }).catch(function () {}); // storage is denied: the site works without
  fill();
})();
