package lang

// Report are the words of a report in the form of an official document
// (Nghị định 30/2020/NĐ-CP, Phụ lục I). Numbers in sentences are written by
// package official, those below 10 with a zero in Vietnamese.
type Report struct {
	State, Motto  string // the two lines of the state's name
	Number        string // "Số:"; NumberTail: "{}" the issuer's initials
	NumberTail    string
	BasicUnit     string // the initials of a grassroots union
	DateLine      string // left open: "{}" day, "{}" month, "{}" year
	Name, To      string // of the document; before the addressee
	Draft, Blank  string // Blank: what a reader's device says of lines to write on
	Appendix      string // "{}" its number; AppendixAlone: when there is one only
	AppendixAlone string
	AppendixOf    string // "{}" number, "{}" date, "{}" issuer
	Page          string // before a page's title in the window

	Signature     [2]string // of the organization
	UnitSignature [2]string // of a unit
	Recipients    string
	Same, ToAbove string // as those addressed; "{}" the body above
	File          string

	Subject  Subject
	Sections [5]string
	Results  [5]string // the parts of section II
	Judgment [3]string // the parts of section III
	Progress Progress
	Done     Done
	Tables   Tables

	// Kinds and Metrics say a number of the default vocabulary in its own words, Groups are
	// its headings. They are meant for the title that they name, for a site may give an id another meaning.
	Kinds, Metrics, Groups Phrases
	// Bases are the words after which an organization's name says where it is.
	Bases []string
}

// Phrases are those of all kinds, metrics or groups.
type Phrases []Phrase

// For finds the words for an id of the vocabulary that still has the title they were written for; nil for none.
func (all Phrases) For(id, title string) *Phrase {
	for i := range all {
		if all[i].ID == id && all[i].Title == title {
			return &all[i]
		}
	}
	return nil
}

// Name is the title of something of the vocabulary in this language.
func (all Phrases) Name(id, title string) string {
	if p := all.For(id, title); p != nil && p.Name != "" {
		return p.Name
	}
	return title
}

// Phrase says a number of something of the vocabulary.
type Phrase struct {
	ID, Title string // those that it is meant for
	Name      string // the title in this language, where it stands alone; "" for Title
	Text      string // “{}” stands for the number
	One       string // Text for one; "" for the same
	Times     string // of a kind: “{}” activities, which were held “{}” times; with one “{}” it follows Text
	Part      bool   // of a metric: it counts some of what the metric before it counts
}

// Subject are the words for what a report is about.
type Subject struct {
	Whole, Campaign, Topic                   string // Whole: “{}” period; Topic: “{}” topic, “{}” period
	CampaignIn                               string // “{}” campaign, “{}” period
	InCampaign                               string // in place of a period: “{}” campaign
	Year, Years, Half1, Half2, Nine, Quarter string // Quarter: “{}” number, “{}” year
	Month, Days, Day, Until                  string
}

// Progress are the words of section I.
type Progress struct {
	Campaign, CampaignOpen string // “{}” campaign, “{}” from, “{}” to
	Phases                 Count
	Phase                  string // “{}” title, “{}” days
	Basis, Documents       string // before lists
	Document, Numbered     string // “{}” title, “{}” date; “{}” number, “{}” title, “{}” date
	ManyDocuments          Count  // in place of a long list
	Units                  string // “{}” of “{}”
	UnitsNone              string
}

// Done are the words of section II and of the end.
type Done struct {
	Sum                       string // “{}” activities, “{}” posts
	OnlyPosts, OnlyActivities string // “{}” how many
	Nothing                   string
	Activities                Count
	Joint                     Count
	Posts                     Count
	Target, TargetNone        string // “{}” metric, “{}” done, “{}” goal, “{}” unit after a space, “{}” share
	Own, OwnNone              string // the same of a unit's own target
	TargetUnits               string // “{}” of “{}”
	TargetUnitsNone           string // “{}” how many have a target
	Source, SourceEmpty       string // “{}” site, “{}” date
	HeldBack                  Count
	Held, Carried             string // before what was done: “{}”
	With, Including           string // “{}” what, “{}” numbers; “{}” what
	OfWhich, OfWhichSome      string // of a part of the number before: “{}”; also “{}” activities that gave it
	Kind                      Count  // “{}” number, “{}” title
	KindTimes                 string // also “{}” times
	Metric                    string // “{}” title, “{}” number, “{}” unit
	OnSite, OnSiteOne         string // “{}” site, “{}” posts, “{}” forms; of one form: “{}” site, “{}” posts
	Forms                     [7]Count
	Photos                    Count
	Other                     string // the group of kinds that have none
	Self                      string // “{}” numbers
	Closing, ClosingPlain     string // “{}” subject, “{}” issuer
}

// Tables are the words of the appendices.
type Tables struct {
	ByUnit, Activities, Posts                     string // titles
	No, Unit, PostCount, ActivityCount, Joint     string
	Goal, Share, Total                            string
	Date, What, Kind, Units, Results, Title, Form string
	UnitsNote, Dash, AggregateNote                string
	MetricsNote                                   Count // of how many columns there was no room for
	Aggregate                                     string
}
