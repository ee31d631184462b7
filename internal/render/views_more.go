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
	Cards       template.HTML
	Campaign    *Band
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

// Band is a campaign with its progress.
type Band struct {
	Title, Text, Kicker string
	URL                 template.URL
	Progress            *Progress
}

// Progress is how much of a target is reached.
type Progress struct {
	// Done, Goal and Percent are for readers, Value and Max for the progress element.
	Done, Goal, Percent, Label string
	Value, Max                 string
	// Text is the whole sentence.
	Text string
}

// Campaigns is the view of campaigns.html.
type Campaigns struct {
	Frame       Frame
	Crumbs      template.HTML
	Title, Lede string
	Groups      []CampaignGroup // running, coming, over
	Empty       string
}

// CampaignGroup is the campaigns of one time.
type CampaignGroup struct {
	Title string
	Items []Entry
}

// Campaign is the view of campaign.html.
type Campaign struct {
	Frame       Frame
	Crumbs      template.HTML
	Title, Lede string
	// Kicker is "Đang diễn ra · 22/09/2025–30/12/2025".
	Kicker    string
	Figures   []Figure
	Progress  *Progress
	Cover     *Picture
	Body      template.HTML
	Phases    []Phase
	Basis     []FileLink
	Results   *Results
	Kinds     []Bar
	Downloads []FileLink
	Heading   string
	Cards     template.HTML
	Empty     string
	Pager     *Pager
	Feed      template.URL
	First     bool
}

// Phase is a stage of a campaign.
type Phase struct {
	Title, Text, Dates string
	State              string // "xong", "đang chạy", "sắp tới"
	Now                bool
}

// Results is a campaign's roll-up by unit.
type Results struct {
	Caption string
	// Metric is what the target counts, "" without a target; then Goal and Percent of the rows are "" too.
	Metric string
	Rows   []ResultRow
	Sum    ResultRow
	Joint  bool // some activities are shared by units
}

// ResultRow is a unit's share of a campaign.
type ResultRow struct {
	Unit                Link
	Posts, Activities   string
	Done, Goal, Percent string
	Value, Max          string // of the progress element; "" without a goal
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
	Forms       []Bar
	Metrics     []Bar
	Activities  []ActivityLine
	Models      []Link
	Downloads   []FileLink
	HeldBack    string
	Empty       string
}

// Heat is the table of units by months or years.
type Heat struct {
	Title, Caption, Corner, SumTitle string
	Columns                          []string
	Rows                             []HeatRow
	Sum                              HeatRow
	Joint                            bool
	Legend                           []HeatCell
}

// HeatRow is a unit's row.
type HeatRow struct {
	Unit  Link
	Cells []HeatCell
	Sum   string
}

// HeatCell is a number with its level from 0 to 5.
type HeatCell struct{ N, Level string }

// UnitTable is the table of units of a month.
type UnitTable struct {
	Metric string // the title of the last column; "" when nobody gave it
	Rows   []UnitLine
	Sum    UnitLine
	Joint  bool
}

// UnitLine is a unit's row.
type UnitLine struct {
	Unit                             Link
	Posts, Activities, Joint, Metric string
}

// ActivityLine is an activity in the list of a month.
type ActivityLine struct {
	From, When, Kind, Place, Note string
	Units                         []Link
	Post                          *Link
	Figure                        *Figure
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
}

// ArchiveYear is a year with its months.
type ArchiveYear struct {
	Year   string
	ID     string
	Months []Choice
}
