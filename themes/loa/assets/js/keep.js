// What is on the device, and what the reader wants there: on the offline page,
// which also stands in for every page that is not there.
(function () {
  var box = document.getElementById('keep'), worker = document.querySelector('meta[name=loa-worker]');
  if (!box || !worker || !/^http/.test(location.protocol) || document.querySelector('script[src*="_loa/preview.js"]')) return;
  var text = box.dataset, status = box.querySelector('[role=status]'), list = box.querySelector('ul'), bar = box.querySelector('progress');
  var language = document.documentElement.lang, workers = navigator.serviceWorker, agent = navigator.userAgent;
  document.getElementById('missing').hidden = location.pathname === text.here;
  box.hidden = false;
  if (!window.loaOrder) return cannot();
  // Safari forgets a site that is not visited for a week, unless it is on the home screen.
  box.querySelector('.home-screen').hidden = navigator.standalone || !/iPhone|iPad|iPod/.test(agent) && !(/Macintosh/.test(agent) && navigator.maxTouchPoints > 1);

  function say(words) { status.textContent = words; }

  // cannot: chat programs on iPhones open pages in a window of theirs.
  function cannot() {
    var app = /Zalo|FBAN|FBAV|Instagram|Line\//i.test(agent), copy = box.querySelector('.copy-address');
    say(app ? text.app : text.cannot);
    list.textContent = '';
    if (!app || !navigator.clipboard) return;
    copy.hidden = false;
    copy.onclick = function () {
      navigator.clipboard.writeText(location.href).then(function () { say(text.copied); }, function () {});
    };
  }

  function order(what, topic, photos) {
    return loaOrder({ order: what, topic: topic, photos: photos }).then(function (state) {
      bar.hidden = true;
      if (!state.failed) return show(state);
      var words = state.failed === 'full' ? text.full : text.broken;
      return what === 'state' ? say(words) : order('state').then(function () { say(words); });
    });
  }

  // show lists what can be kept: topics, or everything where that is little.
  function show(state) {
    say(text.saved + ': ' + (state.saved === state.files ? text.all : state.saved + '/' + state.files) + ' (' + loaFormat.size(state.bytes) + ')' +
      (state.when || state.day ? '. ' + text.when + ' ' + loaFormat.day(state.when || state.day) : ''));
    list.textContent = '';
    function has(key) { return state.asked.indexOf(key) >= 0; }
    state.others.forEach(function (o) { if (state.auto && o.files) row(o.key, o.name, o); });
    if (state.auto) row('*', text.all[0].toUpperCase() + text.all.slice(1), state, state.saved, has('photos *'));
    else state.topics.forEach(function (t) { if (t.language === language) row(t.key, t.name, t, has(t.key), has('photos ' + t.key)); });
  }

  function row(key, name, part, chosen, photos) {
    var item = document.createElement('li'), label = document.createElement('span'), about = document.createElement('small');
    label.textContent = name;
    about.textContent = loaFormat.size(part.total) + (part.saved ? ', ' + text.saved.toLowerCase() + ' ' + part.saved + '/' + part.files : '') +
      (part.photos && photos ? ', ' + text.photos + ' (' + loaFormat.size(part.photos) + ')' : '');
    label.append(about);
    item.append(label);
    if (part.saved < part.files) button(part.saved && chosen ? text.more : text.save, 'save', ' (' + loaFormat.size(part.total - part.bytes) + ')');
    if (part.photos && !photos) button(text.savePhotos, 'save', ' (' + loaFormat.size(part.total - part.bytes + part.photos) + ')', true);
    if (chosen || photos) button(text.drop, 'drop', '');
    list.append(item);

    function button(words, what, amount, withPhotos) {
      var b = document.createElement('button');
      b.className = what === 'drop' ? 'button drop' : 'button';
      if (status.lang) {
        b.lang = status.lang;
        b.dir = status.dir;
      }
      b.textContent = words + amount;
      b.setAttribute('aria-label', words + ': ' + name + amount);
      b.onclick = function () {
        if (what === 'save' && navigator.storage && navigator.storage.persist) navigator.storage.persist(); // the reader wants it to stay
        if (what === 'save') b.textContent = text.saving;
        b.disabled = true;
        order(what, key, withPhotos).then(function () { status.scrollIntoView({ block: 'nearest' }); });
      };
      item.append(b);
    }
  }

  // Also what another tab asked for, and what goes on when the network is back.
  workers.addEventListener('message', function (e) {
    if (!e.data || !e.data.of) return;
    say(text.saving + ' ' + e.data.done + '/' + e.data.of);
    bar.hidden = false;
    bar.max = e.data.of;
    bar.value = e.data.done;
    if (e.data.done === e.data.of) order('state');
  });
  workers.addEventListener('controllerchange', function () { order('state'); });

  order('state').catch(function () { return navigator.onLine ? cannot() : say(text.broken); });
})();
