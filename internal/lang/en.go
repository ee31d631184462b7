package lang

var english = Table{
	Code: "en", Locale: "en_GB",
	Paths: Paths{
		Latest: "latest", Topics: "topics", Units: "units", Campaigns: "campaigns", Activity: "activity",
		Archive: "archive", Models: "models", Page: "page", Search: "search",
		Bulletins: "bulletins", Quarter: "quarter", Reading: "read",
		Poster: "poster",
		Board:  "board", BoardLines: "lines.txt", BoardEdition: "edition.txt",
		Forms:   [7]string{"news", "articles", "photos", "infographics", "videos", "documents", "notices"},
		Sources: [7]string{"kind", "metric", "unit", "topic", "form", "list", "posts"},
	},
	Words: Words{
		Home: "Home", Latest: "Latest", Topics: "Topics", Units: "Units", Campaigns: "Campaigns",
		Activity: "Activity", Archive: "Archive", Models: "Good models", Search: "Search",
		Forms:     [7]string{"News", "Article", "Photos", "Infographic", "Video", "Document", "Notice"},
		FormLists: [7]string{"News", "Articles", "Photos", "Infographics", "Videos", "Documents", "Notices"},
		FormLedes: [7]string{
			"Short news from the units, newest first.",
			"Longer reads: people, work and what the units have learned.",
			"What members do, in pictures. Tap a picture in a story to enlarge it.",
			"One sheet that tells it at a glance, to print or to pass on. Each has a text version.",
			"Videos of what the units do. A video loads only when you play it.",
			"Plans, guidance, letters and files to download.",
			"Notices of the union to its units and members.",
		},
		LatestLede:    "All posts, newest first.",
		TopicsLede:    "Choose a topic for its posts and numbers.",
		UnitsLede:     "Each unit has its own page: posts, activities, and how to reach it.",
		CampaignsLede: "Campaigns: when, in which stages, how far, and with what result.",
		ActivityLede:  "Who did how much, where and when. Every number is added up from published posts; choose one to see its list.",
		ArchiveLede:   "Posts by month. Choose a month.",
		ModelsLede:    "Good ways of working that other units can follow.",
		Frame:         englishFrame, Share: englishShare, Post: englishPost, List: englishList,
		Camp: englishCampaign, Act: englishActivity, Calendar: englishCalendar, Report: englishReport, Missing: englishMissing,
		Find: englishFind, Poster: englishPoster, Board: englishBoard, Bulletin: englishBulletin, Kit: englishKit, Body: englishBody, Book: englishBook,
	},
}

var englishFrame = Frame{
	Skip: "Skip to content", Sections: "Main sections", Contents: "Contents", More: "More", Place: "You are here",
	Read: "Read", Numbers: "Numbers", Contact: "Contact",
	Feed: "Follow via RSS", Mail: "Write to us", Phone: "Phone",
	Promise: "This site sets no cookies and does not track its readers.", Updated: "Updated {}.",
	NewestFirst: "Latest", All: "All", Published: "News of {}.",
}

var englishShare = Share{
	Title: "Share", Send: "Share", Copy: "Copy link", Copied: "Copied",
	Facebook: "Facebook", Mail: "E-mail", Print: "Print", Address: "Address of this post",
	Scan: "Scan this code to open the post on another phone",
}

