// What search.js works on: types only, for its check; not published.

export interface Token {
  /** ASCII letters: the key of the index. */
  bare: string;
  /** Letters with their marks, and the sign of the tone. */
  exact: string;
  start: number;
  end: number;
  /** Nothing parts it from the one before. */
  pair: boolean;
  /** A joiner stands before it, as in 08/HD-LĐLĐ. */
  joined: boolean;
}

export interface Word extends Token {
  /** Typed with marks, which count then. */
  marked: boolean;
  /** Perhaps half typed. */
  prefix: boolean;
  /** Number of the quotation that it is in, from 1. */
  quote: number;
}

/** A number for each document, lists of them, or how both are written. */
export interface List {
  docs: Uint32Array;
  impacts: Uint32Array;
}

export type Match = [list: List, weight: number, grade: number];
export type Filters = Record<string, string>;
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

export interface Shard {
  keys: Record<string, Record<string, string | List>>;
}

export interface Manifest {
  version: number;
  posts: number;
  group: number;
  years: [year: number, first: number][];
  topics: [id: string, title: string][];
  units: [id: string, title: string][];
  forms: [id: string, title: string][];
  terms: [first: string, hash: string][];
  docs: string;
  dict: string;
  facets: string;
  facetBytes: number;
  abbreviations: [short: string, long: string][];
}

export interface Doc {
  /** address */ u: string;
  /** title */ t: string;
  /** date */ d: string;
  /** form */ f: number;
  /** topics */ o: number[];
  /** units */ n: number[];
  /** summary */ s: string;
  /** text */ b: string;
}

export interface Result extends Doc {
  /** 2: has what was typed with its marks, 1: but for the tones, 0: look-alikes. */
  level: number;
  form: string;
  topic: string;
  unit: string;
}

export interface Options {
  filters?: Filters;
  limit?: number;
  /** Count the values of all filters, not of years alone. */
  facets?: boolean;
}

export interface Found {
  total: number;
  results: Result[];
  /** The query that was answered instead of the one asked. */
  corrected: string;
  /** No post has all words; these have all but one. */
  almost: boolean;
  /** Of each filter the values that posts have, with their number. */
  facets: Record<string, [id: string, title: string, posts: number][]>;
  words: Word[];
}

/** Gives the places of a text that fit a query, in order: from, to, which word. */
export type Seek = (text: string, level: number) => number[][];

export interface Ranked {
  /** The best first: level, score and document number in one. */
  ranked: Float64Array;
  /** Words that no post has. */
  lost: Word[];
  almost: boolean;
}

export interface Index {
  manifest: Manifest;
  search(query: string, options?: Options): Promise<Found>;
}

export interface Kind {
  name: string;
  values: [id: string, title: string][];
  /** For each document the number of its set of values. */
  places: ArrayLike<number>;
  sets: string[][];
  /** Of each value, in the search that is going on. */
  counts: Record<string, number>;
}

type Part = any; // an element that the page promises to have

export interface Module {
  /** Folds one token: from a text to the forms of the index. */
  fold(token: string): [bare: string, exact: string];
  tokens(text: string): Token[];
  /** The words of a query, of which 200 characters and 16 words count. */
  parse(query: string): Word[];
  /** How well a word of a text fits one that was typed: 2 with its marks, 1 but for the tone, 0 it only looks alike. */
  grade(word: Word, exact: string): number;
  /** Whether words stand in a text, one after the other, from there on. */
  row(words: Word[], text: Token[], from: number): boolean;
  /** Reads number strings that are run together. */
  numbers(text: string): Uint32Array;
  /** What words are with one slip: a letter or a space put in, left out or changed, two in wrong order. */
  slips(texts: string[]): string[];
  /** Reads a file. `stale` of an error says in what way the manifest is to be asked for anew. */
  load(fetcher: Fetch, url: string, init?: RequestInit): Promise<any>;
  open(url: string, fetcher?: Fetch, init?: RequestInit): Promise<Index>;

  manifest: Manifest;
  files: Map<string, Promise<any>>;
  file(name: string, hash: string): Promise<any>;
  kind(name: string, values: [id: string, title: string][], sets: number[][]): Kind;
  /** Years, and once facets are there forms, topics and units. Searches that waited for them together each set them. */
  kinds: Kind[];
  /** The most frequent syllables. */
  dict(): Promise<Map<string, number>>;
  /** The shard that holds a key. */
  place(key: string): number;
  /** The lists of a word, or of a pair. */
  matches(...words: Word[]): Promise<any[]>;
  /** Adds to each document the best of its matches; `need`: it must have one. Gives the number of documents. */
  add(all: Match[], weight: number, need: boolean): number;
  match(words: Word[]): Promise<Ranked>;
  /** What was meant by words that no post has. */
  correct(query: string, words: Word[], lost: Word[]): Promise<string>;
  get(key: number): Promise<{ docs: Doc[] }>;
  search(query: string, options?: Options): Promise<Found>;

  /** Gives what finds the words of a query in the texts of a post of some level. */
  seeker(words: Word[], abbreviations?: [string, string][]): Seek;
  /** Cuts a text where marks begin and end: every second piece is marked. */
  pieces(text: string, spans: number[][], from?: number, to?: number): string[];
  /** The pieces of what is shown of a post: its summary, or the part of its text that has more of the words. */
  snippet(post: Result, seek: Seek): string[];

  start(root: Part): void;
  /** Sets the address. Browsers refuse that when it comes too often; the search goes on. */
  go(to?: string, replace?: boolean, state?: object): void;
  find(what: string, from?: Part): Part;
  every(what: string): Part[];
  stamp(template: string): Part;
  /** Puts values in the places of {}; with a number among them, in that form of “one|other” that belongs to it. */
  fill(text: string, ...values: any[]): string;
  filters: Filters;
  /** In a preview, where names of files do not change with their bytes, the manifest is read for each search. */
  index: Promise<Index> | undefined;
  ask(cache?: RequestCache): Promise<any>;
  put(to: Part, ...texts: string[]): void;
  card(post: Result, seek: Seek): Part;
  group(nav: Part, values: [id: string, title: string, posts: number][]): void;
  show(found: Found & { seek: Seek }, kept: number): void;
}
