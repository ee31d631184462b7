package site

import "bantin/internal/content"

// FindUnit finds the unit that a name means, as a post would name it: its id,
// else its title, short name or an alias, whatever its case and spaces. nil when
// it means none; then near is the nearest name, "" when none is near.
func (s *Site) FindUnit(name string) (u *Unit, near string) {
	x := newNameIndex[Unit]()
	x.fillUnique(unitNames(s.Units))
	return x.lookUp(name)
}

// FindTopic finds the topic that a name means, as FindUnit does.
func (s *Site) FindTopic(name string) (t *Topic, near string) {
	x := newNameIndex[Topic]()
	x.fillUnique(topicNames(s.Topics))
	return x.lookUp(name)
}

// FindCampaign finds the campaign that a name means, as FindUnit does. A title
// that several campaigns share means none of them.
func (s *Site) FindCampaign(name string) (c *Campaign, near string) {
	x := newNameIndex[Campaign]()
	x.fillUnique(campaignNames(s.Campaigns))
	return x.lookUp(name)
}

// lookUp finds what a name means, else the nearest name.
func (x *nameIndex[T]) lookUp(name string) (v *T, near string) {
	if v = x.find(name); v == nil {
		near = x.suggest(name)
	}
	return v, near
}

func unitNames(units []*Unit) []named[Unit] {
	return namesOf(units, func(u *Unit) *content.Meta { return &u.Meta })
}

func topicNames(topics []*Topic) []named[Topic] {
	return namesOf(topics, func(t *Topic) *content.Meta { return &t.Meta })
}

func campaignNames(campaigns []*Campaign) []named[Campaign] {
	return namesOf(campaigns, func(c *Campaign) *content.Meta { return &c.Meta })
}

func namesOf[T any](list []*T, meta func(*T) *content.Meta) []named[T] {
	all := make([]named[T], len(list))
	for i, v := range list {
		all[i] = named[T]{meta(v), v}
	}
	return all
}
