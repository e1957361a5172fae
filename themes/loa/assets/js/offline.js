// Registers the worker that keeps pages on the device, once the page is there,
// and asks it for the rest. On a disk and in the preview there is none.
(function () {
  var worker = document.querySelector('meta[name=loa-worker]');
  if (!worker || !/^http/.test(location.protocol) || !navigator.serviceWorker || document.querySelector('script[src*="_loa/preview.js"]')) return;
  var workers = navigator.serviceWorker, net = navigator.connection;

  function fill() {
    return workers.ready.then(function (registration) {
      if (!(net && net.saveData)) registration.active.postMessage({ order: 'fill' });
    });
  }

  addEventListener('load', function () {
    workers.register(worker.content, { updateViaCache: 'none' }).then(fill).catch(function () {}); // storage is denied: the site works without
  });
  workers.addEventListener('controllerchange', fill); // a new version has come meanwhile
})();
