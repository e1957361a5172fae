// Saving the page as one file, which the reader's browser downloads. share.js asks for it.
(function () {
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

  window.loaSave = function () {
    return whole().then(function (html) {
      var a = document.createElement('a'), name = location.pathname.split('/').filter(Boolean).pop() || location.hostname;
      a.href = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
      a.download = name.replace(/\.html$/, '') + '.html';
      a.click();
    });
  };
})();
