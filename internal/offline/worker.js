// The worker that keeps a site on the reader's device. The build puts its facts
// before it, as "site":
//   version  of everything together
//   core     [path, sum] of what is saved at once, all or nothing
//   list     the file that names all the rest, [path, sum, size], and the topics
//   auto     whether the rest is saved without being asked for
//   offline  language prefix → the page for what is not there
//
// Each version has a cache of its own. A page looks for what it loads in the
// newest and then in older ones; names of assets carry a fingerprint, so a page
// of an older version finds its own. Older caches go when the new one has all
// that the reader had. Caches of other sites on the host are none of ours.
var scope = new URL(registration.scope);
var mine = 'loa|' + scope.pathname + '|', current = mine + site.version, kept = mine + 'kept';
var patience = 1500; // milliseconds for a network that may hang, when there is a copy

function at(path) { return new URL(path, scope).href; }

// --- What is saved ---

// versions are this site's caches up to this worker's own, the newest first.
function versions() {
  return caches.keys().then(function (names) {
    names = names.filter(function (n) { return n.startsWith(mine) && n !== kept; });
    var own = names.indexOf(current);
    return (own < 0 ? names : names.slice(0, own + 1)).reverse();
  });
}

function open(names) { return Promise.all(names.map(function (n) { return caches.open(n); })); }

// table is the cache's own list: path → sum.
function table(cache) {
  return cache.match(at('loa-sums')).then(function (r) { return r ? r.json() : {}; });
}

// older are the caches before this version's, with their tables.
function older() {
  return versions().then(function (names) {
    return open(names.filter(function (n) { return n !== current; }));
  }).then(function (all) {
    return Promise.all(all.map(function (cache) {
      return table(cache).then(function (sums) { return { cache: cache, sums: sums }; });
    }));
  });
}

// keep puts a file into the cache: as it is there, or unchanged from an older
// one, or from the network past its caches.
async function keep(cache, old, path, sum) {
  var url = at(path);
  if (await cache.match(url)) return;
  for (var o of old) {
    var copy = o.sums[path] === sum && await o.cache.match(url);
    if (copy) return cache.put(url, copy);
  }
  return cache.put(url, plain(await fetch(url, { cache: 'no-cache', credentials: 'same-origin' })));
}

// plain is an answer that may be stored and shown: nothing but what was asked
// for, and without the memory of a redirect, which no page may come from.
function plain(response) {
  if (response.status !== 200 || response.type === 'opaque') throw new Error('HTTP ' + response.status);
  return response.redirected ? new Response(response.body, { headers: response.headers }) : response;
}

// each calls work for all items, four at a time.
function each(items, work) {
  var next = 0;
  async function one() { while (next < items.length) await work(items[next++]); }
  return Promise.all([one(), one(), one(), one()]);
}

async function install() {
  var cache = await caches.open(current), old = await older();
  await each(site.core.concat([[site.list, '']]), function (f) { return keep(cache, old, f[0], f[1]); });
  var list = await (await cache.match(at(site.list))).json(), sums = {};
  site.core.concat(list.files).forEach(function (f) { sums[f[0]] = f[1]; });
  await cache.put(at('loa-sums'), new Response(JSON.stringify(sums)));
}

function listed() {
  return caches.open(current).then(function (c) { return c.match(at(site.list)); }).then(function (r) { return r.json(); });
}

// --- The rest, file by file ---

// asked are the numbers of the topics that the reader saved.
async function asked(change) {
  var cache = await caches.open(kept), r = await cache.match(at('loa-topics'));
  var keys = r ? await r.json() : [];
  if (change) await cache.put(at('loa-topics'), new Response(JSON.stringify(keys = change(keys))));
  return keys;
}

async function wanted(list) {
  if (site.auto) return list.files;
  var keys = await asked();
  return list.files.filter(function (f, i) {
    return list.topics.some(function (t) { return keys.includes(t.key) && t.files.includes(i); });
  });
}

var filling = Promise.resolve();

// fill saves what is missing and then lets go of older versions. Only one runs
// at a time; a broken one is taken up again at the next page.
function fill(tell) {
  return filling = filling.catch(function () {}).then(async function () {
    var list = await listed(), files = await wanted(list), cache = await caches.open(current), old = await older();
    var done = 0, bytes = files.reduce(function (n, f) { return n + f[2]; }, 0);
    if (await tooFull(bytes)) throw new Error('full');
    await each(files, async function (f) {
      await keep(cache, old, f[0], f[1]);
      tell({ done: ++done, of: files.length });
    });
    await cache.put(at('loa-whole'), new Response(new Date().toISOString()));
    (await versions()).forEach(function (n) { if (n !== current) caches.delete(n); });
  });
}

