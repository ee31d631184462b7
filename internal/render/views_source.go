package render

import "html/template"

// Source is the view of source.html: the list behind a number of the roll-up.
// What it lists is in one of Table, Months, Years and Groups.
type Source struct {
	Frame       Frame
	Crumbs      template.HTML
	Title, Lede string
	// Up leads to the page of the unit or topic; nil for all others.
	Up *Link
	// Choices are all years and each year that has such a list.
	Choices []Choice
	Figures []Figure
	// Chart and Kinds are those of a unit or topic.
	Chart *Chart
	Kinds []Bar
	// Table is that of a kind or metric.
	Table *DeedTable
	// Months are those of all other lists of a year, newest first.
	Months []SourceMonth
	// Years lead to the lists of the years, newest first.
	Years []Bar
	// Groups are those of a campaign: its units, its kinds.
	Groups []SourceGroup
}

// DeedTable is a table of activities: a column for each metric.
type DeedTable struct {
	Caption string
	Columns []string
	Months  []DeedMonth
	Sums    []string // of the columns, "–" where nobody gave a number
	// Aggregate is true where some rows repeat numbers of others: theirs are in parentheses.
	Aggregate bool
}

// DeedMonth is a month of a table; Rows are made of told.html and a cell for each column.
type DeedMonth struct {
	ID, Title string
	Sums      []string
	Rows      template.HTML
}

// SourceMonth is a month of a list. Activities are made of deed.html, Posts of line.html.
type SourceMonth struct {
	ID, Title string
	// ActivityCount is "3 hoạt động", PostCount "4 tin bài"; "" for none.
	ActivityCount, PostCount string
	Activities, Posts        []template.HTML
	// Note says how many posts count that are not listed any more.
	Note string
}

// SourceGroup is the activities of a campaign by unit or by kind.
type SourceGroup struct {
	ID, Title string
	Parts     []SourcePart
}

// SourcePart is the activities of a unit or a kind; Posts are those of a unit that tell of none of them.
type SourcePart struct {
	ID, Title, Count  string
	Activities, Posts []template.HTML
	// Note says how many posts count that are not listed any more.
	Note string
}

// Deed is an activity in a list: the view of deed.html and told.html.
type Deed struct {
	From, When               string
	Kind, Units, Place, Note string
	// Posts tell of it, the newest first.
	Posts   []Link
	Figures []Figure
}
