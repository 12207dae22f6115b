(function () {
  var lenient = { throwOnError: false, strict: "ignore" };
  document.querySelectorAll(".math").forEach(function (element) {
    katex.render(element.textContent, element, {
      displayMode: element.classList.contains("display"),
      throwOnError: false,
      strict: "ignore"
    });
  });
  document.querySelectorAll(".output.html").forEach(function (element) {
    renderMathInElement(element, Object.assign({
      delimiters: [
        { left: "$$", right: "$$", display: true },
        { left: "\\[", right: "\\]", display: true },
        { left: "\\(", right: "\\)", display: false },
        { left: "$", right: "$", display: false }
      ]
    }, lenient));
  });
})();
