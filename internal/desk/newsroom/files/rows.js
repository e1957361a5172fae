// The order of the rows of a list in the settings: by buttons, or by dragging. What is sent
// is the number of each row, as without this script.
(function () {
  'use strict';

  document.querySelectorAll('[data-rows]').forEach(function (list) {
    var told = list.querySelector('[role=status]');
    var dragged = null;

    function rows() { return Array.from(list.querySelectorAll('.row')); }

    // sorted puts the rows in the order of their numbers: after a refused save they have
    // those that were sent.
    function sorted() {
      var all = rows().map(function (row, i) { return { row: row, at: parseFloat(row.querySelector('[data-at]').value) || Infinity, i: i }; });
      var place = document.createComment('');
      if (!all.length) return;
      all[0].row.before(place);
      all.sort(function (a, b) { return a.at === b.at ? a.i - b.i : a.at - b.at; });
      all.forEach(function (one, i) {
        place.before(one.row);
        one.row.querySelector('.at').textContent = i + 1 + '.';
      });
      place.remove();
    }

    // number writes into each row where it stands now, and says where the one that moved is.
    function number(moved) {
      rows().forEach(function (row, i) {
        row.querySelector('[data-at]').value = i + 1;
        row.querySelector('.at').textContent = i + 1 + '.';
        if (row === moved) told.textContent = row.dataset.name + ': ' + (i + 1);
      });
      ends();
      moved.querySelector('[data-at]').dispatchEvent(new Event('input', { bubbles: true }));
    }

    // ends marks the buttons that lead nowhere.
    function ends() {
      var all = rows();
      all.forEach(function (row, i) {
        row.querySelector('[data-by="-1"]').setAttribute('aria-disabled', String(i === 0));
        row.querySelector('[data-by="1"]').setAttribute('aria-disabled', String(i === all.length - 1));
      });
    }

    // move puts a row before or behind its neighbour; the button that was pressed keeps the focus.
    function move(row, by) {
      var all = rows(), other = all[all.indexOf(row) + by];
      if (!other) return;
      if (by < 0) other.before(row);
      else other.after(row);
      number(row);
    }

    function over(event) {
      if (!dragged) return;
      event.preventDefault();
      var row = event.target.closest('.row');
      if (!row || row === dragged || !list.contains(row)) return;
      var box = row.getBoundingClientRect();
      if (event.clientY < box.top + box.height / 2) row.before(dragged);
      else row.after(dragged);
    }

    rows().forEach(function (row) {
      var order = row.querySelector('.order');
      order.hidden = false;
      order.querySelectorAll('[data-by]').forEach(function (button) {
        button.addEventListener('click', function () {
          move(row, +button.dataset.by);
          button.focus();
        });
      });
      order.draggable = true;
      order.addEventListener('dragstart', function (event) {
        dragged = row;
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', row.dataset.name);
        row.classList.add('dragged');
      });
      order.addEventListener('dragend', function () {
        if (!dragged) return;
        dragged.classList.remove('dragged');
        number(dragged);
        dragged = null;
      });
    });
    sorted();
    list.addEventListener('dragover', over);
    list.addEventListener('drop', function (event) { if (dragged) event.preventDefault(); });
    if (rows().length) ends();
  });
})();
