// What whoever uses keyboard, finger or an unsteady hand meets on the page as it stands: one sentence for each fault.
//
// WCAG 2.2: 2.5.8 (a target of 24 px, or as much room around it; links in a sentence are free of it), 2.4.7 (one sees what has
// the focus), 2.4.11 (nothing lies over it).
() => {
  const LEAST = 24;
  const TOLERANCE = 0.5;
  const KINDS = "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";

  const name = (one) => {
    const words = (one.textContent || one.getAttribute("aria-label") || one.name || "").trim();
    return `${one.tagName.toLowerCase()} “${words.slice(0, 40)}”`;
  };
  const isShown = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0;
  const targets = [...document.querySelectorAll(KINDS)].filter(
    (one) => one.tabIndex >= 0 && !one.matches(":disabled") && isShown(one),
  );

  // A box to tick is as large as its label, which ticks it too.
  const boxOf = (one) => {
    const own = one.getBoundingClientRect();
    const labels = one.matches("[type=radio], [type=checkbox]") ? [...one.labels] : [];
    const all = [own, ...labels.map((label) => label.getBoundingClientRect()).filter((box) => box.width > 0)];
    const [left, top] = [Math.min(...all.map((box) => box.left)), Math.min(...all.map((box) => box.top))];
    const [right, foot] = [Math.max(...all.map((box) => box.right)), Math.max(...all.map((box) => box.bottom))];
    return new DOMRect(left, top, right - left, foot - top);
  };
  const isInSentence = (one) => {
    if (one.tagName !== "A" || one.closest("svg") || getComputedStyle(one).display !== "inline") return false;
    let block = one.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const beside = [...block.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data);
    return /\p{L}/u.test(beside.join(""));
  };
  const away = (x, y, box) =>
    Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));

  const boxes = new Map(targets.map((one) => [one, boxOf(one)]));
  const small = targets.filter((one) => {
    const box = boxes.get(one);
    return (box.width < LEAST || box.height < LEAST) && !isInSentence(one);
  });
  const crowds = (one, other) => {
    if (one === other || one.contains(other) || other.contains(one)) return false;
    const [mine, theirs] = [boxes.get(one), boxes.get(other)];
    const [x, y] = [mine.left + mine.width / 2, mine.top + mine.height / 2];
    const room = small.includes(other)
      ? Math.hypot(x - theirs.left - theirs.width / 2, y - theirs.top - theirs.height / 2) - LEAST
      : Math.min(...[...other.getClientRects()].map((box) => away(x, y, box))) - LEAST / 2;
    return room < -TOLERANCE;
  };
  const faults = [];
  for (const one of small) {
    const near = targets.find((other) => crowds(one, other));
    const { width, height } = boxes.get(one);
    if (near) faults.push(`${name(one)} is ${Math.round(width)} by ${Math.round(height)} px and close to ${name(near)}`);
  }

  const LOOK = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "backgroundColor", "borderColor"];
  LOOK.push("textDecoration", "color", "stroke", "strokeWidth", "fill");
  const lookOf = (one) =>
    [one, ...one.querySelectorAll("*"), ...(one.labels || [])]
      .slice(0, 12)
      .flatMap((part) => [null, "::before", "::after"].map((pseudo) => getComputedStyle(part, pseudo)))
      .map((style) => LOOK.map((property) => style[property]).join())
      .join("|");
  for (const one of targets) {
    document.activeElement.blur();
    const before = lookOf(one);
    one.focus();
    if (document.activeElement !== one) {
      faults.push(`${name(one)} takes no focus`);
      continue;
    }
    if (lookOf(one) === before) faults.push(`one does not see that ${name(one)} has the focus`);
    const first = one.getClientRects()[0];
    const [x, y] = [first.left + first.width / 2, first.top + first.height / 2];
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) continue; // wider than the screen: the rest of it is seen
    const top = document.elementFromPoint(x, y);
    const isOwn = top && (one.contains(top) || top.contains(one) || [...(one.labels || [])].some((label) => label.contains(top)));
    if (!isOwn) faults.push(`${name(one)} has the focus and lies under ${top ? name(top) : "nothing"}`);
  }
  document.activeElement.blur();
  scrollTo(0, 0);
  return faults;
}
