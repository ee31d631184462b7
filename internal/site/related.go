package site

import (
	"slices"

	"bantin/internal/parallel"
)

const (
	relatedPosts = 4
	// relatedReach is how far from a post, in its topic's, unit's and campaign's
	// lists, its relatives are looked for: so the work does not grow with the
	// length of the lists.
	relatedReach = 8
)

// relate finds the related posts of every post with a page.
func (b *builder) relate() {
	posts := b.s.counted
	arena := make([]*Post, relatedPosts*len(posts))
	parallel.Do(len(posts), func(i int) {
		room := arena[i*relatedPosts : i*relatedPosts : (i+1)*relatedPosts]
		posts[i].Related = related(posts[i], room)
	})
}

// related appends to room the best posts near p in its lists, best first.
func related(p *Post, room []*Post) []*Post {
	var scores [relatedPosts]int
	lists := [3]*List{}
	if len(p.Topics) > 0 {
		lists[0] = &p.Topics[0].List
	}
	if len(p.Units) > 0 {
		lists[1] = &p.Units[0].List
	}
	if p.Campaign != nil {
		lists[2] = &p.Campaign.List
	}
	for i, l := range lists {
		if l == nil {
			continue
		}
		at := int(p.at[i])
		if p.State != Listed {
			at, _ = slices.BinarySearchFunc(l.Posts, p, func(x, y *Post) int { return int(x.rank) - int(y.rank) })
		}
		for _, q := range l.Posts[max(0, at-relatedReach):min(len(l.Posts), at+relatedReach+1)] {
			if q != p {
				room = insertRelated(room, &scores, q, kinship(p, q))
			}
		}
	}
	return room
}

// insertRelated puts q at its place among the best so far. What was once
// pushed out cannot come back, because the worst that stays only gets better.
func insertRelated(room []*Post, scores *[relatedPosts]int, q *Post, score int) []*Post {
	i := len(room)
	for i > 0 && (scores[i-1] < score || scores[i-1] == score && room[i-1].rank >= q.rank) {
		if room[i-1] == q {
			return room
		}
		i--
	}
	if i == relatedPosts {
		return room
	}
	if len(room) < relatedPosts {
		room = append(room, nil)
	}
	copy(room[i+1:], room[i:])
	copy(scores[i+1:], scores[i:])
	room[i], scores[i] = q, score
	return room
}

// kinship scores how much two posts have in common: a campaign weighs more than
// a main topic, that more than a unit, and a short time between them up to 200.
func kinship(p, q *Post) int {
	score := 0
	if p.Campaign != nil && p.Campaign == q.Campaign {
		score += 400
	}
	if len(p.Topics) > 0 && len(q.Topics) > 0 && p.Topics[0] == q.Topics[0] {
		score += 300
	}
	if len(p.Units) > 0 && slices.Contains(q.Units, p.Units[0]) {
		score += 200
	}
	days := int(p.day) - int(q.day)
	return score + 200*30/(30+max(days, -days))
}
