package lang

// Words are those on the pages. “{}” stands for a value, in order.
type Words struct {
	// Places of the site, as titles and in menus.
	Home, Latest, Topics, Units, Campaigns, Activity, Archive, Models, Search string
	// Forms by content.Form: the label of one post.
	Forms [7]string
	// FormLists by content.Form: the title of the list of its posts.
	FormLists [7]string
	// FormLedes by content.Form: what the list holds, one sentence.
	FormLedes [7]string
	// LatestLede, TopicsLede … say what a page is for; they are its description too.
	LatestLede, TopicsLede, UnitsLede, CampaignsLede, ActivityLede, ArchiveLede, ModelsLede string

	Frame    Frame
	Share    Share
	Post     Post
	List     List
	Camp     Campaign
	Act      Activity
	Calendar Calendar
	Report   Report
	Missing  Missing
	Find     Find
	Kit      Kit
	Body     Body
	Poster   Poster
	Board    Board
	Bulletin Bulletin
	Book     Book
}

// Count says how many of something: One for 1, Many for other numbers.
type Count struct{ One, Many string }

// Frame are the words of masthead, menu and foot.
type Frame struct {
	Skip, Sections, Contents, More, Place string
	Read, Numbers, Contact                string // headings of the foot
	Feed, Mail, Phone, Promise, Updated   string
	NewestFirst, All                      string
	Published                             string // the line of the publisher: “{}” its name
}

// Share are the words of the share bar.
type Share struct {
	Title, Send, Copy, Copied, Facebook, Mail, Print, Address, Scan string
}

// Post are the words around a post.
type Post struct {
	Minutes                                                               Count
	UpdatedAt                                                             string // “{}” time, “{}” date
	Activity, Kind, When, Where, Who, With, Campaign                      string
	Aggregate                                                             string
	Files, Number, Basis, Corrections, Source, Author                     string
	Previous, Next, PrevNext, Related                                     string
	Enlarge, EnlargePhoto, Download, DownloadVideo, TextVersion, SheetAlt string // SheetAlt follows an infographic's alt
	PhotoOf, Before, After, Close                                         string // PhotoOf: “{}” of “{}”
	Lightbox, Shrink, PhotoLost                                           string // the name of the lightbox; opposite of Enlarge; a picture that does not load
	Captions                                                              string // the name of a video's captions
	PhotoCount                                                            Count
	Play, PlayNotice, Watch                                               string
	Expired, Removed, RemovedLede, Draft, Future                          string // Expired, Future: “{}” date
	Commended, CommendedText                                              string
	Topics                                                                string
}

// List are the words of lists, galleries, topics and units.
type List struct {
	Posts                                    Count
	Draft, Future                            string // marks on cards in previews
	Address, Email                           string
	PostsHead                                string // over a column
	None                                     string // after a name without posts
	Heading                                  string // hidden heading over the cards
	Empty, EmptyTopic, EmptyUnit, EmptyModel string
	EmptyNames                               string // of a list of units or topics
	Page, PageTitle, Previous, Next, Pages   string // PageTitle: “{}” title, “{}” number
	ByTopic, ByYear, AnyTopic, AnyYear       string
	MonthTitle, MonthShort                   string // “{}” month, “{}” year
	AllOf, SeeAll, OpenActivity              string
	Members, Contact, Successor              string
	Existed, Since, Until                    string
	NowUnits, FormerUnits                    string
	WhatDoneIn, InNumbers                    string // WhatDoneIn and InNumbers: “{}” year
	Featured, ByTopics, PhotosVideos         string
	LastPost                                 string // “{}” date
	// Before the names of units: “{}” date of the first day after.
	Merged, Merges string
	// EndedOn: “{}” last day; NotBegun: “{}” first day. OtherNames and Continues stand before names.
	EndedOn, NotBegun, OtherNames, Continues string
	ByYears                                  string // lists by year
	Campaigns, Running, OtherCampaigns       string // that a unit is part of
	ModelsByUnit                             string
}

