// Fields that name a page, a picture or a file of the site: what is typed, without marks,
// finds them by their names. Without script the path is typed.
(function () {
  'use strict';
  var me = document.currentScript.dataset;
  var form = document.getElementById('form');
  var most = 12; // that are listed at a time

  // plain is a text without marks and capitals, as people type to search.
  function plain(text) {
    return text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd').trim();
  }

  function finds(words, text) {
    text = plain(text);
    return plain(words).split(/\s+/).every(function (word) { return text.indexOf(word) >= 0; });
  }

  // offers asks once for each kind, when a field first has the focus.
  var asked = {};
  function offers(kind) {
    asked[kind] = asked[kind] || fetch(me.base + 'offers?for=' + kind + '&file=' + encodeURIComponent(form.dataset.file)).then(function (answer) {
      return answer.ok ? answer.json() : [];
    }).catch(function () { delete asked[kind]; return []; });
    return asked[kind];
  }

  // chooser makes an input one that lists what it can be; picked is called with the offer.
  function chooser(input, kind, label, picked) {
    var list = document.createElement('ul');
    list.className = 'offers';
    list.id = 'offers-' + input.id;
    list.hidden = true;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', label);
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-expanded', 'false');
    input.setAttribute('aria-controls', list.id);
    input.autocomplete = 'off';
    input.after(list);
    var at = -1, turn = 0; // of what was last asked for: an answer to something earlier opens nothing

    function close() {
      turn++;
      open([]);
    }
    function open(all) {
      list.replaceChildren.apply(list, all);
      list.hidden = !all.length;
      input.setAttribute('aria-expanded', String(!list.hidden));
      move(-1);
    }
    function move(to) {
      var all = list.children;
      at = to < -1 ? all.length - 1 : to >= all.length ? -1 : to;
      input.removeAttribute('aria-activedescendant');
      Array.from(all).forEach(function (item, i) {
        item.setAttribute('aria-selected', String(i === at));
        if (i !== at) return;
        input.setAttribute('aria-activedescendant', item.id);
        item.scrollIntoView({ block: 'nearest' });
      });
    }
    function item(offer, i) {
      var li = document.createElement('li');
      li.id = list.id + '-' + i;
      li.setAttribute('role', 'option');
      if (offer.picture) {
        var img = document.createElement('img');
        img.alt = '';
        img.loading = 'lazy';
        img.src = offer.picture;
        li.append(img);
      }
      var name = document.createElement('span');
      name.textContent = offer.name;
      li.append(name);
      if (offer.note) {
        var note = document.createElement('small');
        note.textContent = ' ' + offer.note;
        name.append(note);
      }
      // The input keeps the focus: leaving it closes the list.
      li.addEventListener('mousedown', function (event) { event.preventDefault(); });
      li.addEventListener('click', function () { take(offer); });
      li.offer = offer;
      return li;
    }
    function take(offer) {
      picked(offer); // whose change of the field is nothing to look for
      close();
    }
    function look() {
      var mine = ++turn;
      offers(kind).then(function (all) {
        if (mine !== turn || document.activeElement !== input) return;
        open(all.filter(function (o) { return finds(input.value, o.name + ' ' + o.value + ' ' + (o.note || '')); }).slice(0, most).map(item));
      });
    }
    input.addEventListener('input', look);
    input.addEventListener('focus', function () { offers(kind); });
    input.addEventListener('click', look);
    input.addEventListener('blur', close);
    input.addEventListener('keydown', function (event) {
      var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        if (list.hidden) look(); else move(at + step);
      } else if (event.key === 'Escape' && !list.hidden) {
        event.preventDefault();
        close();
      } else if (event.key === 'Enter' && (!list.hidden || 'pick' in input.dataset)) { // it chooses, it does not send the form
        event.preventDefault();
        if (at >= 0) take(list.children[at].offer);
        else if (list.children.length === 1) take(list.children[0].offer);
      }
    });
  }

  function changed(field) { field.dispatchEvent(new Event('input', { bubbles: true })); }

  function write(field, value) {
    field.value = value;
    changed(field);
  }

  // A field of one value becomes the offer's; its own name is told below.
  function single(input) {
    chooser(input, input.dataset.offers, input.dataset.label, function (offer) {
      write(input, offer.value);
      var chosen = input.closest('.field').querySelector('.chosen');
      if (chosen) chosen.textContent = offer.name;
      var alt = document.getElementById('f.image.alt');
      if (input.id === 'f.image.src' && alt && !alt.value && offer.alt) write(alt, offer.alt);
    });
    input.addEventListener('input', function () {
      var chosen = input.closest('.field').querySelector('.chosen');
      if (chosen && document.activeElement === input) chosen.textContent = '';
    });
  }

  // A list of files gets a field of its own, which adds lines to it.
  function several(list) {
    var input = document.createElement('input');
    input.id = list.id + '.more';
    input.placeholder = list.dataset.label;
    input.setAttribute('aria-label', list.dataset.label);
    input.dataset.pick = '';
    list.after(input);
    chooser(input, list.dataset.offers, list.dataset.label, function (offer) {
      var lines = list.value.split('\n').filter(Boolean);
      if (lines.indexOf(offer.value) < 0) lines.push(offer.value);
      list.value = lines.join('\n');
      changed(list);
      input.value = '';
    });
  }

  // What stands in the text goes in where the cursor was (desk.js).
  function intoText(input) {
    input.closest('.field').hidden = false;
    chooser(input, input.dataset.offers, input.dataset.label, function (offer) {
      input.value = '';
      document.getElementById('body').dispatchEvent(new CustomEvent('pick', { detail: '![' + (offer.alt || '').replace(/[\[\]]/g, '') + '](' + offer.value + ')' }));
    });
  }

  // Of many words to tick those that are looked for are shown, and those that are ticked.
  function filter(words) {
    var labels = Array.from(words.querySelectorAll('label'));
    if (labels.length < 9) return;
    var input = document.createElement('input');
    input.type = 'search';
    input.placeholder = me.search;
    input.setAttribute('aria-label', me.search + ': ' + words.closest('fieldset').querySelector('legend').textContent);
    words.before(input);
    input.addEventListener('input', function (event) {
      event.stopPropagation(); // nothing of the page has changed
      labels.forEach(function (label) {
        label.hidden = !finds(input.value, label.textContent) && !label.querySelector('input').checked;
      });
    });
    input.addEventListener('keydown', function (event) { if (event.key === 'Enter') event.preventDefault(); });
  }

  if (!form || !form.dataset.file) return;
  form.querySelectorAll('[data-offers]').forEach(function (field) {
    if ('into' in field.dataset) intoText(field);
    else if (field.tagName === 'TEXTAREA') several(field);
    else single(field);
  });
  form.querySelectorAll('.words').forEach(filter);
})();
