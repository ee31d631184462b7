package mend

import (
	"strings"

	"bantin/internal/content"
)

// use is what a value of front matter is read as, as far as it matters for mending.
type use uint8

const (
	noUse    use = iota
	dateUse      // a date, perhaps with a time
	topicUse     // a name of a topic
	unitUse
	campaignUse
	textUse  // words of a page
	titleUse // words without hidden characters
	listUse  // an entry of a list of texts
)

// uses say what the values at a path are: keys joined by "/", "-" for each list on the way.
var uses = map[content.Role]map[string]use{
	content.PostRole: {
		"title": titleUse, "summary": titleUse, "cover_alt": textUse, "cover_caption": textUse, "cover_credit": textUse,
		"author": textUse, "removed": textUse, "source": textUse, "source/name": textUse, "corrections/-/text": textUse,
		"images/-/alt": textUse, "images/-/caption": textUse, "images/-/credit": textUse, "attachments/-/title": textUse,
		"activities/-/time": textUse, "activities/-/place": textUse,
		"date": dateUse, "updated": dateUse, "expires": dateUse, "pinned_until": dateUse, "corrections/-/date": dateUse,
		"activities/-/date": dateUse, "activities/-/from": dateUse, "activities/-/to": dateUse,
		"topic": topicUse, "topic/-": topicUse, "unit": unitUse, "unit/-": unitUse, "campaign": campaignUse,
		"activities/-/units": unitUse, "activities/-/units/-": unitUse,
		"basis/-": listUse,
	},
	content.TopicRole: entryUses(nil),
	content.PageRole:  entryUses(nil),
	content.UnitRole: entryUses(map[string]use{
		"from": dateUse, "to": dateUse, "successor": unitUse, "contact/address": textUse,
	}),
	content.CampaignRole: entryUses(map[string]use{
		"from": dateUse, "to": dateUse, "phases/-/from": dateUse, "phases/-/to": dateUse,
		"phases/-/title": textUse, "phases/-/text": textUse, "basis/-/title": textUse,
	}),
	content.SettingsRole: {
		"title": textUse, "description": textUse, "short_title": textUse,
		"organization/name": textUse, "organization/parent": textUse, "organization/place": textUse, "organization/address": textUse,
		"menu/-/title": textUse, "figures/-": listUse, "bulletin/title": textUse, "bulletin/note": textUse,
	},
	content.CalendarRole: {
		"-/title": textUse, "-/date": dateUse, "-/date/-": dateUse, "-/campaign": campaignUse,
	},
	// The short forms are the site's own keys.
	content.AbbreviationsRole: {},
	// Kinds are named by their titles, so those stay as they are.
	content.VocabularyRole: {},
}

// entryUses are those that topics, units, campaigns and pages share, and more.
func entryUses(more map[string]use) map[string]use {
	all := map[string]use{
		"title": titleUse, "short": textUse, "description": titleUse,
		"cover_alt": textUse, "cover_caption": textUse, "cover_credit": textUse, "aliases/-": listUse,
	}
	for path, u := range more {
		all[path] = u
	}
	return all
}

// useOf tells what a leaf is read as.
func useOf(role content.Role, l *content.Leaf) use {
	if l.Key {
		if role == content.CampaignRole && len(l.Path) == 3 && l.Path[0] == "target" && l.Path[1] == "units" {
			return unitUse
		}
		return noUse
	}
	return uses[role][joined(l.Path)]
}

// inLine tells whether entries of the list at a path are texts.
func inLine(role content.Role) func(path []string) bool {
	return func(path []string) bool {
		switch uses[role][joined(path)] {
		case topicUse, unitUse, listUse:
			return true
		}
		return false
	}
}

func joined(path []string) string {
	var b strings.Builder
	for i, key := range path {
		if i > 0 {
			b.WriteByte('/')
		}
		if key == "" {
			key = "-"
		}
		b.WriteString(key)
	}
	return b.String()
}
