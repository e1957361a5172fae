// The share button: the phone's own share sheet where there is one, else the
// page's address goes to the clipboard. Without script the button stays hidden.
(function () {
  var button = document.querySelector('.share button');
  if (!button) return;
  var canonical = document.querySelector('link[rel=canonical]');
  var address = canonical && location.protocol === 'file:' ? canonical.href : location.href.split('#')[0];
  var clipboard = navigator.clipboard;
  if (!navigator.share && !clipboard) return;
  button.hidden = false;
  button.addEventListener('click', function () {
    if (navigator.share) {
      // Closing the sheet rejects; there is nothing to tell then.
      navigator.share({ title: document.title, url: address }).catch(function () {});
      return;
    }
    clipboard.writeText(address).then(function () {
      button.parentNode.querySelector('[role=status]').textContent = button.dataset.copied;
    }, function () {});
  });
})();
