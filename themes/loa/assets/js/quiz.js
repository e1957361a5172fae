// A quiz: answers become buttons that say whether they are right, with the
// reason from the key. Nothing leaves the device and nothing is kept.
(function () {
  function prepare(quiz) {
    var questions = quiz.querySelectorAll('.questions > li');
    var reasons = quiz.querySelectorAll('.key li');
    var right = 0, done = 0;
    var score = quiz.querySelector('.score');
    quiz.className += ' live';

    // words are those of the theme, which may be in another language than the quiz.
    function words(text) {
      var e = document.createElement('bdi');
      if (score.lang) e.lang = score.lang;
      e.textContent = text;
      return e;
    }

    questions.forEach(function (question, number) {
      var missing = question.querySelectorAll('[data-right]').length;
      var total = missing, tries = 0, said = document.createElement('div');
      if (!missing) return;
      said.setAttribute('role', 'status');
      question.appendChild(said);
      question.querySelectorAll('.answers > li').forEach(function (answer) {
        var button = document.createElement('button');
        button.type = 'button';
        while (answer.firstChild) button.appendChild(answer.firstChild);
        answer.appendChild(button);
        button.addEventListener('click', function () {
          var good = answer.hasAttribute('data-right');
          if (answer.className || !missing) return;
          tries++;
          answer.className = good ? 'right' : 'wrong';
          button.setAttribute('aria-pressed', 'true');
          if (good) missing--;
          said.textContent = '';
          said.appendChild(words(good ? quiz.dataset.right : quiz.dataset.wrong));
          if (missing) return;
          done++;
          if (tries === total) right++;
          var reason = reasons[number].cloneNode(true);
          while (reason.firstElementChild && reason.firstElementChild.tagName === 'B') reason.removeChild(reason.firstElementChild);
          said.appendChild(document.createTextNode(' '));
          while (reason.firstChild) said.appendChild(reason.firstChild);
          if (done === questions.length) score.textContent = quiz.dataset.score.replace('{right}', right).replace('{total}', done);
        });
      });
    });
  }
  document.querySelectorAll('.quiz:not(.live)').forEach(prepare);
})();
