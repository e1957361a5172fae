// The worker of a site that keeps nothing on its readers' devices any more: it
// takes away what an earlier one kept, and itself.
var mine = 'loa|' + new URL(registration.scope).pathname + '|';
addEventListener('install', function () { skipWaiting(); });
addEventListener('activate', function (event) {
  event.waitUntil(caches.keys().then(function (names) {
    return Promise.all(names.filter(function (n) { return n.startsWith(mine); }).map(function (n) { return caches.delete(n); }));
  }).catch(function () {}).then(function () { return registration.unregister(); }));
});
