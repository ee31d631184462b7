package outside

import (
	"encoding/json"
	"time"
)

// remembered is how long an address that was alive is not asked again.
const remembered = 7 * 24 * time.Hour

// Memory is when addresses were last known to be alive.
type Memory struct {
	alives map[string]time.Time
	now    time.Time
}

// ReadMemory gives what Memory.Append has written, as of now; what cannot be read, or is too old, is forgotten.
func ReadMemory(data []byte, now time.Time) *Memory {
	m := &Memory{alives: make(map[string]time.Time), now: now}
	var all map[string]time.Time
	if json.Unmarshal(data, &all) != nil {
		return m
	}
	for address, at := range all {
		if age := now.Sub(at); age >= 0 && age < remembered {
			m.alives[address] = at
		}
	}
	return m
}

// Append writes the memory: a JSON object from addresses to times.
func (m *Memory) Append(b []byte) []byte {
	data, err := json.MarshalIndent(m.alives, "", " ")
	if err != nil {
		panic(err) // texts and times always have a form
	}
	return append(append(b, data...), '\n')
}

func (m *Memory) alive(address string) bool {
	_, ok := m.alives[address]
	return ok
}

func (m *Memory) note(address string, a Answer) {
	if a.Kind == Alive {
		m.alives[address] = m.now.UTC().Truncate(time.Second)
	}
}
