package render

import (
	"strconv"

	"bantin/internal/content"
	"bantin/internal/lang"
	"bantin/internal/site"
	"bantin/internal/viet"
)

// results is the table of units: every unit, in the order of the list of units.
// Before anything is done it shows the units' goals, if there are any.
func (r *renderer) results(c *site.Campaign, roll *site.Rollup) *Results {
	w := &r.words.Camp
	rows, goals := r.resultUnits(c, roll)
	v := &Results{Title: w.ByUnit, Caption: w.TargetNote, Goals: c.TargetMetric != nil && c.Goal(nil) > 0}
	v.Done = c.Phase(r.s.Now) != site.Before || roll.Posts > 0 || roll.Activities > 0
	switch {
	case len(rows) == 0 || !v.Done && len(goals) == 0:
		return nil
	case !v.Done:
		v.Title = w.GoalsByUnit
	}
	def := c.TargetMetric
	if def == nil {
		def = r.mainMetric(roll)
	}
	if def != nil {
		v.Metric = viet.UpperFirst(r.figureLabel(def))
	}
	source := r.s.CampaignSourceURL(c)
	for _, u := range rows {
		if !v.Done && goals[u.Unit] == 0 {
			continue
		}
		v.Rows = append(v.Rows, r.resultRow(def, u, goals[u.Unit], source+"#_"+u.Unit.ID))
	}
	v.Note = r.jointNote(roll)
	v.Sum = r.resultRow(def, site.UnitRow{Posts: roll.Posts, Activities: roll.Activities, Metrics: roll.Metrics}, c.Goal(nil), source)
	v.Sum.Unit = Link{Title: r.words.Act.Sum}
	if roll.Posts > 0 {
		v.Sum.Posts.URL = r.href("#_list")
	}
	if sum := unitGoals(c); len(goals) > 0 && sum != c.Goal(nil) {
		v.Shared = lang.Fill(w.GoalShared, r.format.number(c.Goal(nil)), r.format.number(sum))
	}
	return v
}

// resultUnits are the units of a roll-up, and those with a goal that did not exist in its time.
func (r *renderer) resultUnits(c *site.Campaign, roll *site.Rollup) ([]site.UnitRow, map[*site.Unit]int64) {
	goals := make(map[*site.Unit]int64, len(c.TargetUnits))
	for _, u := range c.TargetUnits {
		goals[u.Unit] = u.N
	}
	rows, rest := make([]site.UnitRow, 0, len(roll.Units)), roll.Units
	for _, u := range r.s.Units { // whose order is that of the rows
		_, wanted := goals[u]
		switch {
		case len(rest) > 0 && rest[0].Unit == u:
			rows, rest = append(rows, rest[0]), rest[1:]
		case wanted:
			rows = append(rows, site.UnitRow{Unit: u})
		}
	}
	return rows, goals
}

// resultRow is a unit's row, or that of the sum, whose unit is nil. source is the list of its activities and posts.
func (r *renderer) resultRow(def *content.MetricDef, u site.UnitRow, goal int64, source string) ResultRow {
	row := ResultRow{
		Posts: Link{Title: r.dash(int64(u.Posts))}, Activities: Link{Title: r.dash(int64(u.Activities))},
		Done: Link{Title: none}, Goal: none, Percent: none,
	}
	if u.Unit != nil {
		row.Unit = Link{shortName(&u.Unit.Meta), r.href(u.Unit.List.URL)}
	}
	if u.Posts > 0 {
		row.Posts.URL = r.href(source)
	}
	if u.Activities > 0 {
		row.Activities.URL = r.href(source)
	}
	done, known := metricSum(u.Metrics, def)
	if known {
		row.Done = Link{r.format.number(done), r.href(source)}
	}
	if goal > 0 {
		row.Goal = r.format.number(goal)
	}
	if goal > 0 && known {
		row.Percent = r.format.percent(done, goal)
		row.Max, row.Value = strconv.FormatInt(goal, 10), strconv.FormatInt(min(done, goal), 10)
	}
	return row
}
