// Search on a page that is a file: words lie in files beside it, which are loaded as scripts, so that it works from a disk too.
// Nothing that is typed leaves the browser.  `find/index.js` says which words lie where; see docs/search.md.

const place = document.querySelector("[data-find]");
const index = window.ententeFind;

if (place && index) {
  const told = place.dataset;
  const [count, list, notes, more] = ["count", "list", "notes", "more"].map((name) => document.querySelector(`[data-find-${name}]`));
  const form = place.querySelector("form");
  const loaded = new Map();
  const SHOWN = 20; // at once
  const READ_MAX = 400; // texts in which a phrase is looked for

  const load = (name) => {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise((resolve) => {
        const script = document.createElement("script");
        script.src = `${told.find}${name}.js`;
        script.onload = () => resolve(index.files[name] ?? []);
        script.onerror = () => resolve([]);
        document.head.append(script);
      }));
    }
    return loaded.get(name);
  };

  // In which of so many files a code lies, or a word by its first two letters.
  const fileOf = (name, files) => [...name].reduce((sum, one) => (sum * 31 + one.codePointAt(0)) % 65521, 7) % files;

  // --- how a question is read, as on the server ---

  const CHUNK = /((?<!\S)-)?(?:["“”«»]([^"“”«»]*)["“”«»]?|([^\s"“”«»]+))/gu;
  const JOINED = /^[.,;:!?()[\]]*(?:[\d.]+|[\p{L}\p{N}]+(?:[-/.][\p{L}\p{N}]+)+)[.,;:!?()[\]]*$/u;
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").match(/[\p{L}\p{N}]+/gu) ?? [];

  const read = (text) => {
    const parts = new Map();
    for (const [, minus, phrase, word] of text.slice(0, 500).matchAll(CHUNK)) {
      const words = fold(phrase ?? word);
      const groups = phrase !== undefined || JOINED.test(word) ? [words] : words.map((one) => [one]);
      for (const group of groups) if (group.length) parts.set(`${minus ?? ""}${group.join(" ")}`, { words: group, isOut: Boolean(minus) });
    }
    const every = [...parts.values()];
    const telling = every.filter(({ words, isOut }) => isOut || words.length > 1 || !index.stop.includes(words[0]));
    const kept = telling.some(({ isOut }) => !isOut) ? telling : every;
    return [kept.slice(0, 12), text.length > 500 || kept.length > 12];
  };

  // A number or reference, as `search/codes.py` reads it: [under which names it may stand, its plan]; null for words.
  const NUMBERED = /^[\s([]*(?:[§#]+|([a-z]+)?[\s.]*(?:no?\.?°?)?)[\s.]*(\d+(?:\.\d+){0,4})(?:\s*[#(]?\s*([a-z])\)?)?[\s.,;:?!)\]]*$/u;
  const NAMED = /^(?=.*[0-9/#-])[a-z0-9@#/._-]*[a-z0-9]$/u;

  const readCode = (text) => {
    const plain = text.slice(0, 500).replaceAll("º", "°").toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").trim();
    if (plain.length > 250) return null;
    const [promises, pillars, amendments] = index.named;
    const both = (number) => (/^\d+$/.test(number) ? [number, `p${number}`] : [number]);
    const [, word = "", number, clause] = NUMBERED.exec(plain) ?? [];
    if (number && pillars.includes(word)) return clause ? null : [[`p${number}`], ""];
    if (number && amendments.includes(word)) return clause || number.includes(".") ? null : [[`amendments/${number}`], ""];
    if (number && ["", "n", "no", ...promises].includes(word)) return [clause ? [`${number}#${clause}`, number] : both(number), ""];
    if (!NAMED.test(plain)) return null;
    const [, plan, rest] = /^([^/]*)\/(\d.*|activities\/.*|amendments\/.*)$/.exec(plain) ?? [];
    return plan ? [both(rest), plan] : [[plain], ""];
  };

  // --- what is found ---

  const docsOf = (gaps = []) => {
    let doc = 0;
    return gaps.map((gap) => (doc += gap));
  };

  // The documents that bear the number or reference which a question names.
  const named = async (text) => {
    const [names, plan] = (index.codes && readCode(text)) || [[], ""];
    const within = plan && new Set(docsOf((await load("only-plan"))[plan]));
    const each = await Promise.all(names.map(async (name) => {
      return docsOf((await load(`codes-${fileOf(name, index.codes)}`))[name]).reverse();
    }));
    return [...new Set(each.flat())].filter((doc) => !within || within.has(doc));
  };

  // Document -> weight of one word: of the word itself, else of those that begin with it.  isOwn: not across the bridge.
  const look = async (word, isOwn) => {
    const entries = await load(`words-${fileOf([...word].slice(0, 2).join(""), index.words)}`);
    const same = entries.filter(([words]) => words.split(" ").includes(word));
    const near = same.length || isOwn || word.length < 3 ? same : entries.filter(([words]) => words.split(" ").some((one) => one.startsWith(word)));
    const found = new Map();
    for (const [, places] of near) {
      const rare = Math.log(1 + index.size / (places.length / 2));
      for (let step = 0, doc = 0; step < places.length; step += 2) {
        doc += places[step];
        const weight = rare * Math.abs(places[step + 1]);
        if (!isOwn || places[step + 1] > 0) found.set(doc, Math.max(found.get(doc) ?? 0, weight));
      }
    }
    return [found, near.flatMap(([words]) => words.split(" "))];
  };

  // Document -> weight of all words of a phrase, whether or not they stand side by side; words too short to be kept are passed over.
  const lookAll = async (words) => {
    const kept = words.filter((word) => word.length > 1 || /\p{Nd}/u.test(word));
    const each = await Promise.all(kept.map(async (word) => (await look(word, true))[0]));
    const [first = new Map(), ...others] = each.sort((a, b) => a.size - b.size);
    return new Map([...first].filter(([doc]) => others.every((one) => one.has(doc)))
      .map(([doc, weight]) => [doc, others.reduce((sum, one) => sum + one.get(doc), weight)]));
  };

  const lookPart = async (part) => {
    const isPhrase = part.words.length > 1;
    const [found, marked] = isPhrase ? [await lookAll(part.words), part.words] : await look(part.words[0], part.isOut);
    return { ...part, found, marked, isPhrase };
  };

  // Leave out of phrases the documents in which their words do not stand side by side.  Whether some were too many to be read.
  const readPhrases = async (phrases, order) => {
    const docs = order.filter((doc) => phrases.some(({ found }) => found.has(doc)));
    const near = docs.slice(0, READ_MAX);
    const chunks = await Promise.all(near.map((doc) => load(`text-${Math.floor(doc / index.chunk)}`)));
    const texts = new Map(near.map((doc, at) => [doc, chunks[at][doc % index.chunk] ?? []]));
    for (const { words, found } of phrases) {
      const sought = ` ${words.join(" ")} `;
      for (const doc of [...found.keys()]) if (!texts.get(doc)?.some((text) => text.includes(sought))) found.delete(doc);
    }
    return docs.length > near.length;
  };

  const filters = () => [...form.querySelectorAll("select")].filter(({ value }) => value);
  const days = () => [...form.querySelectorAll("[type=date]")].filter(({ value }) => value);
  const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

  // The documents of the days that were chosen: [first, behind the last].  They stand in the order of their days.
  const inDays = async () => {
    const [from, to] = ["from", "to"].map((name) => form.elements[name].value).map((text) => (isDay(text) ? Number(text.replaceAll("-", "")) : 0));
    if (!from && !to) return [0, Infinity];
    const runs = await load("only-day");
    const firsts = docsOf(runs.map(([, gap]) => gap));
    const after = (isAfter) => firsts[runs.findIndex(([day]) => isAfter(day))] ?? Infinity;
    return [after((day) => day >= (from || 1)), after((day) => to && day > to)];
  };

  const allowed = async () => {
    const [[first, end], ...sets] = await Promise.all([inDays(), ...filters().map(async ({ name, value }) => new Set(docsOf((await load(`only-${name}`))[value])))]);
    return (doc) => doc >= first && doc < end && sets.every((set) => set.has(doc));
  };

  // [document, [how many parts stand in it, what they weigh]], the best first; of those that weigh the same the newest.
  const ranked = (wanted) => {
    const scores = new Map();
    for (const { found } of wanted) {
      for (const [doc, weight] of found) {
        const [number, sum] = scores.get(doc) ?? [0, 0];
        scores.set(doc, [number + 1, sum + weight]);
      }
    }
    return [...scores].sort(([a, [many, one]], [b, [few, other]]) => few - many || other - one || b - a);
  };

  const answer = async (parts, text) => {
    const [looked, isAllowed, bearing] = await Promise.all([Promise.all(parts.map(lookPart)), allowed(), named(text)]);
    for (const { found } of looked) for (const doc of [...found.keys()]) if (!isAllowed(doc)) found.delete(doc);
    const [wanted, unwanted] = [false, true].map((isOut) => looked.filter((part) => part.isOut === isOut));
    const phrases = looked.filter(({ isPhrase }) => isPhrase);
    const isDeep = phrases.length > 0 && await readPhrases(phrases, ranked(wanted).map(([doc]) => doc));
    const isLeft = (doc) => !unwanted.some(({ found }) => found.has(doc));
    const left = ranked(wanted).filter(([doc]) => isLeft(doc));
    const whole = left.filter(([, [number]]) => number === wanted.length).map(([doc]) => doc);
    const best = [...new Set([...bearing.filter((doc) => isAllowed(doc) && isLeft(doc)), ...whole])];
    const docs = best.length ? best : left.map(([doc]) => doc);
    return { docs, isDeep, isSome: docs.length > 0 && !best.length, words: new Set(wanted.flatMap(({ marked }) => marked)) };
  };

  // --- what is shown ---

  const made = (name, className, rest) => Object.assign(document.createElement(name), className ? { className } : {}, rest);

  const mark = (element, text, words) => {
    for (const part of text.split(/([\p{L}\p{N}]+)/u)) {
      const isHit = words.has(fold(part)[0] ?? "");
      element.append(isHit ? made("mark", "", { textContent: part }) : part);
    }
  };

  const item = ([title, address, facts, tag, excerpt, excerptTag], words) => {
    const found = made("li", "ent-found__item");
    const heading = made("h3", "ent-found__title");
    const link = made("a", "govuk-link", { href: address });
    if (tag) link.lang = tag;
    mark(link, title, words);
    heading.append(link);
    found.append(heading, made("p", "ent-quiet", { textContent: facts }));
    if (excerpt) {
      const passage = made("p", "govuk-body ent-found__passage");
      if (excerptTag) passage.lang = excerptTag;
      mark(passage, excerpt, words);
      found.append(passage);
    }
    return found;
  };

  let asked = 0; // the last question; an earlier one that ends later is not shown
  let shown = { docs: [], words: new Set() };

  const show = async (from) => {
    const mine = asked;
    const docs = shown.docs.slice(from, from + SHOWN);
    const chunks = await Promise.all(docs.map((doc) => load(`${told.language}-${Math.floor(doc / index.chunk)}`)));
    if (mine !== asked) return;
    const items = docs.map((doc, at) => item(chunks[at][doc % index.chunk], shown.words));
    if (from) list.append(...items);
    else list.replaceChildren(...items);
    more.parentElement.hidden = list.children.length >= shown.docs.length;
    if (from) items[0]?.querySelector("a").focus();
  };

  const ask = async (text) => {
    const mine = (asked += 1);
    const [parts, isCut] = read(text);
    const isEmpty = !parts.some(({ isOut }) => !isOut);
    const found = isEmpty ? { docs: [], words: new Set() } : await answer(parts, text);
    if (mine !== asked) return;
    shown = found;
    const number = found.docs.length;
    count.hidden = false;
    count.textContent = number === 1 ? told.one : number ? told.many.replace("{n}", number) : told.none;
    const wrong = days().map(({ value }) => [!isDay(value), told.day.replace("{text}", value.slice(0, 40))]);
    const said = [...wrong, [isCut, told.cut], [isEmpty, told.empty], [!isEmpty && !number, told.tip], [found.isSome, told.some], [found.isDeep, told.deep]].filter(([is]) => is);
    notes.replaceChildren(...said.map(([, textContent]) => made("p", "govuk-body", { textContent })));
    notes.hidden = !said.length;
    await show(0);
  };

  const submit = () => {
    const kept = [...new FormData(form)].filter(([, value]) => value);
    history.replaceState(null, "", `?${new URLSearchParams(kept)}`);
    if (form.elements.q.value.trim()) ask(form.elements.q.value);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  form.addEventListener("change", ({ target }) => {
    if (target.matches("select, [type=date]")) submit();
  });
  more.addEventListener("click", () => show(list.children.length));
  place.hidden = false;
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (field) field.value = value;
  }
  form.querySelector("details").open = filters().length + days().length > 0;
  if (form.elements.q.value.trim()) ask(form.elements.q.value);
}
