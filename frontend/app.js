// What a page gains when scripts run.  Nothing here is needed: every form submits and every link leads without it.

// Filters: a change sends the form at once; htmx, when it is there, swaps the results, else the page loads anew.
for (const form of document.querySelectorAll("form[data-auto-submit]")) {
  form.addEventListener("change", (event) => {
    if (event.target.type !== "search") form.requestSubmit();
  });
}

// Filters fold away on a narrow screen, where they would push the results out of sight.
const isNarrow = matchMedia("(max-width: 48.05em)").matches;
for (const fold of document.querySelectorAll("details[data-fold-narrow]")) {
  if (isNarrow) fold.open = false;
}

// Copy buttons appear only where the browser can copy.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const words = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
      button.textContent = button.dataset.copied;
      setTimeout(() => { button.textContent = words; }, 3000);
    });
  }
}

// The language links keep the place on the page, and the filters that htmx wrote into the address.
const keepPlace = () => {
  for (const link of document.querySelectorAll("a[data-language]")) {
    const url = new URL(link.href);
    url.hash = location.hash;
    if (link.dataset.language === "same-query") url.search = location.search;
    link.href = url.href;
  }
};
addEventListener("hashchange", keepPlace);
addEventListener("popstate", keepPlace);
document.addEventListener("htmx:pushedIntoHistory", keepPlace);
keepPlace();

// A screen reader hears the new count after the list was swapped.
document.addEventListener("htmx:afterSwap", (event) => {
  const status = document.getElementById(event.target.dataset.status);
  const count = event.target.querySelector("[data-count]");
  if (status && count) status.textContent = count.textContent;
});

// "Since you last looked": the instant of the last look rests in this browser alone and is sent to nobody unasked.
const look = document.querySelector("[data-last-look]");
if (look) {
  const key = `entente-look-${look.dataset.lastLook}`;
  try {
    const last = localStorage.getItem(key);
    const link = look.querySelector("a");
    if (last && "here" in look.dataset) {
      // In a published folder no server narrows the list: the link leads to the oldest of its days since then.
      const days = [...document.querySelectorAll("[data-day]")].filter((day) => day.dataset.day >= last.slice(0, 10));
      if (days.length) link.hash = days[days.length - 1].id;
      look.hidden = !days.length;
    } else if (last) {
      link.search = new URLSearchParams({ since: last });
      look.hidden = false;
    }
    if (!location.search) localStorage.setItem(key, `${new Date().toISOString().slice(0, 16)}Z`);
  } catch {
    // A browser that stores nothing shows nothing.
  }
}
