package limits

// What others send.
const (
	// Query is how much of a reader's query the search page looks at, in UTF-16 units. No code: the rest is cut off.
	Query int = 200
	// QueryWords is how many words of it are searched for. No code: the rest is passed over.
	QueryWords int = 16
	// SearchBody and SearchRest are how many characters of a post's text, and of what follows it, are in the index: more than the
	// longest chronicle has. No code: the rest is not found.
	SearchBody, SearchRest int = 60_000, 20_000
	// RequestHead bounds the head of a request to the preview. No code: HTTP 431. Bodies are not read: the preview takes
	// GET and HEAD only.
	RequestHead Bytes = 64 * KB
	// Manifest is the most that is read of a manifest on a target, ManifestText what it may unfold to. 100,000 posts are a tenth of it.
	// No code: publishing says that the manifest is damaged.
	Manifest, ManifestText Bytes = 128 * MB, 1 * GB
	// TargetPage is the most that is read of a page on a target. No code: it counts as a stranger's.
	TargetPage Bytes = 16 * MB
	// AnswerHead bounds the head of another host's answer in “bantin check --external”, AnswerRest what is read of
	// its body: nothing of it is needed, and a short rest lets the connection be used again. Code: outside-failing.
	AnswerHead, AnswerRest Bytes = 64 * KB, 4 * KB
	// Redirects is how often such an address may lead on. Code: outside-failing.
	Redirects int = 5
	// MaxRecord is how much may come before the blobs of a record of the cache; a damaged size asks for no more memory.
	// No code: the picture is made again.
	MaxRecord Bytes = 64 * MB
)
