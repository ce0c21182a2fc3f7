// One keystroke per decision in the review queue. Keys do nothing while somebody is typing.
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (target) { event.preventDefault(); target.click(); }
});
// Where the list of pages is wider than the screen, the present one is in sight.
document.querySelector("header [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
document.querySelector("a.lit, .finding.lit")?.scrollIntoView({ block: "center" });

// Selected words become a finding: positions are counted from the pieces, whose ids hold their place in the frozen text.
const form = document.getElementById("add");
const PIECE = "[id^=p]";
// JavaScript counts UTF-16 units, the frozen text counts characters.
const length = words => [...words].length;
const place = (node, offset) => {
  if (node.nodeType === Node.TEXT_NODE) {
    const piece = node.parentElement.closest(PIECE);
    return piece ? +piece.id.slice(1) + length(piece.textContent.slice(0, offset)) : null;
  }
  // A click that takes in a whole line ends between elements, not within words.
  const next = node.childNodes[offset];
  const first = next?.matches?.(PIECE) ? next : next?.querySelector?.(PIECE);
  if (first) return +first.id.slice(1);
  const last = node.matches(PIECE) ? node : [...node.querySelectorAll(PIECE)].at(-1);
  return last ? +last.id.slice(1) + (next ? 0 : length(last.textContent)) : null;
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

// A file of words goes into its field, where it can be looked at before it is sent; it is sent nowhere else.
document.querySelectorAll("input[type=file][data-into]").forEach(input => input.addEventListener("change", async () => {
  if (input.files[0]) document.getElementById(input.dataset.into).value = await input.files[0].text();
}));
