// A leaflet is printed as a sheet, a poster, with strips to tear off or to be folded:
// a class on the root says which, and so does the end of the address (#a3).
(function () {
  var box = document.querySelector('.prints'), root = document.documentElement;
  if (!box) return;

  function shape(name) {
    ['a4', 'a3', 'strips', 'folded'].forEach(function (one) { root.classList.toggle('as-' + one, one === name); });
  }

  function asked() { if (location.hash) shape(location.hash.slice(1)); }

  box.hidden = !window.print;
  box.querySelectorAll('[data-print]').forEach(function (button) {
    button.addEventListener('click', function () {
      shape(button.dataset.print);
      window.print();
    });
  });
  window.addEventListener('hashchange', asked);
  asked();
})();
