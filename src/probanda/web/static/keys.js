// One keystroke per decision in the review queue. Keys do nothing while somebody is typing.
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (target) { event.preventDefault(); target.click(); }
});
document.querySelector("a.lit, .finding.lit")?.scrollIntoView({ block: "center" });