// Campaign are the words of campaigns.
type Campaign struct {
	Running, Coming, Over                               string
	PhaseDone, PhaseNow, PhaseNext                      string
	Phases, Results, ByUnit, ByKind, Documents, Posts   string
	Done, Goal, Share, Progress, Reached, ReachedNoGoal string // Reached: “{}” done, “{}” goal, “{}” label
	Empty, See, TargetNote                              string
	DaysLeft, DaysTo                                    Count  // what stands under the number of days
	LastDay                                             string // in place of days left
	DayOf                                               string // “{}” day, “{}” of how many
	GoalOnly, GoalLabel                                 string // GoalOnly: “{}” goal, “{}” label; GoalLabel: “{}” label
	GoalShared                                          string // “{}” goal of all, “{}” what units have of it
	GoalsByUnit, Models                                 string
	Outside                                             string // before what was done outside all phases
	Overlap                                             string // that phases have days in common
	AlsoRunning                                         string // over the campaigns below the one of the home page
	PhasePosts, OutsidePosts                            string // PhasePosts: “{}” title of a phase
	NothingYet                                          string // of a phase
	Left, To                                            Count  // “{}” days
	None                                                string // of the list of campaigns
	ShareOf                                             string // “{}” percent, “{}” goal, “{}” label
}

// Activity are the words of the roll-up.
type Activity struct {
	Year, Month                                       string // titles: “{}” year; “{}” month, “{}” year
	Choose, ChooseMonth, AllYears, Total, Sum         string
	Activities, Posts, UnitsActive                    Count
	ByMonth, ByYear, UnitMonth, UnitYear, HeatNote    string
	Unit, Joint, ByKind, ByForm, ByTopic              string
	Metrics, Downloads, HowCounted, HowText, HeldBack string // HeldBack: “{}” number
	None, Legend, Models, List                        string
	Excel, CSV, JSON, PerUnit, Self                   string // what is in the files
	Sort                                              string // cut at “|”: what a button of a table's head does, then the orders by which the table may stand
	Aggregate                                         string
	Up, Down, Same                                    string // Up, Down: “{}” difference, “{}” number before; Same: “{}” number before
	Compared                                          string // “{}” period before
	InYear, InMonth                                   string // “{}” year; “{}” month, “{}” year
	TotalTo                                           string // “{}” date
	MonthSoFar, YearSoFar                             string // “{}” month, “{}” days; “{}” year, “{}” date
	JointSums, JointPosts                             string // “{}” sum of the rows of units, “{}” total
	TopicPosts, TopicActivities                       string // “{}” sum of the rows of topics, “{}” total
	PostsByTopic, PostsByForm                         string
	Hint                                              string // that a number leads to its list
	Source                                            Source
}

// Source are the words of the lists behind the numbers.
type Source struct {
	OfYear, OfYears, OfCampaign   string // titles: “{}” what, “{}” year; “{}” what; “{}” campaign
	Posts                         string // title of the list of all posts
	Lede, LedeYears, LedeCampaign string // Lede: “{}” year
	LedePhases                    string // of a campaign with phases
	Date, Activity                string
	ToUnit, ToTopic               string // links
	Expired                       Count  // “{}” how many posts that count and are not listed
	Aggregate                     string // a note
	Years                         string
}

// Calendar are the words of the days to mark.
type Calendar struct {
	Title string
	Years Count // before what began so long ago
}

// Missing are the words of the page for an address that leads nowhere, and of redirects.
type Missing struct {
	Code, Title, Lede, ToHome, ToArchive, Moved, MovedTo string
}

// Body are the words that Markdown puts into a text.
type Body struct {
	// Table names the region around a wide table, with a number where there are several.
	Table string
	// FootnoteBack names the way back from a footnote; its number follows.
	FootnoteBack string
	// Footnotes names the section of footnotes.
	Footnotes string
	// Done and Todo name the marks of a task list.
	Done, Todo string
}
