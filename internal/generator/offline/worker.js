// The worker that keeps a site on the reader's device. The build puts its facts
// before it, as "site":
//   version  of everything together
//   core     [path, sum, prefix of its language; none: of all] of what is saved at once, all or nothing
//   list     the file that names all the rest and the topics, see listing
//   photos   the file that names all photos that are published; none without any
//   auto     whether the rest is saved without being asked for
//   offline  language prefix → the page for what is not there
//   names    language prefix → the language's name
//
// Each version has a cache of its own. A page looks for what it loads in the
// newest and then in older ones; names of assets carry a fingerprint, so a page
// of an older version finds its own. Older caches go when the new one has all
// that the reader had. Caches of other sites on the host are none of ours.
var scope = new URL(registration.scope);
var mine = 'loa|' + scope.pathname + '|', current = mine + site.version, kept = mine + 'kept', photos = mine + 'photos';
var print = /(\.\d+)?\.[0-9a-f]{8}\.\w+$/; // width and fingerprint of a photo
var sounds = /\.(mp3|m4a|ogg|opus|wav)$/i; // recordings, which readers keep one by one
var patience = 1500; // milliseconds for a network that may hang, when there is a copy
var limit = 8000; // and where there is none: then the page comes that says so
var slow = 20000; // for what is saved: lines may be slow
var hung = 0; // when the network last gave no answer in time
var dated = /<meta name="?loa-dated\b/; // in pages that say what is on when: an event, the calendar

function at(path) { return new URL(path, scope).href; }

// language is the prefix of the language that an address belongs to.
function language(path) {
  return Object.keys(site.offline).filter(function (p) { return path.startsWith(p); }).sort().pop();
}

// --- What is saved ---

// versions are this site's caches up to this worker's own, the newest first.
async function versions() {
  var names = (await caches.keys()).filter(function (n) { return n.startsWith(mine) && n !== kept && n !== photos; });
  var own = names.indexOf(current);
  return (own < 0 ? names : names.slice(0, own + 1)).reverse();
}

async function open() { return Promise.all((await versions()).map(function (n) { return caches.open(n); })); }

// older are the caches before this version's, each with its table: path → sum.
async function older() {
  var names = (await versions()).filter(function (n) { return n !== current; });
  return Promise.all(names.map(async function (n) {
    var cache = await caches.open(n);
    return { cache: cache, sums: await read(cache, 'loa-sums', {}) };
  }));
}

// read is what a cache says of itself.
async function read(cache, name, otherwise) {
  var r = await cache.match(at(name));
  return r ? r.json() : otherwise;
}

function write(cache, name, value) { return cache.put(at(name), new Response(JSON.stringify(value))); }

// within are the addresses that are in some of the caches.
async function within(all) {
  var have = new Set();
  for (var cache of all) for (var r of await cache.keys()) have.add(r.url);
  return have;
}

// got is what the network answers, and an error where it does not begin to in time:
// a network that hangs says nothing for ever. Just after that it gets less time, which
// proves nothing anew: a slow line needs more. What is saved has as long to come as a
// line of one KB a second, shared by four files, needs for it.
function got(request, options, time) {
  var stop = new AbortController(), short = Date.now() - hung < 30000;
  var late = setTimeout(function () { if (time || !short) hung = Date.now(); stop.abort(); }, time || (short ? patience : limit));
  return fetch(request, Object.assign({ signal: stop.signal }, options)).then(function (response) {
    hung = 0;
    clearTimeout(late);
    var length = time && +response.headers.get('content-length');
    if (length) setTimeout(function () { stop.abort(); }, 3 * time + 4 * length); // one that breaks off
    return response;
  }, function (e) { clearTimeout(late); throw e; });
}

// tried is the same for a page, which is told of an error as of one of the network.
function tried(request) { return got(request).catch(function () { return Response.error(); }); }

