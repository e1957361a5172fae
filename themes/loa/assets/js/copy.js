// Words to be copied: a button for each block of them.
(function () {
  if (!navigator.clipboard) return;
  document.querySelectorAll('.to-copy button[hidden]').forEach(function (button) {
    button.hidden = false;
    button.addEventListener('click', function () {
      var block = button.closest('.to-copy');
      navigator.clipboard.writeText(block.querySelector('blockquote').innerText.trim()).then(function () {
        block.querySelector('[role=status]').textContent = button.dataset.copied;
      }, function () {
        getSelection().selectAllChildren(block.querySelector('blockquote'));
      });
    });
  });
})();
