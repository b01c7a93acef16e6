// Search on a page that is a file: words lie in files beside it, which are loaded as scripts, so that it works from a disk too.
// Nothing that is typed leaves the browser.  `find/index.js` says which words lie where; see docs/search.md.

const place = document.querySelector("[data-find]");
const index = window.ententeFind;

if (place && index) {
  const told = place.dataset;
  const base = told.find;
  const [count, list] = ["count", "list"].map((name) => document.querySelector(`[data-find-${name}]`));
  const form = place.querySelector("form");
  const loaded = new Map();

  const load = (name) => {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise((resolve) => {
        const script = document.createElement("script");
        script.src = `${base}${name}.js`;
        script.onload = () => resolve(index.files[name] ?? []);
        script.onerror = () => resolve([]);
        document.head.append(script);
      }));
    }
    return loaded.get(name);
  };

  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").match(/[\p{L}\p{N}]+/gu) ?? [];
  const shardOf = (word) => index.shards.findLastIndex((first) => first <= word.slice(0, 2));

  // Documents of a word with what it weighs there: of the word itself, else of those that begin with it.
  const look = async (word) => {
    const at = shardOf(word);
    const entries = at < 0 ? [] : await load(`words-${at}`);
    const same = entries.filter(([words]) => words.split(" ").includes(word));
    const near = same.length || word.length < 3 ? same : entries.filter(([words]) => words.split(" ").some((one) => one.startsWith(word)));
    const found = new Map();
    for (const [, places] of near) {
      const rare = Math.log(1 + index.size / (places.length / 2));
      for (let step = 0, doc = 0; step < places.length; step += 2) {
        doc += places[step];
        found.set(doc, Math.max(found.get(doc) ?? 0, rare * places[step + 1]));
      }
    }
    return [found, new Set(near.flatMap(([words]) => words.split(" ")))];
  };

  const mark = (element, text, words) => {
    for (const part of text.split(/([\p{L}\p{N}]+)/u)) {
      const isHit = words.has(fold(part)[0] ?? "");
      const node = isHit ? document.createElement("mark") : document.createTextNode(part);
      if (isHit) node.textContent = part;
      element.append(node);
    }
  };

  const show = async (docs, words) => {
    const chunks = await Promise.all(docs.map((doc) => load(`${told.language}-${Math.floor(doc / index.chunk)}`)));
    list.replaceChildren(...docs.map((doc, number) => {
      const [title, address, facts, tag, excerpt, excerptTag] = chunks[number][doc % index.chunk];
      const item = document.createElement("li");
      item.className = "ent-found__item";
      const heading = Object.assign(document.createElement("h3"), { className: "ent-found__title" });
      const link = Object.assign(document.createElement("a"), { className: "govuk-link", href: address });
      if (tag) link.lang = tag;
      mark(link, title, words);
      heading.append(link);
      const quiet = Object.assign(document.createElement("p"), { className: "ent-quiet", textContent: facts });
      item.append(heading, quiet);
      if (excerpt) {
        const passage = Object.assign(document.createElement("p"), { className: "govuk-body ent-found__passage" });
        if (excerptTag) passage.lang = excerptTag;
        mark(passage, excerpt, words);
        item.append(passage);
      }
      return item;
    }));
  };

  const ask = async (text) => {
    const asked = [...new Set(fold(text))].slice(0, 12);
    const telling = asked.filter((word) => !index.stop.includes(word));
    const looked = await Promise.all((telling.length ? telling : asked).map(look));
    const scores = new Map();
    for (const [found] of looked) {
      for (const [doc, weight] of found) {
        const [number, sum] = scores.get(doc) ?? [0, 0];
        scores.set(doc, [number + 1, sum + weight]);
      }
    }
    const whole = [...scores].filter(([, [number]]) => number === looked.length);
    const best = (whole.length ? whole : [...scores]).sort(([a, [, one]], [b, [, other]]) => other - one || a - b);
    const said = best.length === 1 ? told.one : best.length ? told.many.replace("{n}", best.length) : told.none;
    count.textContent = best.length && !whole.length ? `${said}. ${told.some}` : said;
    await show(best.slice(0, 50).map(([doc]) => doc), new Set(looked.flatMap(([, words]) => [...words])));
  };

  const field = form.elements.q;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.replaceState(null, "", `?q=${encodeURIComponent(field.value)}`);
    ask(field.value);
  });
  place.hidden = false;
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) ask(field.value);
}
