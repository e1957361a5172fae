// Recordings of a page: how fast they play, and whether one stays on the device.
(function () {
  document.querySelectorAll('.recording').forEach(function (box) {
    var sound = box.querySelector('audio'), speed = box.querySelector('select');
    speed.parentNode.hidden = false;
    speed.addEventListener('change', function () { sound.playbackRate = +speed.value; });
    sound.addEventListener('play', function () {
      sound.playbackRate = +speed.value;
      document.querySelectorAll('audio').forEach(function (other) { if (other !== sound) other.pause(); });
    });
    keeping(box, sound);
  });

  // keeping shows the button where there is a worker that keeps pages.
  function keeping(box, sound) {
    var button = box.querySelector('button'), status = box.querySelector('[role=status]'), kept;
    var worker = document.querySelector('meta[name=loa-worker]');
    if (!window.loaOrder || !worker || !button) return;
    var text = button.dataset;
    var root = new URL('.', new URL(worker.content, location.href)).href;
    var topic = 'sound ' + sound.src.slice(root.length);
    function show(state) {
      kept = state.asked && state.asked.indexOf(topic) >= 0;
      button.textContent = kept ? text.drop : text.keep;
      button.hidden = false;
    }
    window.loaOrder({ order: 'state' }).then(show).catch(function () {});
    button.addEventListener('click', function () {
      button.disabled = true;
      window.loaOrder({ order: kept ? 'drop' : 'save', topic: topic }).then(function (state) {
        if (state.failed || kept) return state;
        return caches.match(sound.src).then(function (copy) { // a host may have refused it
          return copy ? state : window.loaOrder({ order: 'drop', topic: topic }).then(function () { return { failed: 'network' }; });
        });
      }).then(function (state) {
        button.disabled = false;
        if (state.failed) { status.textContent = text.failed; return; }
        show(state);
        status.textContent = kept ? text.kept : '';
      });
    });
  }
})();
