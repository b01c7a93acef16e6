// The editor of an update.  Without it: a fieldset for each language, and the button that saves the draft.

const SAVE_EVERY_MS = 4000;

// --- languages as tabs -------------------------------------------------------------------------------------------------

const show = (tabs, panels, chosen, takesFocus) => {
  tabs.forEach((tab, at) => {
    tab.setAttribute("aria-selected", String(at === chosen));
    tab.tabIndex = at === chosen ? 0 : -1;
    panels[at].hidden = at !== chosen;
  });
  if (takesFocus) tabs[chosen].focus();
};

const makeTabs = (group) => {
  const panels = [...group.querySelectorAll("[data-panel]")];
  if (panels.length < 2) return;
  const list = document.createElement("div");
  list.className = "ent-tabs";
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", group.dataset.tabs);
  const tabs = panels.map((panel) => {
    const legend = panel.querySelector("legend");
    const tab = document.createElement("button");
    tab.type = "button";
    tab.className = "ent-tabs__tab";
    tab.id = `tab-${panel.id}`;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panel.id);
    for (const node of legend.childNodes) tab.append(node.cloneNode(true));
    if (panel.dataset.panel) tab.lang = panel.dataset.panel;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    legend.classList.add("govuk-visually-hidden");
    return tab;
  });
  const open = (at, takesFocus) => show(tabs, panels, (at + tabs.length) % tabs.length, takesFocus);
  tabs.forEach((tab, at) => {
    tab.addEventListener("click", () => open(at, false));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      open(step, true);
    });
  });
  list.append(...tabs);
  group.prepend(list);
  const openNamed = () => {
    const named = panels.findIndex((panel) => location.hash && panel.querySelector(location.hash));
    if (named >= 0) open(named, false);
  };
  open(Math.max(0, panels.findIndex((panel) => panel.querySelector(".govuk-error-message"))), false);
  openNamed();
  addEventListener("hashchange", openNamed);
};

document.querySelectorAll("[data-tabs]").forEach(makeTabs);

// --- autosave ----------------------------------------------------------------------------------------------------------

const keepTyped = (form) => {
  const line = document.getElementById(form.dataset.line);
  let isChanged = false;
  let isSending = false;
  const say = (words) => { if (line.textContent !== words) line.textContent = words; };
  const save = async () => {
    if (!isChanged || isSending) return;
    isChanged = false;
    isSending = true;
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), keepalive: true });
      if (!answer.ok) throw new Error(String(answer.status));
      const at = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      say(form.dataset.saved.replace("{time}", at));
    } catch {
      isChanged = true;
      say(form.dataset.failed);
    } finally {
      isSending = false;
    }
  };
  form.addEventListener("input", () => { isChanged = true; });
  form.addEventListener("submit", () => { isChanged = false; });
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
  setInterval(save, SAVE_EVERY_MS);
};

document.querySelectorAll("form[data-autosave]").forEach(keepTyped);

// --- Ctrl and Enter together press the form's first button ---------------------------------------------------------------

document.querySelectorAll("form[data-keys]").forEach((form) => {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const first = form.querySelector(".govuk-button-group > button:not([disabled])");
    if (!first) return;
    event.preventDefault();
    first.click();
  });
});