async function tooFull(bytes) {
  if (!navigator.storage || !navigator.storage.estimate) return false;
  var room = await navigator.storage.estimate();
  return room.quota - room.usage < 2 * bytes;
}

// drop lets go of what no saved topic needs any more.
async function drop() {
  var list = await listed(), cache = await caches.open(current), stay = {};
  site.core.concat(await wanted(list)).forEach(function (f) { stay[f[0]] = 1; });
  for (var f of list.files) if (!stay[f[0]]) await cache.delete(at(f[0]));
}

async function state() {
  var list = await listed(), cache = await caches.open(current), have = {}, saved = 0, bytes = 0;
  (await cache.keys()).forEach(function (r) { have[r.url] = 1; });
  list.files.forEach(function (f) { if (have[at(f[0])]) { saved++; bytes += f[2]; } });
  var whole = await cache.match(at('loa-whole'));
  return {
    auto: site.auto, files: list.files.length, saved: saved, bytes: bytes, total: list.total, when: whole ? await whole.text() : '',
    asked: await asked(), topics: list.topics.map(function (t) { return { key: t.key, name: t.name, language: t.language, bytes: t.bytes }; })
  };
}

var orders = {
  fill: function (data, tell) { return fill(tell); },
  save: function (data, tell) { return asked(function (k) { return k.filter(function (x) { return x !== data.topic; }).concat(data.topic); }).then(function () { return fill(tell); }); },
  drop: function (data) { return asked(function (k) { return k.filter(function (x) { return x !== data.topic; }); }).then(drop); },
  state: function () {}
};

// --- Answers ---

// answer is the saved file; what changed meanwhile, a moment's wait for the
// network; what is not saved, the network alone.
async function answer(request, path) {
  var cached = await open(await versions()), url = at(path);
  for (var i = 0; i < cached.length; i++) {
    var copy = await cached[i].match(url);
    if (!copy) continue;
    return i && request.mode === 'navigate' ? soon(request, copy) : copy;
  }
  try {
    return await fetch(request);
  } catch (nothing) {
    if (request.mode !== 'navigate') throw nothing;
    return missing(path);
  }
}

// soon is the newer page if the network gives it in time, else the copy.
function soon(request, copy) {
  return new Promise(function (done) {
    setTimeout(done, patience, copy);
    fetch(request.url, { cache: 'no-cache' }).then(function (r) { done(r.ok && !r.redirected ? r : copy); }, function () { done(copy); });
  });
}

// missing is the page of the language for what is not on the device.
async function missing(path) {
  var best = Object.keys(site.offline).filter(function (p) { return path.startsWith(p); }).sort().pop();
  return await (await caches.open(current)).match(at(site.offline[best])) || Response.error();
}

// picture is a photo that was seen before, or one that is from now on.
async function picture(request) {
  var cache = await caches.open(kept), copy = await cache.match(request.url);
  if (copy && /\.[0-9a-f]{8}\.\w+$/.test(request.url)) return copy; // named after its bytes
  if (copy) return soon(request, copy);
  var response = await fetch(request);
  if (response.status === 200 && response.type === 'basic') {
    var put = cache.put(request.url, response.clone()).then(function () { return cache.keys(); }).then(function (all) {
      if (all.length > 100) return cache.delete(all.find(function (r) { return r.url !== at('loa-topics'); }));
    });
    put.catch(function () {}); // no room: shown all the same
  }
  return response;
}

addEventListener('install', function (event) { event.waitUntil(install().then(function () { return skipWaiting(); })); });
addEventListener('activate', function (event) { event.waitUntil(clients.claim()); });

addEventListener('message', function (event) {
  var port = event.ports[0], tell = function (what) { if (port) port.postMessage(what); }, order = orders[event.data.order];
  if (!order) return;
  event.waitUntil(Promise.resolve(order(event.data, tell)).then(state).then(tell, function (e) { tell({ failed: e.message === 'full' || e.name === 'QuotaExceededError' ? 'full' : 'network' }); }));
});

addEventListener('fetch', function (event) {
  var request = event.request, url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname) || request.headers.has('range')) return;
  var path = url.pathname.slice(scope.pathname.length).replace(/(^|\/)index\.html$/, '$1');
  if (path === 'worker.js' || url.search && request.mode !== 'navigate') return;
  var answered = request.destination === 'image' ? saved(path).then(function (copy) { return copy || picture(request); }) : answer(request, path);
  event.respondWith(answered.catch(function () { return fetch(request); })); // where storage is denied
});

async function saved(path) {
  for (var cache of await open(await versions())) {
    var copy = await cache.match(at(path));
    if (copy) return copy;
  }
}
