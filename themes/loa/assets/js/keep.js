// What is on the device, and what the reader wants there: on the offline page.
(function () {
  var box = document.getElementById('keep'), worker = document.querySelector('meta[name=loa-worker]');
  if (!box || !worker || !/^http/.test(location.protocol) || document.querySelector('script[src*="_loa/preview.js"]')) return;
  var text = box.dataset, status = box.querySelector('[role=status]'), list = box.querySelector('ul');
  var language = document.documentElement.lang;
  box.hidden = false;
  if (!navigator.serviceWorker || !window.caches) return say(text.cannot);

  function say(words) { status.textContent = words; }

  function size(bytes) { return (bytes / 1000).toLocaleString(language, { maximumFractionDigits: 0 }) + ' KB'; }

  // order asks the worker; progress is called until it is done.
  function order(what, topic) {
    return navigator.serviceWorker.ready.then(function (registration) {
      return new Promise(function (done) {
        var line = new MessageChannel();
        line.port1.onmessage = function (e) {
          if (e.data.of) return say(text.saving + ' ' + e.data.done + '/' + e.data.of);
          done(e.data);
        };
        registration.active.postMessage({ order: what, topic: topic }, [line.port2]);
      });
    }).then(function (state) {
      if (state.failed) return say(state.failed === 'full' ? text.full : text.broken);
      show(state);
    });
  }

  function show(state) {
    var words = text.saved + ': ' + (state.saved === state.files ? text.all : state.saved + '/' + state.files) + ' (' + size(state.bytes) + ')';
    if (state.when) words += '. ' + text.when + ' ' + new Date(state.when).toLocaleDateString(language);
    say(words);
    list.textContent = '';
    if (!state.auto) state.topics.forEach(function (topic) {
      if (topic.language !== language) return;
      var has = state.asked.indexOf(topic.key) >= 0, item = document.createElement('li'), button = document.createElement('button');
      button.className = 'button';
      button.textContent = (has ? text.drop : text.save) + ': ' + topic.name + ' (' + size(topic.bytes) + ')';
      button.onclick = function () {
        button.disabled = true;
        order(has ? 'drop' : 'save', topic.key).then(function () { button.disabled = false; });
      };
      item.append(button);
      list.append(item);
    });
    var all = box.querySelector('.all');
    all.hidden = !state.auto || state.saved === state.files;
    all.textContent = text.save + ' (' + size(state.total - state.bytes) + ')';
    all.onclick = function () { order('fill'); };
  }

  order('state');
})();