var englishPost = Post{
	Minutes:   Count{"{} minute read", "{} minutes read"},
	UpdatedAt: "Updated {}, {}",
	Activity:  "This activity", Kind: "Kind", When: "When", Where: "Where", Who: "Who", With: "With",
	Campaign: "Campaign", Aggregate: "Numbers summed up from the units; not added to the activity tables.",
	Files: "Attached files", Number: "Number", Basis: "Based on", Corrections: "Corrections", Source: "Source", Author: "Author",
	Previous: "Older post", Next: "Newer post", PrevNext: "Older and newer post", Related: "Related posts",
	Enlarge: "Enlarge", EnlargePhoto: "Enlarge photo {}", Download: "Download", DownloadVideo: "Download the video", TextVersion: "Text version",
	SheetAlt: "The text version has all of it.",
	PhotoOf:  "Photo {} of {}", Before: "Previous", After: "Next", Close: "Close",
	Lightbox: "Large pictures", Shrink: "Shrink", PhotoLost: "This picture could not be loaded.", Captions: "English captions",
	PhotoCount: Count{"{} photo", "{} photos"},
	Play:       "Play the video", PlayNotice: "Your browser connects to YouTube only when you press play.", Watch: "Watch on YouTube",
	Expired: "This post expired after {}. What it says may no longer hold.",
	Removed: "This post has been taken down", RemovedLede: "The content of this page is gone.",
	Draft: "Draft: not published, shown in this preview only.", Future: "Set for {}: not published, shown in this preview only.",
	Commended: "Commended", CommendedText: "A good model worth following", Topics: "Topics",
}

var englishList = List{
	None: "no posts yet", PostsHead: "Posts", Address: "Address", Email: "E-mail", Draft: "Draft", Future: "Scheduled",
	Posts:   Count{"{} post", "{} posts"},
	Heading: "List of posts",
	Empty:   "Nothing here yet.", EmptyTopic: "No posts on this topic yet.", EmptyUnit: "No posts of this unit yet.",
	EmptyModel: "No models named yet.", EmptyNames: "No names in this list yet.",
	Page: "Page", PageTitle: "{}, page {}", Previous: "Previous page", Next: "Next page", Pages: "Pages",
	ByTopic: "Topic", ByYear: "Year", AnyTopic: "All", AnyYear: "All years",
	MonthTitle: "{} {}", MonthShort: "{}",
	AllOf: "See all {}", SeeAll: "See all", OpenActivity: "Open the activity tables",
	Members: "members", Contact: "About the unit", Successor: "Now part of",
	Existed: "Time", Since: "from {}", Until: "until {}",
	NowUnits: "The units", FormerUnits: "Former units",
	WhatDoneIn: "What was done in {}", InNumbers: "{} in numbers",
	Featured: "Worth a look", ByTopics: "By topic", PhotosVideos: "Photos and videos",
	LastPost: "latest post {}",
	Merged:   "Since {}, this unit has been part of", Merges: "From {} on, this unit will be part of",
	EndedOn: "This unit no longer exists; its last day was {}.", NotBegun: "This unit begins on {}.",
	OtherNames: "Other and former names:", Continues: "Continues:",
	ByYears: "What was done, by year", Campaigns: "Its campaigns", Running: "Campaigns running now", OtherCampaigns: "Other campaigns",
	ModelsByUnit: "By unit",
}

var englishCampaign = Campaign{
	Running: "Running", Coming: "Coming", Over: "Over",
	PhaseDone: "done", PhaseNow: "running", PhaseNext: "coming",
	Phases: "Stages", Results: "Results", ByUnit: "Results by unit", ByKind: "By kind", Documents: "Documents",
	Posts: "Posts of the campaign", Done: "Done", Goal: "Goal", Share: "Share", Progress: "Progress of the campaign",
	Reached: "{} of {} {}", ReachedNoGoal: "{} {}",
	Empty: "No posts of this campaign yet.", See: "See the progress of each unit",
	TargetNote: "In the order of the list of units; “–” means that no number was given.",
	DaysLeft:   Count{"day left", "days left"}, DaysTo: Count{"day until it begins", "days until it begins"},
	LastDay: "Today is the last day", DayOf: "day {} of {}",
	GoalOnly: "No number given yet; the goal is {} {}", GoalLabel: "goal, {}",
	GoalShared:  "The goal is {}; units have taken on {} of it.",
	GoalsByUnit: "Goals by unit", Models: "Good models of the campaign",
	Overlap: "Some stages overlap: posts and activities of those days count in each of them.", AlsoRunning: "Also running",
	Outside: "Outside the stages", PhasePosts: "Posts of the stage: {}", OutsidePosts: "Posts outside the stages",
	NothingYet: "No activity recorded yet.",
	Left:       Count{"{} day left", "{} days left"}, To: Count{"in {} day", "in {} days"},
	None: "No campaigns yet.", ShareOf: "{} of the goal of {} {}",
}

