// Days, numbers and sizes as the pages write them, for all scripts. The page brings the
// form of a day in its language: 28/11/2026 by {dd}/{mm}/{year}, names of months and days
// of the week as {Thứ Hai|Thứ Ba|…}, but for {monthname}, the month in English.
(function () {
  var form = document.currentScript.dataset.day || '{dd}/{mm}/{year}';
  var language = document.documentElement.lang + '-u-nu-latn'; // the digits of the pages

  function two(n) { return n < 10 ? '0' + n : '' + n; }

  // day writes a moment, or a day as 2026-11-28, as the day by the device's zone.
  function day(when) {
    var date = new Date(/^[\d-]{10}$/.test(when) ? when + 'T12:00' : when), month = date.getMonth() + 1;
    var parts = { day: date.getDate(), dd: two(date.getDate()), month: month, mm: two(month), month0: month < 3 ? two(month) : month, year: date.getFullYear(), monthname: date.toLocaleDateString('en', { month: 'long' }) };
    return form.replace(/\{([^}]*)\}/g, function (whole, name) {
      var names = name.split('|');
      return names.length === 12 ? names[month - 1] : names.length === 7 ? names[(date.getDay() + 6) % 7] : name in parts ? parts[name] : whole;
    });
  }

  function number(n, digits) { return n.toLocaleString(language, { maximumFractionDigits: digits || 0 }); }

  function size(bytes) { return bytes < 1e6 ? number(bytes / 1e3) + ' KB' : number(bytes / 1e6, 1) + ' MB'; }

  window.loaFormat = { day: day, number: number, size: size };
})();
