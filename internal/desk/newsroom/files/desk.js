// What the desk's pages gain by script. Without it every button still works.
(function () {
  'use strict';
  var me = document.currentScript.dataset;
  var form = document.getElementById('form');
  var body = document.getElementById('body');

  // What is told stands beside what was done.
  function say(where, lines) {
    var place = document.getElementById(where);
    place.replaceChildren.apply(place, lines.map(function (line) {
      var p = document.createElement('p');
      p.textContent = line;
      return p;
    }));
    if (lines.length) place.scrollIntoView({ block: 'nearest' });
  }

  function later(ms, work) {
    var timer;
    return function () { clearTimeout(timer); timer = setTimeout(work, ms); };
  }

  // Texts for other outlets are copied, and heard in a voice of the browser.
  document.querySelectorAll('[data-copy]').forEach(function (button) {
    var text = document.getElementById(button.dataset.copy);
    var words = button.textContent;
    button.hidden = false;
    button.addEventListener('click', function () {
      text.select();
      (navigator.clipboard ? navigator.clipboard.writeText(text.value) : Promise.reject()).catch(function () { document.execCommand('copy'); }).then(function () {
        button.textContent = button.dataset.done;
        document.getElementById('said').textContent = button.dataset.done;
        button.addEventListener('blur', function () { button.textContent = words; }, { once: true });
      });
    });
  });
  document.querySelectorAll('[data-listen]').forEach(function (button) {
    var voice = window.speechSynthesis;
    var text = document.getElementById(button.dataset.listen);
    var words = button.textContent;
    if (!voice) return;
    voice.cancel(); // of the page before
    button.hidden = false;
    button.addEventListener('click', function () {
      var going = button.textContent !== words;
      voice.cancel();
      button.textContent = going ? words : button.dataset.stop;
      if (going) return;
      text.value.split('\n').filter(Boolean).forEach(function (line, i, all) {
        var said = new SpeechSynthesisUtterance(line);
        said.lang = text.lang;
        if (i === all.length - 1) said.onend = function () { button.textContent = words; };
        voice.speak(said);
      });
    });
  });

  // A browser opens six connections to a host: a tab that nobody sees must not hold one.
  // whileSeen opens a source of events whenever the tab is seen, and gives what opens it
  // again after it was closed.
  function whileSeen(open) {
    var source;
    function close() {
      if (source) source.close();
      source = null;
    }
    function look() {
      if (document.hidden) close();
      else if (!source || source.readyState === EventSource.CLOSED) source = open();
    }
    document.addEventListener('visibilitychange', look);
    addEventListener('pagehide', close);
    addEventListener('pageshow', look);
    look();
    return look;
  }

  // The overview and how an entry stands follow the files, whoever changes them. What is
  // told of a text that is being written comes with its trial.
  function follow(part) {
    var first = true;
    var fresh = later(200, function () {
      fetch(location.href).then(function (answer) { return answer.text(); }).then(function (text) {
        var next = new DOMParser().parseFromString(text, 'text/html');
        var now = next.querySelector('[data-live]');
        var script = next.querySelector('script[data-stamp]');
        if (!now || form && form.dataset.dirty || part.contains(document.activeElement) && document.activeElement !== part.querySelector('.wide')) return;
        var ticked = Array.from(part.querySelectorAll('input:checked')).map(function (box) { return box.value; });
        part.replaceChildren.apply(part, Array.from(now.childNodes));
        part.querySelectorAll('input[type=checkbox]').forEach(function (box) { box.checked = box.checked || ticked.indexOf(box.value) >= 0; });
        if (script) me.stamp = script.dataset.stamp;
      }).catch(function () {}); // the next change asks again
    });
    var again = whileSeen(function () {
      var source = new EventSource(me.base + 'events?stamp=' + me.stamp);
      source.addEventListener('problems', function () { if (!first) fresh(); first = false; });
      source.addEventListener('whole', fresh);
      source.addEventListener('reload', function () {
        source.close();
        fresh();
        setTimeout(again, 1500);
      });
      return source;
    });
  }

  // Text goes in by the browser's own editing, so that undo takes it out again. While the
  // rich text is shown (rich.js) it goes in there; the promise ends when it has.
  function insert(text) {
    if (body.rich) return body.rich.insert(text);
    body.focus();
    if (!document.execCommand('insertText', false, text)) body.setRangeText(text, body.selectionStart, body.selectionEnd, 'end');
    body.dispatchEvent(new Event('input', { bubbles: true }));
  }

  function chosen() { return body.rich ? body.rich.chosen() : body.value.slice(body.selectionStart, body.selectionEnd); }

  function atLineStart() { return body.selectionStart === 0 || body.value[body.selectionStart - 1] === '\n'; }

  function tool(button) {
    var set = button.dataset;
    if (set.around) return insert(set.around + (chosen() || '…') + set.around);
    if (set.line) return insert((atLineStart() ? '' : '\n\n') + set.line + chosen());
    if (set.insert) return insert((atLineStart() ? '\n' : '\n\n') + set.insert + '\n');
    var ends = set.block.split('|');
    var open = ends[0].indexOf('\n') < 0 ? ends[0] + '\n' : ends[0];
    insert((atLineStart() ? '\n' : '\n\n') + open + (chosen() || '…') + '\n' + ends[1] + '\n');
  }

  function toolbar(bar) {
    var buttons = Array.from(bar.querySelectorAll('button'));
    bar.hidden = false;
    buttons.forEach(function (button, i) {
      button.tabIndex = i ? -1 : 0;
      button.addEventListener('click', function () { tool(button); });
    });
    bar.addEventListener('keydown', function (event) {
      var step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      var next = buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length];
      buttons.forEach(function (button) { button.tabIndex = button === next ? 0 : -1; });
      next.focus();
    });
  }

  // The trial stands in the preview, on another origin: its script is told the
  // address of what is to take its place, and this page hears only that it was.
  function trial() {
    var frame = document.getElementById('trial');
    var told = document.getElementById('tried');
    var busy = false, again = false;
    function run() {
      if (busy) { again = true; return; }
      busy = true;
      var data = new FormData(form);
      data.delete('picture');
      data.set('answer', 'json');
      fetch(me.base + 'trial', { method: 'POST', body: data }).then(function (answer) {
        if (/json/.test(answer.headers.get('Content-Type'))) return answer.json().then(function (made) { tell(''); place(made.address); stands(made.standing); });
        return answer.text().then(function (text) { tell(reason(answer, text)); });
      }).catch(function () { tell(told.dataset.silent); }).then(function () {
        busy = false;
        if (again) { again = false; run(); }
      });
    }
    // What is wrong with the text as it is now takes the place of what was wrong before.
    function stands(html) {
      var part = document.getElementById('standing');
      if (!form.dataset.dirty || part.contains(document.activeElement)) return;
      var next = new DOMParser().parseFromString(html, 'text/html').getElementById('standing');
      if (next && next.innerHTML !== part.innerHTML) part.replaceChildren.apply(part, Array.from(next.childNodes));
    }
    // What is said already is not said again while somebody writes.
    function tell(why) { if (told.textContent !== why) told.textContent = why; }
    function reason(answer, text) {
      if (!/html/.test(answer.headers.get('Content-Type'))) return text.trim();
      var bad = new DOMParser().parseFromString(text, 'text/html').querySelector('.bad');
      return bad ? bad.textContent.trim() : told.dataset.silent;
    }
    // Until the preview's page is in the frame, nobody there hears a message.
    var there = false;
    frame.addEventListener('load', function () { there = Boolean(frame.getAttribute('src')); });
    function place(address) {
      var open = function () { there = false; frame.src = address; };
      if (!there) { open(); return; }
      var unheard = setTimeout(open, 1000); // a page that runs no script
      var line = new MessageChannel();
      line.port1.onmessage = function () { clearTimeout(unheard); };
      frame.contentWindow.postMessage(address, new URL(address).origin, [line.port2]);
    }
    form.addEventListener('input', later(600, run));
    run();
  }

  // Pictures of what was pasted wait, each under the name that the text has for
  // it, until somebody has said who is in them.
  var waiting = [];

  function field(id) { return document.getElementById(id); }

  function shown(name) { return new RegExp('!\\[((?:[^\\]\\\\]|\\\\.)*)\\]\\(' + name.replace('.', '\\.') + '\\)', 'g'); }

  function choose(files) {
    field('picture').files = files;
    field('pictures').open = true;
    field('alt').focus();
  }

  function bytesOf(picture) {
    return Uint8Array.from(atob(picture.data), function (c) { return c.charCodeAt(0); });
  }

  function ending(name) { return name.slice(name.lastIndexOf('.') + 1); }

  function kind(name) { return { jpg: 'jpeg', svg: 'svg+xml' }[ending(name)] || ending(name); }

  function ask() {
    waiting = waiting.filter(function (picture) { return shown(picture.name).test(body.value); });
    var next = waiting[0];
    field('waiting').hidden = !next;
    if (!next) return;
    var sent = new DataTransfer();
    sent.items.add(new File([bytesOf(next)], next.name));
    choose(sent.files);
    field('waiting').querySelector('img').src = 'data:image/' + kind(next.name) + ';base64,' + next.data;
    field('alt').value = shown(next.name).exec(body.value)[1].replace(/\\(.)/g, '$1');
    say('sent', [field('waiting').textContent]);
  }

  // place puts an uploaded picture where the text has it, or at the cursor.
  function place(picture, markdown) {
    var found = picture ? Array.from(body.value.matchAll(shown(picture.name))).reverse() : [];
    if (!found.length) return insert((atLineStart() ? '\n' : '\n\n') + markdown + '\n');
    if (body.rich) return write(found, markdown);
    found.forEach(function (match) {
      body.setSelectionRange(match.index, match.index + match[0].length);
      insert(markdown);
    });
  }

  // write puts a text in the place of what was found, from the last to the first.
  function write(found, text) {
    body.value = found.reduce(function (all, match) {
      return all.slice(0, match.index) + text + all.slice(match.index + match[0].length);
    }, body.value);
    body.dispatchEvent(new Event('input', { bubbles: true }));
  }

  // send uploads a picture. A refusal comes as plain text, and none if the
  // program was stopped.
  function send(data, file) {
    var told = field('picture').dataset;
    if (file && file.size > +told.largest) return Promise.resolve({ error: told.large });
    return fetch(me.base + 'upload', { method: 'POST', body: data }).then(function (answer) {
      if (/json/.test(answer.headers.get('Content-Type'))) return answer.json();
      return answer.text().then(function (why) { return { error: why }; });
    }).catch(function () { return { error: told.silent }; });
  }

  function upload() {
    var data = new FormData(form);
    var file = data.get('picture');
    var first = waiting[0];
    if (!first || !file || file.name !== first.name) first = null;
    if (first && field('alt').value) data.set('picture', file, field('alt').value + '.' + ending(first.name));
    send(data, file).then(function (answer) {
      if (answer.error) {
        field('pictures').open = true;
        say('sent', [answer.error]);
        field('alt').focus();
        return;
      }
      var more = answer.attached ? attached(answer) : null;
      if (!answer.attached) place(first, answer.markdown);
      ['picture', 'alt', 'consent', 'until'].forEach(function (id) { field(id).value = ''; });
      form.querySelectorAll('[name=people]').forEach(function (choice) { choice.checked = false; });
      say('sent', [answer.said].concat(more || []));
      ask();
    });
  }

  // Files that are no pictures ask for nothing: they are sent at once. A document lists
  // them among its files, a section without a schedule takes it from a spreadsheet or a
  // calendar; any other text gets a link.
  function taken(files) {
    var one = new DataTransfer();
    Array.from(files).forEach(function (file) {
      if (!/^image\//.test(file.type)) attach(file);
      else if (!one.items.length) one.items.add(file);
    });
    if (one.items.length) choose(one.files);
  }

  function attach(file) {
    var data = new FormData(form);
    data.set('picture', file, file.name);
    send(data, file).then(function (answer) {
      field('pictures').open = true;
      say('sent', [answer.error || answer.said].concat(answer.attached && attached(answer) || []));
    });
  }

  // attached gives the page a file that lies beside it now, and what there is to say of that.
  function attached(answer) {
    var list = form.querySelector('textarea[name="f.document.files"]');
    var schedule = form.querySelector('[name="f.events_from"]');
    if (schedule && !schedule.value && /\.(xlsx|xlsm|ods|fods|xls|csv|tsv|ics)$/.test(answer.name)) {
      schedule.value = answer.name;
      schedule.closest('details').open = true;
      schedule.dispatchEvent(new Event('input', { bubbles: true }));
      return [field('sent').dataset.schedule];
    }
    if (!list) {
      place(null, answer.markdown);
      return [];
    }
    var lines = list.value.split('\n').filter(Boolean);
    if (lines.indexOf(answer.name) < 0) lines.push(answer.name);
    list.value = lines.join('\n');
    list.dispatchEvent(new Event('input', { bubbles: true }));
    return [];
  }

  function pictures() {
    document.getElementById('upload').addEventListener('click', function (event) {
      event.preventDefault();
      upload();
    });
    body.addEventListener('dragover', function (event) { event.preventDefault(); form.classList.add('over'); });
    body.addEventListener('dragleave', function () { form.classList.remove('over'); });
    body.addEventListener('drop', function (event) {
      form.classList.remove('over');
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      taken(event.dataTransfer.files);
    });
  }

  // The server makes Markdown of it; plain text goes there only if it may be in
  // an old encoding.
  function paste(event) {
    var html = event.clipboardData.getData('text/html');
    var plain = event.clipboardData.getData('text/plain');
    var takes = field('pictures');
    if (!html && !plain && takes && event.clipboardData.files.length) {
      event.preventDefault();
      choose(event.clipboardData.files);
    }
    if (!html && !/[^\x00-\x7f]/.test(plain)) return;
    event.preventDefault();
    var data = new FormData();
    data.set('token', me.token);
    data.set('text', plain);
    if (takes) data.set('pictures', '1');
    if (html) data.set('html', new Blob([html]), 'clip.html');
    fetch(me.base + 'paste', { method: 'POST', body: data }).then(function (answer) {
      if (answer.ok) return answer.json();
      return answer.text().then(function (why) { return { markdown: plain, lost: [why] }; });
    }).then(function (answer) {
      return Promise.resolve(insert(answer.markdown || plain)).then(function () {
        say('pasted', answer.lost || []);
        if (answer.pictures && answer.pictures.length) {
          waiting = waiting.concat(answer.pictures);
          ask();
        }
      });
    }, function () { return insert(plain); });
  }

  // plain is a text without marks and capitals, as people type to search.
  function plain(text) {
    return text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd').trim();
  }

  // Only a page that there is becomes a link.
  function linker() {
    var page = document.getElementById('page');
    var found = document.getElementById('found');
    document.getElementById('linker').hidden = false;
    // An address elsewhere is a link as it is typed.
    function address(to) {
      var option = document.createElement('option');
      option.value = to;
      option.textContent = to.replace(/^(https?:\/\/|mailto:|tel:)/, '');
      return option;
    }
    function link(option) {
      insert('[' + (chosen() || option.textContent) + '](' + option.value + ')');
      page.value = '';
      found.replaceChildren();
    }
    function look() {
      var all = Array.from(document.querySelectorAll('#pages option'));
      var words = plain(page.value).split(/\s+/);
      var exact = all.filter(function (o) { return o.value === page.value.trim() || plain(o.textContent) === plain(page.value); });
      var like = all.filter(function (o) {
        var text = plain(o.textContent + ' ' + o.value);
        return words.every(function (word) { return text.indexOf(word) >= 0; });
      });
      if (!plain(page.value)) return;
      if (/^(https?:\/\/|mailto:|tel:)\S+$/.test(page.value.trim())) { link(address(page.value.trim())); return; }
      if (exact.length === 1 || like.length === 1) { link(exact[0] || like[0]); return; }
      say('found', [like.length ? found.dataset.many : found.dataset.none]);
      like.slice(0, 8).forEach(function (option) {
        var button = document.createElement('button');
        button.type = 'button';
        button.textContent = option.textContent;
        button.title = option.value;
        button.addEventListener('click', function () { link(option); });
        found.append(button, ' ');
      });
    }
    document.getElementById('link').addEventListener('click', look);
    page.addEventListener('keydown', function (event) {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      look();
    });
  }

  function lunar(input) {
    input.addEventListener('change', function () {
      fetch(me.base + 'lunar?day=' + encodeURIComponent(input.value)).then(function (answer) { return answer.json(); }).then(function (answer) {
        input.closest('.field').querySelector('.lunar').textContent = answer.lunar;
      }).catch(function () {}); // a day is right without it
    });
  }

  // Nobody loses a text by closing the page.
  function guard() {
    form.addEventListener('input', function () { form.dataset.dirty = '1'; });
    if (!('saved' in form.dataset)) form.dataset.dirty = '1';
    form.addEventListener('submit', function (event) {
      if (!event.defaultPrevented && (!event.submitter || event.submitter.id !== 'try')) delete form.dataset.dirty;
    });
    addEventListener('beforeunload', function (event) { if (form.dataset.dirty) event.preventDefault(); });
    document.addEventListener('keydown', function (event) {
      if ((event.ctrlKey || event.metaKey) && event.key === 's') {
        event.preventDefault();
        form.requestSubmit(form.querySelector('[value=save]'));
      }
    });
  }

  function job(part) {
    var bar = part.querySelector('progress');
    var waits = document.getElementById('waiting-for');
    whileSeen(function () {
      var source = new EventSource(me.base + 'publish/events?job=' + part.dataset.job + '&step=' + encodeURIComponent(part.dataset.step));
      source.addEventListener('progress', function (event) { if (bar && +event.data) bar.value = +event.data; });
      source.addEventListener('waiting', function (event) {
        if (waits.textContent !== event.data) waits.textContent = event.data;
        waits.hidden = !event.data;
      });
      source.addEventListener('step', function () { source.close(); location.reload(); });
      return source;
    });
  }

  // Files dropped anywhere on the form are chosen, and told before they are sent.
  function importer(form) {
    var files = document.getElementById('files');
    var area = document.getElementById('drop');
    function look() {
      form.hidden = false;
      var all = Array.from(files.files);
      var bytes = all.reduce(function (sum, file) { return sum + file.size; }, 0);
      var large = bytes > +files.dataset.largest;
      files.setCustomValidity(large ? files.dataset.large : '');
      var pictures = all.length && all.every(function (file) { return /^image\//.test(file.type); });
      say('chosen', large ? [files.dataset.large] : all.map(function (file) { return file.name; }).concat(pictures ? [field('chosen').dataset.pictures] : []));
    }
    files.addEventListener('change', look);
    var target = form.hidden ? document : form; // on the overview files may fall anywhere
    target.addEventListener('dragover', function (event) { event.preventDefault(); form.hidden = false; area.classList.add('over'); });
    target.addEventListener('dragleave', function () { area.classList.remove('over'); });
    target.addEventListener('drop', function (event) {
      area.classList.remove('over');
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      files.files = event.dataTransfer.files;
      look();
      form.querySelector('button').focus();
    });
  }

  var live = document.querySelector('[data-live]');
  if (live) follow(live);
  var running = document.querySelector('[data-job]');
  if (running) job(running);
  var bringing = document.getElementById('import');
  if (bringing) importer(bringing);
  if (form && body) {
    guard();
    body.addEventListener('paste', paste);
    body.addEventListener('pick', function (event) { place(null, event.detail); }); // choose.js
    if (document.getElementById('trial')) {
      toolbar(document.querySelector('.tools'));
      linker();
      pictures();
      trial();
    }
    document.querySelectorAll('[data-lunar]').forEach(lunar);
  }
})();
