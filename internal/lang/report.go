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

	// Kinds and Metrics say a number of the default vocabulary in its own words. They are
	// meant for the title that they name, for a site may give an id another meaning.
	Kinds, Metrics []Phrase
	// Bases are the words after which an organization's name says where it is.
	Bases []string
}

// Phrase says a number of something: “{}” stands for it. Times, of a kind, says how
// many activities there were and how often they were held.
type Phrase struct{ ID, Title, Text, Times string }

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
	Target, TargetNone        string // “{}” metric, “{}” done, “{}” goal, “{}” unit, “{}” share
	TargetUnits               string // “{}” of “{}”
	TargetUnitsNone           string // “{}” how many have a target
	Source, SourceEmpty       string // “{}” site, “{}” date
	HeldBack                  Count
	Held, Carried             string // before what was done: “{}”
	With, Including           string // “{}” what, “{}” numbers; “{}” what
	OfWhich, OfWhichSome      string // of a part of the number before: “{}”; also “{}” activities that gave it
	OfWhichTitle              string // how the title of such a metric begins
	Kind, KindTimes           string // “{}” number, “{}” title; also “{}” times
	Metric                    string // “{}” title, “{}” number, “{}” unit
	OnSite, OnSiteOne         string // “{}” site, “{}” posts, “{}” forms; of one form: “{}” site, “{}” posts
	Forms                     [7]Count
	Photos                    Count
	Other                     string // the group of kinds that have none
	Self                      string // “{}” numbers
	Model                     string // “{}” number, “{}” title
	Closing, ClosingPlain     string // “{}” subject, “{}” issuer
}

// Tables are the words of the appendices.
type Tables struct {
	ByUnit, Activities, Posts                     string // titles
	No, Unit, PostCount, ActivityCount, Joint     string
	Goal, Share, Total                            string
	Date, What, Kind, Units, Results, Title, Form string
	UnitsNote, Dash, MetricsNote, AggregateNote   string // MetricsNote: “{}” how many columns there are not
	Aggregate                                     string
}
