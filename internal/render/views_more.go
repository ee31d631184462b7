package render

import "html/template"

// Home is the view of home.html.
type Home struct {
	Frame Frame
	Title string
	Lead  *Card
	// LeadFigures are the first numbers of the lead's activity.
	LeadFigures []Figure
	Newest      []Card
	NewestURL   template.URL
	// Occasions are the days to mark around the present.
	Occasions []Occasion
	Cards     template.HTML
	// Campaign is the one that runs and ends soonest, nil when none runs; Others run too.
	Campaign *Band
	Others   []Band
	// Sheets are the newest infographics, Seen the newest photo stories and videos.
	Sheets                 template.HTML
	SheetsURL              template.URL
	SheetsTitle, SheetsAll string
	Numbers                *Numbers
	Topics                 []Entry
	Seen                   template.HTML
	SeenURL                template.URL
	Empty                  string
}

// Band is a campaign that runs, with its progress.
type Band struct {
	Title, Text string
	// Kicker is "còn 30 ngày · 01/06/2021–30/09/2021".
	Kicker   string
	URL      template.URL
	Progress *Progress
}

// Progress is how much of a target is reached.
type Progress struct {
	// Done, Goal and Percent are for readers, Value and Max for the progress element.
	Done, Goal, Percent, Label string
	Value, Max                 string
	// Text is the whole sentence.
	Text string
}

// Activity is the view of activity.html: all years, a year, or a month.
type Activity struct {
	Frame       Frame
	Crumbs      template.HTML
	Title, Lede string
	Years       []Choice
	Months      []Choice
	TotalTitle  string
	Figures     []Figure
	Chart       *Chart
	Heat        *Heat
	Units       *UnitTable
	Kinds       []Bar
	Topics      []Bar
	// TopicsNote explains why the topics add up to more than the total; "" where they do not.
	TopicsNote string
	Forms      []Bar
	Metrics    []Bar
	// Activities are those of a month, made of deed.html.
	Activities []template.HTML
	// Compared says what the changes of the figures are held against; "" where there are none.
	Compared  string
	Models    []Link
	Downloads []FileLink
	HeldBack  string
	Empty     string
}

// Heat is the table of units by months or years.
type Heat struct {
	Title, Caption, Corner string
	SumTitle               string // "" where there is one column only, which is the sum
	Columns                []Column
	Rows                   []HeatRow
	Sum                    HeatRow
	Legend                 []HeatCell
	// Note explains why the rows add up to more than the total; "" where they do not.
	Note string
}

// HeatRow is a unit's row.
type HeatRow struct {
	Unit  Link
	Cells []HeatCell
	Sum   string
	// URL is the list behind the sum; "" for none.
	URL template.URL
}

// HeatCell is a number with its level from 0 to 5 and the list behind it, "" for none.
type HeatCell struct {
	N, Level string
	URL      template.URL
}

// UnitTable is the table of units of a month.
type UnitTable struct {
	Metric string // the title of the last column; "" when nobody gave it
	Rows   []UnitLine
	Sum    UnitLine
	Joint  bool
	// Note explains why the rows add up to more than the total; "" where they do not.
	Note string
}

// UnitLine is a unit's row.
type UnitLine struct {
	Unit                             Link
	Posts, Activities, Joint, Metric string
	// The lists behind the numbers; "" for none.
	PostsURL, ActivitiesURL, JointURL, MetricURL template.URL
}

// Archive is the view of archive.html: the newest month, or one month, and all others.
type Archive struct {
	Frame       Frame
	Crumbs      template.HTML
	Title, Lede string
	Heading     string
	Lines       template.HTML
	Empty       string
	Pager       *Pager
	// More leads to the rest of the month from the first page of the archive; Older and Newer to its neighbours.
	More, Older, Newer *Link
	Years              []ArchiveYear
	// Occasions are the days to mark: those of the month, on its first page; of the archive those around the present.
	Occasions []Occasion
}

// ArchiveYear is a year with its months.
type ArchiveYear struct {
	Year   string
	ID     string
	Months []Choice
}
