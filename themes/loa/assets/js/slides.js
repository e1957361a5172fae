// A lesson as slides: a heading a slide, made of the text of the page. What does not
// fit on one goes on to the next. Notes of the teacher stay on the page and on paper.
(function () {
  var way = document.querySelector('.show'), main = document.querySelector('main.lesson'), root = document.documentElement;
  if (!way || !main) return;
  var button = way.querySelector('button'), print = way.querySelector('[data-print]'), words = way.dataset, style, show, stage, slides, at;
  way.hidden = false;
  if (print) print.addEventListener('click', function () { window.print(); });
  if (main.querySelector('.quiz')) { // which is answered, not shown
    Array.prototype.forEach.call(way.children, function (e) { e.hidden = e !== print; });
    return;
  }
  button.addEventListener('click', open);
  if (location.hash === '#slides') open(); // before the page is ready, for who prints it at once

  // styled calls back when the styles of slides are there.
  function styled(then) {
    if (style) return then();
    style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = words.sheet;
    style.onload = then;
    document.head.append(style);
  }

  function make(tag, className, parent) {
    var e = document.createElement(tag);
    e.className = className;
    parent.append(e);
    return e;
  }

  // begin adds an empty slide with a heading.
  function begin(heading) {
    var slide = make('section', 'slide now', stage);
    var h = make('h2', '', slide);
    h.innerHTML = heading;
    h.tabIndex = -1;
    slides.push(slide);
    return make('div', 'prose', slide);
  }

  function tooLong(body) { return body.parentNode.scrollHeight > body.parentNode.clientHeight + 1; }

  // add puts a block on a slide; one that does not fit begins the next slide. A list
  // is parted between its items, a table between its rows.
  function add(body, block, heading) {
    var copy = block.cloneNode(true);
    copy.querySelectorAll('[id]').forEach(function (e) { e.removeAttribute('id'); });
    copy.removeAttribute('id');
    body.append(copy);
    if (!tooLong(body)) return body;
    var list = listIn(copy);
    if (list && list.children.length > 1) return part(body, copy, list, heading);
    if (body.children.length < 2) return body; // as large as a slide: it is scrolled
    copy.remove();
    body = begin(heading);
    body.append(copy);
    return body;
  }

  function listIn(block) {
    return block.matches('ol, ul') ? block : block.matches('.steps, .checklist, .timeline, .table, table, .do, .dont') && block.querySelector('ol, ul, tbody');
  }

  function part(body, copy, list, heading) {
    var rest = copy.cloneNode(true), more = listIn(rest), kept = list.children.length;
    while (tooLong(body) && kept > 1) list.children[--kept].remove();
    if (tooLong(body) && body.children.length > 1) {
      copy.remove();
      kept = 0;
    }
    for (var i = 0; i < kept; i++) more.children[0].remove();
    if (list.matches('ol')) more.start = (list.start || 1) + kept;
    more.style.setProperty('counter-reset', 'step ' + kept);
    if (!more.children.length) return body;
    return add(begin(heading), rest, heading);
  }

  function build() {
    slides = [];
    stage.textContent = '';
    var heading = main.querySelector('h1').innerHTML, body = begin(heading);
    var lead = main.querySelector('.lead');
    body.parentNode.classList.add('first');
    if (lead) body = add(body, lead, heading);
    Array.prototype.forEach.call(main.querySelector('.prose').children, function (block) {
      if (block.matches('h2')) {
        heading = block.innerHTML;
        body = begin(heading);
      } else if (!block.matches('.notes, script')) body = add(body, block, heading);
    });
    slides = slides.filter(function (slide, i) { // all that a heading had were notes
      var empty = i > 0 && !slide.querySelector('.prose').children.length;
      if (empty && slides[i + 1] && slides[i + 1].querySelector('h2').innerHTML === slide.querySelector('h2').innerHTML) slide.remove();
      return slide.parentNode;
    });
  }

  function open() {
    styled(begun);
  }

  function begun() {
    if (show) return;
    show = make('div', 'slides', document.body);
    stage = make('div', 'stage', show);
    var bar = make('p', 'turns', show);
    control(bar, words.close, '✕', close);
    control(bar, words.back, '‹', function () { turn(at - 1); });
    show.count = make('span', '', bar);
    show.count.setAttribute('role', 'status');
    control(bar, words.next, '›', function () { turn(at + 1); });
    root.classList.add('sliding');
    if (show.requestFullscreen) show.requestFullscreen().then(again, function () {});
    build();
    turn(0);
    window.addEventListener('resize', again);
    document.addEventListener('keydown', key);
    document.addEventListener('fullscreenchange', left);
  }

  function control(bar, name, sign, act) {
    var b = make('button', 'button', bar);
    b.type = 'button';
    b.textContent = sign;
    b.setAttribute('aria-label', name);
    b.title = name;
    b.addEventListener('click', act);
  }

  // again makes the slides anew for a screen of another size.
  function again() {
    if (!show || matchMedia('print').matches) return;
    var part = at / Math.max(1, slides.length - 1);
    build();
    turn(Math.round(part * (slides.length - 1)));
  }

  function turn(to) {
    at = Math.min(Math.max(to, 0), slides.length - 1);
    slides.forEach(function (s, i) { s.classList.toggle('now', i === at); });
    slides[at].querySelector('h2').focus({ preventScroll: true });
    show.count.textContent = words.of.replace('{number}', at + 1).replace('{count}', slides.length);
  }

  function left() { if (!document.fullscreenElement) close(); }

  function close() {
    if (!show) return;
    if (document.fullscreenElement) document.exitFullscreen();
    show.remove();
    show = null;
    root.classList.remove('sliding');
    window.removeEventListener('resize', again);
    document.removeEventListener('keydown', key);
    document.removeEventListener('fullscreenchange', left);
    button.focus();
  }

  function key(e) {
    if (e.ctrlKey || e.altKey || e.metaKey) return;
    var to = { ArrowRight: at + 1, ArrowDown: at + 1, PageDown: at + 1, ' ': at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, PageUp: at - 1, Home: 0, End: slides.length - 1 }[e.key];
    if (e.key === 'Escape') close();
    else if (to !== undefined && !(e.key === ' ' && e.target.closest('button, a, summary'))) turn(to);
    else return;
    e.preventDefault();
  }
})();
