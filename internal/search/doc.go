// Package search makes the index that the search page reads: files that a static host serves, of which a query needs
// few. Whoever types "cong doan", "công đoàn" or "CÔNG ĐOÀN" in any normal form finds the same posts, the exact words first.
//
// # Tokens
//
// A token is a letter or figure (ASCII; U+00C0–U+02AF but × and ÷; U+1E00–U+1EFF; U+0370–U+052F but the signs U+0374,
// U+037E, U+0385, U+0387 and U+0482) and what follows of these and of the marks U+0300–U+036F. Groups of three figures
// behind dots or commas belong to the number before them: 1.250.000 is 1250000, and 500.000đ is 500000 and đ. Only the first 40 letters count.
//
// Its exact form has the letters in lower case with the marks that make them letters of the alphabet (ă â đ ê ô ơ ư;
// other marks fall off) and then one sign for the tone, wherever it was written: ` huyền, ? hỏi, ~ ngã, ' sắc, . nặng.
// hòa and hoà are both hoa`. Its bare form has ASCII letters for those of the alphabet and no tone; a y behind consonants
// alone, or behind qu, is i (kỹ and kĩ are ki); a number has no zeros in front. Other letters stay as they are.
//
// Two tokens are a pair when nothing or spaces stand between them, or one of / - & ‑ –, or . or , between figures. The keys of the
// index are bare forms, and pairs of them with a space between; under a key lie its exact forms. Abbreviations are found
// by their long forms and the other way round: a text that has one is indexed as if it had both.
//
// The script of the page, script/search.js (sites get its short form, static/search.js), folds a query by the same rules,
// with the table that Table gives.
//
// # Files
//
// All lie in the folder of the search page, in JSON, and tell their version, 1. Names hold the first characters of the
// file's SHA-256 in base32, lower-case: so a browser may keep them for ever, and what a new post does not touch keeps its
// name. Only the manifest has a fixed one. In a preview no name has a hash, and all hashes in the manifest are "".
//
// Documents are the posts of the lists, from the oldest: 0, 1 … A number is written with 91 characters, '#' to '~'
// without '\', which stand for 0 to 90: one below 61 as that character; another, v, as that of 61+(v-61)%30 and then the
// number (v-61)/30. Numbers need nothing between them.
//
//	index.json          {"version", "posts": how many, "group": documents in a file, "years": [[year, first document] …],
//	                    "topics": [[id, title] …], "units": [[id, short name or title] …], "forms": [[id, label] …],
//	                    "terms": [[first key, hash] …] one for each shard ("" for the first), "docs": 4 characters for each file,
//	                    "dict": hash, "facets": hash, "facetBytes": its length, "abbreviations": [[bare short, bare long] …]}
//	dict.HASH.json      {"version", "keys": "an\nanh …", "df": …}: the 4,000 syllables that most documents have, sorted, and
//	                    a character for each: min(90, round(4*log2(1+documents)))
//	terms/I.HASH.json   {"version", "keys": {"doan": {"đoan`": "GAPS IMPACTS", …}, "doan vien": …}}: for each exact form the
//	                    numbers of its documents, the first as it is, another less the one before less 1; a space; and a
//	                    character for each document, its impact, 1 to 31. Keys are sorted by their bytes, across all shards.
//	docs/I.HASH.json    {"version", "docs": [{"u": address, "t": title, "d": "2021-05-27", "f": form, "o": [topics], "n": [units],
//	                    "s": summary, "b": text} …]}: the documents from I*group on. The text is that of the body, then the
//	                    captions, the number, basis and attachments, the author, in lines. Topics, units and forms are places in index.json.
//	facets.HASH.json    {"version", "topics": [[0], [3,1] …], "units": …, "topic": …, "unit": …, "form": …}: combinations that occur,
//	                    the most frequent first, and for each document the number of its own
//
// An impact says how much a term says of its document: 1+round(30*w/(2.5+w)), where w is the sum of the weights of its
// places (see the constants of this package). It does not depend on other documents. On sites of more than 20,000 posts it
// is one of eight: 3, 7 … 31.
//
// Of a post 60,000 characters of body and 20,000 of captions and the rest count; of a query 200 characters and 16 words.
//
// # Ranking
//
// A post is found that has all words of a query; the last word, with no space behind it, may be the beginning of one (of
// syllables in the dictionary the eight most frequent that go on so; they count 0.7 of it). Where no post has all, those that lack one
// follow, and words that no post has are read as the nearest known ones.
//
// Words typed with marks put posts into levels: 2 has them as typed, 1 but for tones, 0 looks alike; the lowest of the words
// decides. Levels come before all else. Within one, posts are ordered by the sum, over words and pairs of neighbours, of
// ln(1+posts/posts with it) · impact/31, pairs 1.5 times, pairs without a space between (08/HD-LĐLĐ) 3 times. That is BM25 with
// weighted fields: impacts hold its saturation and its length norm. An exact form takes part with 1, another with 0.8 for each
// level below what was typed with marks, 0.975 without. The newest posts get up to 15 percent more, half of that after four years.
//
// # How it is made
//
// Each processor reads a range of the documents and keeps the postings of exact forms as they will be written; the ranges are then
// put together key by key. Words are numbered, so that most tokens cost one look-up, and so do pairs.
package search
