// One keystroke per decision in the review queue. Keys do nothing while somebody is typing.
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (target) { event.preventDefault(); target.click(); }
});
document.querySelector("a.lit, .finding.lit")?.scrollIntoView({ block: "center" });

// Selected words become a finding: positions are counted from the pieces, whose ids hold their place in the frozen text.
const form = document.getElementById("add");
const place = (node, offset) => {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest("[id^=p]");
  // JavaScript counts UTF-16 units, the frozen text counts characters.
  return piece ? +piece.id.slice(1) + [...piece.textContent.slice(0, offset)].length : null;
};
document.querySelector("article.text")?.addEventListener("mouseup", () => {
  const selection = window.getSelection();
  if (!form || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const start = place(range.startContainer, range.startOffset), end = place(range.endContainer, range.endOffset);
  if (start === null || end === null || end <= start) return;
  form.hidden = false;
  form.elements["set-start"].value = start;
  form.elements["set-end"].value = end;
  document.getElementById("chosen").textContent = selection.toString();
});
