"use strict";
(function () {
  var table = document.getElementById("print-table");
  if (!table) { return; }
  var bodies = Array.prototype.slice.call(table.tBodies);
  var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
  var rows = [];
  bodies.forEach(function (body) {
    Array.prototype.slice.call(body.rows).slice(1).forEach(function (row) {
      rows.push({ row: row, body: body, site: row.dataset.site, label: row.dataset.label, order: rows.length });
    });
  });
  function number(row, column) {
    var text = row.cells[column].textContent;
    return text.charCodeAt(0) === 60 ? 0.1 : text.charCodeAt(0) === 62 ? 99.9 : parseFloat(text);
  }
  function sort(column) {
    rows.sort(function (a, b) {
      var difference = column === 0 ? 0 : number(b.row, column) - number(a.row, column);
      return difference || a.order - b.order;
    });
    rows.forEach(function (entry) { entry.body.appendChild(entry.row); });
    heads.forEach(function (head, i) { head.setAttribute("aria-sort", i === column ? (i === 0 ? "ascending" : "descending") : "none"); });
  }
  heads.forEach(function (head, column) {
    var button = document.createElement("button");
    button.type = "button";
    while (head.firstChild) { button.appendChild(head.firstChild); }
    head.appendChild(button);
    button.addEventListener("click", function () { sort(column); });
  });
  function regroup(by) {
    var first = bodies[0];
    var parts = {};
    bodies.forEach(function (body) { body.rows[0].hidden = by !== "group"; });
    if (by === "group") {
      rows.forEach(function (entry) { entry.body = bodies[entry.home]; });
    } else {
      rows.forEach(function (entry) { entry.body = first; });
    }
    rows.forEach(function (entry, i) {
      entry.order = by === "site" ? (parts[entry.site] = parts[entry.site] || Object.keys(parts).length + 1) * 1e6 + entry.start : entry.start;
    });
    sort(0);
  }
  rows.forEach(function (entry) { entry.start = entry.order; entry.home = bodies.indexOf(entry.body); });
  var bar = document.createElement("p");
  var select = document.createElement("select");
  bar.className = "small controls";
  var name = document.createElement("label");
  name.textContent = "Group rows by ";
  ["group", "site", "nothing"].forEach(function (value) {
    var option = document.createElement("option");
    option.value = value;
    option.textContent = value;
    select.appendChild(option);
  });
  select.addEventListener("change", function () { regroup(select.value); });
  name.appendChild(select);
  bar.appendChild(name);
  table.parentNode.parentNode.insertBefore(bar, table.parentNode);
}());
