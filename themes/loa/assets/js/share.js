// Sharing: the phone's own share sheet where there is one, and the page's
// address to paste. The browsers inside of chat programs often have neither a
// sheet nor a clipboard: then the address stands there selected. Without script
// all of it stays hidden.
(function () {
  var box = document.querySelector('.share');
  if (!box) return;
  var canonical = document.querySelector('link[rel=canonical]');
  var address = canonical && location.protocol === 'file:' ? canonical.href : location.href.split('#')[0];
  var send = box.querySelector('.send'), link = box.querySelector('.link'), field = box.querySelector('input'), status = box.querySelector('[role=status]');
  box.hidden = false;
  if (navigator.share) {
    send.hidden = false;
    send.addEventListener('click', function () {
      navigator.share({ title: document.title, url: address }).catch(function (e) {
        if (e.name !== 'AbortError') byHand(); // closing the sheet is no failure
      });
    });
  }

  function copied() { status.textContent = link.dataset.copied; }

  function byHand() {
    var done = false;
    field.hidden = false;
    field.value = address;
    field.focus();
    field.setSelectionRange(0, address.length);
    try { done = document.execCommand('copy'); } catch (e) {}
    if (done) copied(); else status.textContent = link.dataset.byHand;
  }

  link.addEventListener('click', function () {
    if (navigator.clipboard) navigator.clipboard.writeText(address).then(copied, byHand);
    else byHand();
  });
})();
