package render

import "html/template"

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
	Kicker string
	// Figures are what was done so far and how many days there are still, Pace how much of the
	// target that is and the day that today is.
	Figures  []Figure
	Pace     string
	Progress *Progress
	// Poster is the page to print and hang up.
	Poster template.URL
	Cover  *Picture
	Body   template.HTML
	Phases []Phase
	// Outside are what was done in none of the phases; Overlap says that some have days in common, "" where none have.
	Outside   []Figure
	Overlap   string
	Basis     []FileLink
	Results   *Results
	Kinds     []Bar
	Models    []Model
	Downloads []FileLink
	Heading   string
	// Cards are the posts of the page; Groups the same by phase, nil for a campaign without phases.
	Cards  template.HTML
	Groups []PostGroup
	// Note says on the first page, where there are no groups, how many posts count that are not listed any more.
	Note  string
	Empty string
	Pager *Pager
	Feed  template.URL
	First bool
}

// Phase is a stage of a campaign.
type Phase struct {
	Title, Text, Dates string
	State              string // "xong", "đang chạy", "sắp tới"; "" where it has no days and the campaign is on
	Class              string // "done", "now", "next"
	Now                bool
	// Figures are what was done in it; Empty says that there is nothing yet, in a phase that has begun.
	Figures []Figure
	Empty   string
}

// PostGroup is the posts of a phase, as far as they stand on a page.
type PostGroup struct {
	ID, Title, Dates string
	Cards            template.HTML // "" if none is listed any more
	// Note says where the group begins how many posts count that are not listed any more.
	Note string
}

// Results is a campaign's roll-up by unit.
type Results struct {
	Title, Caption string
	// Metric is what the target counts, or without one what tells most; "" for none. Done is false while there are
	// goals only, Goals while there are none.
	Metric      string
	Done, Goals bool
	Rows        []ResultRow
	Sum         ResultRow
	Note        string // why the rows add up to more than the sum; "" where they do not
	Shared      string // that the units' goals are less or more than the goal of all
}

// ResultRow is a unit's share of a campaign. A Link here is a number with the list behind it.
type ResultRow struct {
	Unit                    Link
	Posts, Activities, Done Link
	Goal, Percent           string
	Value, Max              string // of the progress element; "" without a goal, or before anything is known
}

// Models is the view of models.html.
type Models struct {
	Frame       Frame
	Crumbs      template.HTML
	Title, Lede string
	Contents    []Choice // the topics below
	Topics      []ModelGroup
	Units       []ModelUnit
	Empty       string
}

// ModelGroup is the good models of a main topic.
type ModelGroup struct {
	ID, Title string
	Items     []Model
}

// ModelUnit is a unit with its good models.
type ModelUnit struct {
	Unit  Link
	Items []Link
}

// Model is a good model. Summary is what makes it worth following.
type Model struct {
	Title, Summary, Mark string
	URL                  template.URL
	Date                 Date
	Units                []Link
	Figures              []Figure // the first numbers of its first activity
	Picture              *Picture
	Address              string // the whole address, for print
}