var englishActivity = Activity{
	Year: "Activity in {}", Month: "Activity in {} {}", Choose: "Choose a year", ChooseMonth: "Choose a month", AllYears: "All years",
	Total: "Total", Sum: "Total",
	Activities:  Count{"activity", "activities"},
	Posts:       Count{"post", "posts"},
	UnitsActive: Count{"unit active", "units active"},
	ByMonth:     "Activities by month", ByYear: "Activities by year",
	UnitMonth: "Units and months", UnitYear: "Units and years",
	HeatNote: "Activities of each unit, in the order of the list of units. The stronger the colour, the more activities; “–” means none.",
	Unit:     "Unit", Joint: "Joint",
	ByKind: "By kind", ByForm: "By form", ByTopic: "By topic", Metrics: "Numbers", Downloads: "Download the numbers",
	HowCounted: "How it is counted",
	HowText: "Each activity counts once, however many posts tell of it, and in the period of its first day. " +
		"Numbers are those given in the posts; a missing number is “–”, not 0. Numbers summed up from the units are not added again.",
	HeldBack: "{} posts with problems are held back and not counted here.",
	None:     "No activity in this period yet.", Legend: "Activities", Models: "Good models of the period",
	List: "List of activities", Excel: "several tables", CSV: "one table", JSON: "for programs",
	PerUnit: "By unit", Self: "self-declared",
	Sort:      "Sort by column|largest first|smallest first|in the order of the list|against the order of the list|as it was",
	Aggregate: "a sum, not added",
	Up:        "up {} from {}", Down: "down {} from {}", Same: "unchanged at {}",
	Compared: "Up and down: from {}.", InYear: "{}", InMonth: "{} {}",
	TotalTo: "Total to {}", MonthSoFar: "{} counts {} days so far.", YearSoFar: "{} counts to {}.",
	JointSums:       "Activities: the rows add up to {}, the total is {}, as an activity shared by several units counts for each of them, with its numbers, but once in the total.",
	JointPosts:      "Posts: the rows add up to {}, the total is {}, as a post of several units counts for each of them, but once in the total.",
	TopicPosts:      "Posts: the rows add up to {}, there are {} in all, as a post on several topics counts for each of them.",
	TopicActivities: "Activities: the rows add up to {}, there are {} in all, as an activity on several topics counts for each of them.",
	PostsByTopic:    "Posts by topic", PostsByForm: "Posts by form", Hint: "Choose a number to see its list.",
	Source: Source{
		OfYear: "{} in {}", OfYears: "{} by year", OfCampaign: "Activities and posts of the campaign: {}", Posts: "List of posts",
		Lede:         "Each activity and each post behind the number of {}.",
		LedeYears:    "Choose a year to see its list.",
		LedeCampaign: "Activities and posts by unit, then the activities by kind. An activity shared by several units is under each of them.",
		LedePhases:   "Activities and posts by unit, then the activities by kind and by stage. An activity shared by several units is under each of them.",
		Date:         "Date", Activity: "Activity", ToUnit: "Page of the unit", ToTopic: "Page of the topic",
		Expired:   Count{"And {} expired post, which is not listed but counted.", "And {} expired posts, which are not listed but counted."},
		Aggregate: "A number in parentheses sums up what units reported: it is shown, not added.",
		Years:     "Years",
	},
}

var englishCalendar = Calendar{Title: "Days to mark", Years: Count{"{} year:", "{} years:"}}

var englishMissing = Missing{
	Code: "Error 404", Title: "This page is not here",
	Lede:   "The address may have a letter missing, or the post has moved.",
	ToHome: "To the home page", ToArchive: "Open the archive by month", Moved: "This page has moved", MovedTo: "Open the new address",
}

var englishBody = Body{
	Table: "Table", FootnoteBack: "Back to the text of note", Footnotes: "Notes", Done: "done", Todo: "to do",
}