// keep puts a file into the cache: as it is there, or unchanged from an older
// one, or from the network past its caches. A page comes after its assets, whose
// names say which: the host may be a version ahead.
async function keep(cache, old, path, sum) {
  var url = at(path);
  if (await cache.match(url)) return;
  for (var o of old) {
    var copy = o.sums[path] === sum && await o.cache.match(url);
    if (copy && copy.ok) return cache.put(url, copy);
  }
  var response = plain(await got(url, { cache: 'no-cache', credentials: 'same-origin' }, slow));
  if (/html/.test(response.headers.get('content-type'))) {
    for (var m of (await response.clone().text()).matchAll(/(?:src|href)="?([^"\s>]*assets\/[^"\s>]+\.(?:css|js))/g)) {
      var asset = new URL(m[1], url);
      if (asset.href.startsWith(scope.href)) await keep(cache, old, asset.href.slice(scope.href.length));
    }
  }
  return cache.put(url, response);
}

// plain is an answer that may be stored and shown: nothing but what was asked
// for, and without the memory of a redirect, which no page may come from.
function plain(response) {
  if (response.status !== 200 || response.type === 'opaque') throw Object.assign(new Error('HTTP ' + response.status), { status: response.status });
  return response.redirected ? new Response(response.body, { headers: response.headers }) : response;
}

// each calls work for all items, four at a time.
function each(items, work) {
  var next = 0;
  async function one() { while (next < items.length) await work(items[next++]); }
  return Promise.all([one(), one(), one(), one()]);
}

async function install() {
  var cache = await caches.open(current), old = await older(), sums = {}, spoken = await languages();
  await each(core(spoken).concat([[site.list, '']]), function (f) { return keep(cache, old, f[0], f[1]); });
  site.core.concat((await listing(cache)).files).forEach(function (f) { sums[f[0]] = f[1]; });
  await write(cache, 'loa-day', new Date());
  await write(cache, 'loa-sums', sums); // last: this version is there
}

// listed is the list; what the browser has cleared away comes again first.
async function listed(cache) {
  if (!await cache.match(at('loa-sums'))) await install();
  return listing(cache);
}

// listing is the list, unpacked: files are [path, sum, size], those of topics
// numbers of these.
async function listing(cache) {
  var list = await read(cache, site.list);
  list.files = list.sizes.length ? list.paths.split('\n').map(function (path, n) {
    var of = list.prefixes[list.languages.charCodeAt(n) - 65]; // A is the first, @ none
    return [path, list.sums.substr(4 * n, 4), 100 * list.sizes[n], of];
  }) : [];
  list.topics.forEach(function (t) { var last = 0; t.files = t.files.map(function (apart) { return last += apart; }); });
  return list;
}

// --- The rest, file by file ---

// asked are what the reader saved: keys of topics, '*' for everything, '-' for
// nothing more than the core; the same after 'photos ' where photos belong to it;
// after 'in ' the languages that were read here or asked for; after 'sound ' recordings, after
// 'page ' the pages that they belong to.
async function asked(change) {
  var cache = await caches.open(kept), keys = await read(cache, 'loa-topics', []);
  if (change) await write(cache, 'loa-topics', keys = change(keys));
  return keys;
}

// languages are those whose pages belong on this device: the ones that were read, and
// those of pages that are open. Who has read none, has all.
async function languages() {
  var keys = await asked(), open = await clients.matchAll({ includeUncontrolled: true, type: 'window' });
  var all = keys.filter(function (k) { return k.startsWith('in '); }).map(function (k) { return k.slice(3); });
  open.forEach(function (c) { if (c.url.startsWith(scope.href)) all.push(language(place(new URL(c.url)))); });
  return new Set(all.length && !keys.includes('*') ? all : Object.keys(site.offline));
}

// spokenIn tells of a file whether it is of one of some languages, or of all.
function spokenIn(spoken, of) { return of === undefined || spoken.has(of); }

function core(spoken) { return site.core.filter(function (f) { return spokenIn(spoken, f[2]); }); }

// learn notes the language of a page that is read.
async function learn(url) {
  var key = 'in ' + language(place(new URL(url)));
  if (!(await asked()).includes(key)) await asked(function (k) { return k.concat(key); });
}

// wanted are the files that belong on this device. A reader who spares data has
// to ask for them; what the reader had stays.
async function wanted(list, had, spare) {
  var keys = await asked(), chosen = new Set(), spoken = await languages();
  if (keys.includes('*')) return list.files;
  if (site.auto && !spare && !keys.includes('-')) return list.files.filter(function (f) { return spokenIn(spoken, f[3]) || had.has(at(f[0])); });
  list.files.forEach(function (f, n) { if (keys.includes('page ' + f[0])) chosen.add(n); });
  list.topics.forEach(function (t) { if (keys.includes(t.key)) t.files.forEach(function (n) { chosen.add(n); }); });
  return list.files.filter(function (f, n) { return chosen.has(n) || !spare && had.has(at(f[0])); });
}

// --- Photos: those that were seen (kept) and those of what was saved (photos) ---

// album is the list of photos. A device that has some lets go of those that are
// not in it any more, once for each list: what was withdrawn must not stay.
async function album() {
  var cache = await caches.open(photos), there = site.photos && await cache.match(at(site.photos)), list = { files: [], topics: {}, all: [] };
  if (there) return there.json();
  var response = site.photos && await got(at(site.photos), { cache: 'no-cache', credentials: 'same-origin' }, slow);
  if (response && response.status >= 500) throw new Error('HTTP ' + response.status);
  if (response && response.ok) list = await response.clone().json();
  var published = new Set(list.files.map(function (f) { return at(f[0]); }));
  for (var c of [cache, await caches.open(kept)]) for (var r of await c.keys()) {
    if (r.url !== at('loa-topics') && !published.has(r.url)) await c.delete(r);
  }
  if (response && response.ok) await cache.put(at(site.photos), response);
  return list;
}

// pictures are the photos, [path, size, sum], that belong to what the reader saved.
async function pictures() {
  var keys = (await asked()).filter(function (k) { return /^(photos|sound) /.test(k); }), chosen = new Set();
  if (!keys.length && !await caches.has(photos) && (await (await caches.open(kept)).keys()).length < 2) return [];
  var list = await album();
  keys.forEach(function (k) {
    if (k.startsWith('sound ')) list.files.forEach(function (f) { if (f[0] === k.slice(6)) chosen.add(f); });
    else (k === 'photos *' ? list.all : list.topics[k.slice(7)] || []).forEach(function (n) { chosen.add(list.files[n]); });
  });
  return Array.from(chosen);
}

// lacking are those of them that are not on the device, and those of which the device
// has another: a recording that is made anew keeps its name, and its length may stay.
async function lacking(all) {
  if (!all.length) return all;
  var cache = await caches.open(photos), here = await within([cache]), left = [];
  for (var f of all) {
    if (!here.has(at(f[0])) || f[2] && (await cache.match(at(f[0]))).headers.get('loa-sum') !== f[2]) left.push(f);
  }
  return left;
}

// savePhoto keeps a photo. One whose name says nothing of its bytes is fetched past the
// browser's caches, and its sum is noted with it.
async function savePhoto(f) {
  var cache = await caches.open(photos), shown = await caches.open(kept), url = at(f[0]);
  if (!f[2]) return cache.put(url, await shown.match(url) || plain(await got(url, { credentials: 'same-origin' }, slow)));
  var response = plain(await got(url, { cache: 'no-cache', credentials: 'same-origin' }, slow)), headers = new Headers(response.headers);
  headers.set('loa-sum', f[2]);
  await cache.put(url, new Response(response.body, { headers: headers }));
  return shown.delete(url); // not before: without the new one, the old one stays
}

var filling = Promise.resolve(), turn = 0;

// after runs one piece of work at a time.
function after(work) { return filling = filling.catch(function () {}).then(work); }

// fill saves what is missing and then lets go of older versions. A broken one is
// taken up again at the next page, one that drop overtakes ends.
async function fill(spare) {
  var mine = turn, shown = await pictures(), unseen = await lacking(shown), cache = await caches.open(current), list = await listed(cache), old = await older();
  var files = core(await languages()).concat(await wanted(list, await within(old.map(function (o) { return o.cache; })), spare)), here = await within([cache]);
  var missing = files.filter(function (f) { return !here.has(at(f[0])); });
  var of = files.length + shown.length, done = of - missing.length - unseen.length;
  if (missing.length + unseen.length && await tooFull(4 * sum(missing.filter(function (f) { return f[2] > 0; }), 2) + sum(unseen, 1))) throw new Error('full');
  await each(missing, async function (f) {
    if (turn !== mine) return;
    await keep(cache, old, f[0], f[1]).catch(function (e) {
      if (!(e.status >= 400 && e.status < 500)) throw e;
      return cache.put(at(f[0]), new Response('', { status: e.status })); // a kind of file that this host does not know
    });
    tell({ done: ++done, of: of });
  });
  await each(unseen, async function (f) {
    if (turn !== mine) return;
    await savePhoto(f).catch(function (e) { if (!(e.status >= 400 && e.status < 500)) throw e; });
    tell({ done: ++done, of: of });
  });
  if (turn !== mine || spare && old.length) return;
  if (missing.length || !await cache.match(at('loa-whole'))) await write(cache, 'loa-whole', new Date());
  await Promise.all(old.length ? (await versions()).slice(1).map(function (n) { return caches.delete(n); }) : []);
}

// tell says to all pages that are open how far it is.
async function tell(what) { (await clients.matchAll()).forEach(function (c) { c.postMessage(what); }); }

function sum(files, column) { return files.reduce(function (n, f) { return n + f[column]; }, 0); }

// tooFull: the device needs room for what is transferred, unpacked: text is four
// times as large.
async function tooFull(bytes) {
  var room = navigator.storage && navigator.storage.estimate ? await navigator.storage.estimate() : {};
  return room.quota - room.usage < bytes;
}

// drop lets go of what was not asked for, or not any more.
async function drop() {
  var list = await listed(await caches.open(current)), all = await open(), stay = {};
  core(await languages()).concat(await wanted(list, new Set())).forEach(function (f) { stay[f[0]] = 1; });
  for (var f of list.files) if (!stay[f[0]]) for (var cache of all) await cache.delete(at(f[0]));
  if (!await caches.has(photos)) return;
  var remain = new Set((await pictures()).map(function (f) { return at(f[0]); })), shown = await caches.open(photos);
  for (var r of await shown.keys()) if (!remain.has(r.url) && r.url !== at(site.photos)) await shown.delete(r);
}

async function state() {
  var cache = await caches.open(current), list = await listed(cache), have = await within(await open()), keys = await asked();
  function count(files) {
    var saved = files.filter(function (f) { return have.has(at(f[0])); });
    return { files: files.length, saved: saved.length, bytes: sum(saved, 2), total: sum(files, 2) };
  }
  var spoken = await languages(), others = Object.keys(site.offline).filter(function (p) { return !spoken.has(p); });
  return Object.assign(count(list.files.filter(function (f) { return spokenIn(spoken, f[3]); })), {
    others: others.map(function (p) { return Object.assign({ key: 'in ' + p, name: site.names[p] }, count(list.files.filter(function (f) { return f[3] === p; }))); }),
    auto: site.auto, asked: keys, photos: list.photos, when: await read(cache, 'loa-whole', ''), day: await read(cache, 'loa-day', ''),
    topics: list.topics.map(function (t) { return Object.assign({ key: t.key, name: t.name, language: t.language, photos: t.photos }, count(t.files.map(function (n) { return list.files[n]; }))); })
  });
}

// copy tells of the saved copy of a page from which day it is, and whether the
// site has a newer one meanwhile.
async function copy(path) {
  var sums = [], day = '';
  for (var cache of await open()) {
    if (!day && await cache.match(at(path))) day = await read(cache, 'loa-day', '');
    sums.push((await read(cache, 'loa-sums', {}))[path]);
  }
  return { day: day, changed: sums.some(function (s) { return s && s !== sums[0]; }) };
}

var orders = {
  fill: function (data, page) { return learn(page).then(function () { return after(function () { return fill(data.spare); }); }); },
  save: function (data, page) {
    var keys = data.photos ? [data.topic, 'photos ' + data.topic] : [data.topic];
    if (/^sound /.test(data.topic)) keys.push('page ' + place(new URL(page))); // with its words
    return asked(function (k) { return k.filter(function (x) { return (x !== '-' || /^sound /.test(data.topic)) && !keys.includes(x); }).concat(keys); }).then(function () { return after(fill); });
  },
  drop: function (data) {
    turn++;
    return asked(function (k) { return data.topic === '*' ? k.filter(function (x) { return x.startsWith('in '); }).concat('-') : k.filter(function (x) { return x !== data.topic && x !== 'photos ' + data.topic; }); }).then(function () { return after(drop); });
  },
  copy: function (data, page) { return copy(place(new URL(page))); },
  state: function () {}
};

// --- Answers ---

// place is an address below the scope, a page's by its folder.
function place(url) { return url.pathname.slice(scope.pathname.length).replace(/(^|\/)index\.html$/, '$1'); }

// saved is the copy of a file and how many versions old it is. Names of search
// data come from a version that has all that they name.
async function saved(path) {
  var all = await open();
  for (var whole of /^search\.[\w-]+\.js$/.test(path) ? [true, false] : [false]) {
    for (var i = 0; i < all.length; i++) {
      var copy = (!whole || await all[i].match(at('loa-whole'))) && await all[i].match(at(path));
      if (copy && copy.ok) return { copy: copy, age: i };
    }
  }
}

// answer is the saved file; of a page that changed meanwhile and of one with dates,
// the new one if the network is quick; of what is not saved, what the network has.
async function answer(request, path) {
  var found = await saved(path), page = request.mode === 'navigate';
  if (found) return page && (found.age || dated.test(await found.copy.clone().text())) ? soon(request, found.copy) : found.copy;
  if (sounds.test(path)) return sound(request);
  if (request.destination === 'image') return picture(request);
  return page ? inTime(request, path) : tried(request);
}

// inTime is a page that is not saved, or, without an answer in time, the page for
// what is not on the device.
function inTime(request, path) {
  return new Promise(function (done) {
    var late = setTimeout(function () { done(missing(path)); }, limit);
    fetch(request).then(done, function () { done(missing(path)); }).then(function () { clearTimeout(late); });
  });
}

// soon is the newer answer if the network gives it in time, else the copy.
function soon(request, copy) {
  return new Promise(function (done) {
    setTimeout(done, patience, copy);
    fetch(request.url, { cache: 'no-cache' }).then(function (r) { done(r.ok && !r.redirected ? r : copy); }, function () { done(copy); });
  });
}

// missing is the page of the language for what is not on the device.
async function missing(path) {
  for (var prefix of [language(path)].concat(Object.keys(site.offline))) { // that of another language rather than none
    var found = await saved(site.offline[prefix]);
    if (found) return found.copy;
  }
  return Response.error();
}

// sound is a recording that was kept, or the part of it that a player asks for; of one
// that was not kept, what the network has.
async function sound(request) {
  var copy = await caches.has(photos) && await (await caches.open(photos)).match(request.url);
  var part = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get('range') || '');
  if (!copy) return fetch(request);
  if (!part) return copy;
  var whole = await copy.blob(), from = +part[1], to = Math.min(part[2] ? +part[2] : Infinity, whole.size - 1);
  if (from > to) return new Response('', { status: 416, headers: { 'Content-Range': 'bytes */' + whole.size } });
  return new Response(whole.slice(from, to + 1), { status: 206, headers: {
    'Content-Type': copy.headers.get('content-type'), 'Content-Length': to + 1 - from, 'Accept-Ranges': 'bytes',
    'Content-Range': 'bytes ' + from + '-' + to + '/' + whole.size
  } });
}

