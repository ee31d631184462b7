package viet

import "strings"

// onsets are the consonants that a syllable can begin with, rhymes what can
// follow, without tone. "qu" and "gi" begin syllables as consonants do. Rare
// rhymes of borrowed words (oong) are in, sounds of no syllable are not.
const (
	onsets = " b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x "
	rhymes = " a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây" +
		" e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu" +
		" o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong" +
		" ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt" +
		" u ua uân uâng uât uây uc uê uêch uên uênh ui um un ung uơ up ut uôc uôi uôm uôn uông uôt uy uya uych uyên" +
		" uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu" +
		" y yên yêm yêng yêt yêu ych ynh "
)

// isSyllable tells whether letters, lower-case and without tone, and tone could
// be a Vietnamese syllable. One that ends in c, ch, p or t has sắc or nặng.
func isSyllable(letters string, tone byte) bool {
	if letters == "" || strings.Contains(letters, " ") {
		return false
	}
	stopped := strings.HasSuffix(letters, "ch") || strings.ContainsRune("cpt", rune(letters[len(letters)-1]))
	if stopped && tone != sắc && tone != nặng {
		return false
	}
	for n := 0; n <= 3 && n < len(letters); n++ {
		onset := n == 0 || strings.Contains(onsets, " "+letters[:n]+" ")
		if onset && strings.Contains(rhymes, " "+letters[n:]+" ") {
			return true
		}
	}
	return letters == "gi"
}
