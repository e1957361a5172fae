// A script as plain text and as SSML, made of the lines of its page when somebody asks: the
// same bytes as the files that a site can have beside it.
(function () {
  var xml = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };

  // bulletins are lists of paragraphs, those are lists of sentences.
  function bulletins() {
    return Array.from(document.querySelectorAll('.loud section'), function (section) {
      return Array.from(section.querySelectorAll('.lines'), function (list) {
        return Array.from(list.children, function (line) { return line.textContent; });
      });
    });
  }

  function asText(all) {
    return all.map(function (one) {
      return one.map(function (lines) { return lines.join('\n') + '\n'; }).join('\n');
    }).join('\n* * *\n\n');
  }

  function asSSML(all) {
    return '<?xml version="1.0" encoding="UTF-8"?>\n<speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="' +
      document.documentElement.lang.split('-')[0].toLowerCase() + '">\n' + all.map(function (one) {
        return one.map(function (lines) {
          return '<p>\n' + lines.map(function (line) {
            return '<s>' + line.replace(/[&<>"']/g, function (sign) { return xml[sign]; }) + '</s>\n';
          }).join('') + '</p>\n';
        }).join('');
      }).join('<break time="3s"/>\n') + '</speak>\n';
  }

  document.querySelectorAll('.loud-nav button[data-file]').forEach(function (button) {
    button.hidden = false;
    button.addEventListener('click', function () {
      var plain = /txt$/.test(button.dataset.file), link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([(plain ? asText : asSSML)(bulletins())], { type: plain ? 'text/plain' : 'application/ssml+xml' }));
      link.download = button.dataset.file;
      link.click();
      setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
    });
  });
})();
