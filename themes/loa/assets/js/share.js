// Sharing: the phone's own share sheet where there is one, and the page's
// address to paste. The browsers inside of chat programs often have neither a
// sheet nor a clipboard: then the address stands there selected. Without script
// all of it stays hidden. Next to it the page is printed, or saved as one file.
(function () {
  var box = document.querySelector('.share');
  if (!box) return;
  var canonical = document.querySelector('link[rel=canonical]');
  var address = canonical && location.protocol === 'file:' ? canonical.href : location.href.split('#')[0];
  var send = box.querySelector('.send'), link = box.querySelector('.link'), field = box.querySelector('input'), status = box.querySelector('[role=status]');
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
  save.hidden = !/^http/.test(location.protocol) || !window.fetch || /Zalo|FBAN|FBAV|Instagram|Line\//i.test(navigator.userAgent);
  save.addEventListener('click', function () {
    save.disabled = true;
    whole().then(function (html) {
      var a = document.createElement('a'), name = location.pathname.split('/').filter(Boolean).pop() || location.hostname;
      a.href = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
      a.download = name.replace(/\.html$/, '') + '.html';
      a.click();
      status.textContent = save.dataset.saved;
    }).catch(function () { status.textContent = save.dataset.failed; }).then(function () { save.disabled = false; });
  });

  function data(blob) {
    return new Promise(function (done, failed) {
      var reader = new FileReader();
      reader.onload = function () { done(reader.result); };
      reader.onerror = failed;
      reader.readAsDataURL(blob);
    });
  }

  function got(url, as) {
    return fetch(url).then(function (r) {
      if (!r.ok) throw r.status;
      return r[as]();
    });
  }

  // whole is the page as one file: styles and pictures stand in it, links lead to the
  // site, and nothing in it runs.
  function whole() {
    var copy = document.documentElement.cloneNode(true), waits = [];
    function each(selector, act) { copy.querySelectorAll(selector).forEach(act); }
    each('script, meta[http-equiv], meta[name=loa-worker], link:not([rel=stylesheet]):not([rel=canonical]), .share, .copy-note, .alerts, .menu, .find, .languages, track', function (e) { e.remove(); });
    each('a[href]', function (a) { if (a.getAttribute('href')[0] !== '#') a.href = a.href; });
    each('video, audio', function (m) { m.src = m.src; });
    each('link[rel=stylesheet]', function (link) {
      waits.push(got(link.href, 'text').then(function (css) {
        var style = document.createElement('style');
        style.textContent = css;
        link.replaceWith(style);
      }));
    });
    each('img', function (img) {
      var shown = img.src;
      img.removeAttribute('srcset');
      img.removeAttribute('loading');
      waits.push(got(shown, 'blob').then(data).then(function (url) { img.src = url; }));
    });
    return Promise.all(waits).then(function () {
      var safe = document.createElement('meta');
      safe.httpEquiv = 'Content-Security-Policy';
      safe.content = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src " + location.origin;
      copy.querySelector('meta[charset]').after(safe);
      return '<!doctype html>' + copy.outerHTML;
    });
  }
})();
