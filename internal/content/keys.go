package content

import "slices"

// Keys gives the keys that a map may have, in the order of the rules: by the role of a
// file for its top ("post", "unit"), else by what the map is ("image", "phase", "contact").
// An activity has the metrics of the vocabulary besides.
func Keys() map[string][]string {
	return map[string][]string{
		string(PostRole):       namesOf(postKeys),
		string(TopicRole):      namesOf(topicKeys),
		string(UnitRole):       namesOf(unitKeys),
		string(CampaignRole):   namesOf(campaignKeys),
		string(PageRole):       namesOf(pageKeys),
		string(SettingsRole):   namesOf(settingsKeys),
		string(VocabularyRole): namesOf(vocabularyKeys),
		string(CalendarRole):   namesOf(occasionKeys),
		"activity":             namesOf(activityKeys),
		"image":                namesOf(imageKeys),
		"attachment":           namesOf(attachmentKeys),
		"source":               namesOf(originKeys),
		"correction":           namesOf(correctionKeys),
		"contact":              namesOf(contactKeys),
		"phase":                namesOf(phaseKeys),
		"basis":                namesOf(basisKeys),
		"target":               namesOf(targetKeys),
		"organization":         namesOf(organizationKeys),
		"social":               namesOf(socialKeys),
		"menu":                 namesOf(menuKeys),
		"budgets":              namesOf(budgetKeys),
		"check":                namesOf(checkKeys),
		"board":                namesOf(boardKeys),
		"bulletin":             namesOf(bulletinKeys),
		"kind":                 namesOf(kindKeys),
		"group":                namesOf(groupKeys),
		"metric":               namesOf(metricKeys),
	}
}

// FormNames gives the words that editors may write for a form besides its id.
func FormNames(f Form) []string { return formNames[f] }

// FileTypes gives the extensions, in order, of the files that can be named: of pictures only, or of all.
func FileTypes(pictures bool) []string {
	var all []string
	for ext, is := range fileTypes {
		if !pictures || is == imageUse {
			all = append(all, ext)
		}
	}
	slices.Sort(all)
	return all
}