// picture is a photo that was saved or seen before, or one that is from now on;
// without a network also another width of it.
async function picture(request) {
  var cache = await caches.open(kept), all = await caches.has(photos) ? [cache, await caches.open(photos)] : [cache];
  var copy = (await Promise.all(all.map(function (c) { return c.match(request.url); }))).find(Boolean);
  if (copy && print.test(request.url)) return copy; // named after its bytes
  if (copy) return soon(request, copy);
  try {
    var response = await fetch(request);
  } catch (nothing) {
    for (var c of all) for (var r of await c.keys()) if (r.url.replace(print, '') === request.url.replace(print, '')) return c.match(r);
    throw nothing;
  }
  if (response.status === 200 && response.type === 'basic') {
    cache.put(request.url, response.clone()).then(function () { return cache.keys(); }).then(function (all) {
      if (all.length > 100) return cache.delete(all.find(function (r) { return r.url !== at('loa-topics'); }));
    }).catch(function () {}); // no room: shown all the same
  }
  return response;
}

addEventListener('install', function (event) { event.waitUntil(install().then(function () { return skipWaiting(); })); });
addEventListener('activate', function (event) { event.waitUntil(clients.claim()); });

addEventListener('message', function (event) {
  var port = event.ports[0], order = orders[event.data.order];
  if (!order) return;
  event.waitUntil(Promise.resolve(order(event.data, event.source.url)).then(function (result) { return result || state(); }).catch(function (e) {
    return { failed: e.message === 'full' || e.name === 'QuotaExceededError' ? 'full' : 'network' };
  }).then(function (result) { if (port) port.postMessage(result); }));
});

addEventListener('fetch', function (event) {
  var request = event.request, url = new URL(request.url), path = place(url);
  if (request.method !== 'GET' || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname) || request.headers.has('range') && !sounds.test(path)) return;
  if (path === 'worker.js' || path === 'warnings.json') return; // a warning may take as long as the line needs
  if (url.search && request.mode !== 'navigate') return request.destination === 'script' ? event.respondWith(tried(request)) : undefined; // the names of the search, past every cache
  event.respondWith(answer(request, path).catch(function () { return fetch(request); })); // where storage is denied
});
