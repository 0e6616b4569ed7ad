// Finds signatories: by words, blind to accents, capitals and signs and forgiving a typing error, and by facets that combine.

const LETTERS = { ς: "σ", ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i" };
const FORGIVING = [4, 30];  // letters that a word has when an error in it is forgiven
const ERROR = 3;            // its rank, behind a whole word, a beginning and a part

// "L'Oréal & Co." and "loreal co" are the same. Signs inside a word vanish, other signs part words.
function plain(text) {
  return text.normalize("NFKD").replace(/[\u0300-\u036f'’.]/g, "").toLowerCase()
    .replace(/[ςßøłđðþæœı]/g, (letter) => LETTERS[letter]).replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

// The words of a text; what signs part is found as one word too: 's-Hertogenbosch as s, hertogenbosch and shertogenbosch.
function wordsOf(text) {
  return text.split(/\s+/).map(plain).filter(Boolean).flatMap((found) => {
    const parts = found.split(" ");
    return parts.length > 1 ? [...parts, parts.join("")] : parts;
  });
}

const list = (value) => (Array.isArray(value) ? value : [value]);

export class Directory {
  // `index` as search_index.py makes it; `labels` gives the word for (kind, code), or nothing.
  constructor(index, labels, uFuzzy) {
    this.index = index;
    this.labels = labels;
    this.kinds = Object.keys(index.facets);
    this.of = Object.fromEntries(this.kinds.map((kind) => [kind, index.facets[kind].of.map(list)]));
    this.gone = new Set(index.gone);
    this.vocabulary = this.#vocabulary();
    this.words = [...this.vocabulary.keys()];
    this.fuzzy = new uFuzzy({ unicode: true, interSplit: "[^\\p{L}\\d]+", intraSplit: "\\p{Ll}\\p{Lu}", intraBound: "\\p{L}\\d|\\d\\p{L}|\\p{Ll}\\p{Lu}",
      intraChars: "[\\p{L}\\d]", interLft: 2, intraMode: 1, intraSlice: [0, Infinity], intraIns: 1, intraSub: 1, intraTrn: 1, intraDel: 1 });
  }

  // Each word with the numbers of the entries that have it.
  #vocabulary() {
    const found = new Map();
    this.index.names.forEach((name, number) => {
      const labels = ["place", "sector", "dimension", "year"].map((kind) => this.label(kind, number));
      const texts = [name, ...(this.index.former[number] || []), ...(this.index.also[number] || []), ...labels];
      for (const word of new Set(texts.flatMap(wordsOf))) {
        if (found.has(word)) found.get(word).push(number);
        else found.set(word, [number]);
      }
    });
    return found;
  }

  label(kind, number) {
    const { codes } = this.index.facets[kind];
    return this.of[kind][number].map((place) => this.labels(kind, codes[place]) || "").join(", ");
  }

  // What a list says of an entry.
  row(number) {
    const { names, ids, former, also, facets } = this.index;
    const years = this.of.year[number].map((place) => Number(facets.year.codes[place]));
    return { name: names[number], id: ids[number] || names[number].toLowerCase().match(/[a-z0-9]+/g).join("-"), former: former[number] || [], also: also[number] || [],
      place: this.label("place", number), sector: this.label("sector", number), year: Math.min(...years), gone: this.gone.has(number) };
  }

  // The numbers of who fits, the best first; `chosen` is by kind a set of codes.
  find(question, chosen) {
    const ranks = this.#ranks(question);
    const wanted = this.#wanted(chosen);
    const fits = (number) => wanted.every(([kind, places]) => this.of[kind][number].some((place) => places.has(place)));
    const found = [...(ranks || this.index.names).keys()].filter(fits);
    return ranks ? found.sort((a, b) => ranks.get(a) - ranks.get(b) || a - b) : found;
  }

  // By kind how many each code would leave; of a kind in which something is chosen, how many it would bring.
  counts(question, chosen) {
    const ranks = this.#ranks(question);
    const wanted = this.#wanted(chosen);
    const counts = Object.fromEntries(this.kinds.map((kind) => [kind, this.index.facets[kind].codes.map(() => 0)]));
    for (const number of (ranks || this.index.names).keys()) {
      const missed = wanted.filter(([kind, places]) => !this.of[kind][number].some((place) => places.has(place))).map(([kind]) => kind);
      if (missed.length > 1) continue;
      for (const kind of missed.length ? missed : this.kinds) for (const place of this.of[kind][number]) counts[kind][place] += 1;
    }
    return counts;
  }

  #wanted(chosen) {
    return this.kinds.filter((kind) => chosen[kind] && chosen[kind].size)
      .map((kind) => [kind, new Set([...chosen[kind]].map((code) => this.index.facets[kind].codes.indexOf(code)))]);
  }

  // By entry that has every word of the question how well they fit, 0 for whole words; null when nothing is asked.
  #ranks(question) {
    const asked = plain(question);
    // What holds signs alone is looked for as it is: an organisation may be called !!!.
    if (!asked) return question.trim() ? new Map(this.index.names.flatMap((name, number) => (name.includes(question.trim()) ? [[number, 0]] : []))) : null;
    return asked.split(" ").map((word) => this.#ranksOf(word)).reduce((all, next) => {
      const both = new Map();
      for (const [number, rank] of all) if (next.has(number)) both.set(number, rank + next.get(number));
      return both;
    });
  }

  #ranksOf(asked) {
    const found = new Map();
    const digits = /^\d+$/.test(asked);      // 24 is no part of 2024
    let fitting = this.words.filter((word) => (digits ? word.startsWith(asked) : word.includes(asked)));
    const mistyped = !fitting.length && !digits && asked.length >= FORGIVING[0] && asked.length <= FORGIVING[1];
    if (mistyped) fitting = (this.fuzzy.filter(this.words, asked) || []).map((place) => this.words[place]);
    for (const word of fitting) {
      const rank = mistyped ? ERROR : word === asked ? 0 : word.startsWith(asked) ? 1 : 2;
      for (const number of this.vocabulary.get(word)) found.set(number, Math.min(rank, found.get(number) ?? ERROR));
    }
    return found;
  }
}
