// Sharing: the phone's own share sheet where there is one, and the page's
// address to paste. The browsers inside of chat programs often have neither a
// sheet nor a clipboard: then the address stands there selected. Without script
// all of it stays hidden. Next to it the page is printed, or saved as one file (save.js).
(function () {
  var box = document.querySelector('.share');
  if (!box) return;
  var canonical = document.querySelector('link[rel=canonical]');
  var address = canonical && location.protocol === 'file:' ? canonical.href : location.href.split('#')[0];
  var send = box.querySelector('.send'), link = box.querySelector('.link'), field = box.querySelector('input'), status = box.querySelector('[role=status]');
  box.style.minHeight = box.offsetHeight + 'px'; // its place, also for buttons that this browser has no use for
  box.hidden = false;
  if (send && navigator.share) {
    send.hidden = false;
    send.addEventListener('click', function () {
      navigator.share({ title: document.title, url: address }).catch(function (e) {
        if (link && e.name !== 'AbortError') byHand(); // closing the sheet is no failure
      });
    });
  }

  function copied() { status.textContent = link.dataset.copied; }

  function byHand() {
    var done;
    field.hidden = false;
    field.value = address;
    field.focus();
    field.setSelectionRange(0, address.length);
    try { done = document.execCommand('copy'); } catch (e) {}
    if (done) copied(); else status.textContent = link.dataset.byHand;
  }

  if (link) link.addEventListener('click', function () {
    if (navigator.clipboard) navigator.clipboard.writeText(address).then(copied, byHand);
    else byHand();
  });

  var print = box.querySelector('.print'), save = box.querySelector('.save');
  if (!print || !save) return; // a theme may do without
  print.hidden = !window.print;
  print.addEventListener('click', function () { window.print(); });
  save.hidden = !save.dataset.script || !/^http/.test(location.protocol) || !window.fetch || /Zalo|FBAN|FBAV|Instagram|Line\//i.test(navigator.userAgent);
  save.addEventListener('click', function () {
    save.disabled = true;
    new Promise(function (done, failed) { // few save a page: what does it comes when it is asked for
      if (window.loaSave) return done();
      var script = document.createElement('script');
      script.src = save.dataset.script;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    }).then(function () { return loaSave(); }).then(function () { status.textContent = save.dataset.saved; })
      .catch(function () { status.textContent = save.dataset.failed; }).then(function () { save.disabled = false; });
  });
})();
