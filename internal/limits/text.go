package limits

// Text files.
const (
	// TextFile is how large a file of Markdown may be: a book has a quarter of it. What is larger holds pictures as
	// text, or is no text. Code: file-too-large.
	TextFile Bytes = 4 * MB
	// Body is how long a text may be without its front matter; 2 MB of Markdown take half a second. Code: body-too-long.
	Body Bytes = 2 * MB
	// FrontMatter is how long front matter may be, and a whole file of YAML (site, activities, calendar, abbreviations):
	// the largest vocabularies have a tenth of it. Code: front-matter-large, yaml-large.
	FrontMatter Bytes = 256 * KB
	// Keys is how many keys one map may have: they are looked for one after the other. Code: front-matter-large, yaml-large.
	Keys int = 2000
	// Depth is how deep lists and maps may lie in each other; our own keys need five. Code: front-matter-deep.
	Depth int = 20
	// MaxColons is how many texts with a colon in them may be put in quotes for the parser, which costs time for each.
	// Code: front-matter-large, yaml-large.
	MaxColons int = 2000
	// Problems is how many problems are told of one file: nobody reads more, and an output of a hundred megabytes hides the
	// first. No code: warnings are dropped, and errors once there is one.
	Problems int = 500
)

// Lists in front matter and settings. A list that is longer makes a page that no phone shows, and was written
// by a program.
const (
	// List is how many entries a list may have that has no number of its own. Code: list-too-long.
	List int = 1000
	// Names is how many topics, units and other names a post or an activity may have; there are 60 units. Code: list-too-long.
	Names int = 200
	// Aliases is how many old addresses or names one file may have: each old address is a page. Code: list-too-long.
	Aliases int = 100
	// Images is how many pictures a gallery may have; a day of sports has a hundred. Code: list-too-long.
	Images int = 300
	// Attachments is how many files a post may offer. Code: list-too-long.
	Attachments int = 100
	// Activities is how many activities one post may tell of: a report of all units for a year has some hundreds. Code: list-too-long.
	Activities int = 1000
	// Metrics is how many numbers one activity may have; the vocabulary that is built in has some thirty. Code: too-many-metrics.
	Metrics int = 100
	// Menu is how many entries the menu may have: it is on every page. Code: list-too-long.
	Menu int = 30
)

// Lengths of texts, in characters. What is longer belongs into the body.
const (
	// Title is how long titles and names may be: three lines on a phone are 100 characters. Code: text-too-long.
	Title int = 300
	// Summary is how long summaries and descriptions may be; lists show 160 characters of them. Code: text-too-long.
	Summary int = 1000
	// Caption is how long what is said of a picture may be: its alternative text, caption and credit. Code: text-too-long.
	Caption int = 1000
	// Line is how long any other line of front matter may be. Code: text-too-long.
	Line int = 2000
	// Prose is how long a text of several lines in front matter may be, such as that of a phase. Code: text-too-long.
	Prose int = 20_000
	// Slug is how long a post's part of its address may be; the contract says 80. Code: bad-slug.
	Slug int = 80
	// Excerpt is how long a summary is that is taken from the text; the contract says 160. No code: it is cut at a word.
	Excerpt int = 160
	// Abbreviation and LongForm are how long an abbreviation and what it stands for may be. Code: bad-abbreviation, abbreviation-long.
	Abbreviation, LongForm int = 30, 200
)

// Numbers in site.yaml.
const (
	// PageSize is how many posts a page of a list may have; 500 cards are a megabyte of HTML. Code: bad-page-size.
	PageSize int = 500
	// BudgetKB is the largest budget of a page, in KB. Code: bad-budget.
	BudgetKB int64 = 1 << 20
)

// The text of one file, as Markdown.
const (
	// Links, BodyPictures, Notes and Cells are how many links, pictures, footnotes and cells of tables a text may have.
	// A law of 500 articles has a thousand links; all numbers of 60 units in a year are 5,000 cells.
	// Code: too-many-links, too-many-body-pictures, too-many-footnotes, too-many-cells.
	Links, BodyPictures, Notes, Cells int = 5000, 500, 1000, 20_000
	// MaxSteps bounds the work of the parser on what leads it astray, in steps of about a nanosecond; ordinary texts use a thousandth.
	// Code: nested-too-deep.
	MaxSteps int = 200_000_000
	// MaxBlocks is how many blocks may be open in one another; a list is two. Code: nested-too-deep.
	MaxBlocks int = 100
	// MaxLineBlocks bounds lines times open blocks: the parser keeps a record for each. Code: nested-too-deep.
	MaxLineBlocks int = 4_000_000
	// MaxFilledCells bounds the cells that the parser fills in where rows of a table are short. Code: too-many-cells.
	MaxFilledCells int = 200_000
	// MaxRun is the longest run of * _ ~ or ` that is markup. No code: longer ones are lines to write on.
	MaxRun int = 50
	// MaxElements is how deep elements may lie in each other in the HTML. Code: nested-too-deep.
	MaxElements int = 200
)

// Work of “bantin fix” on one file.
const (
	// MaxChecked is how many bytes may be read anew to find out which edits of a kind pass: some hundred times an
	// ordinary post. No code: a file that needs more is left as it is.
	MaxChecked Bytes = 4 * MB
	// MaxRounds is how often a site is gone over: a mended name of a unit may be what a post needs. No code: what is left is told.
	MaxRounds int = 4
)
