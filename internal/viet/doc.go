// Package viet knows the Vietnamese language as text: its normal form, its
// alphabet and order, its spelling of dates and numbers, and what the mistakes
// of people who type it look like. Every function is pure and safe to call
// from several goroutines; nothing here reads a file, a clock or a locale.
//
// # Text
//
// A Vietnamese letter can be written in Unicode as one character (ế), as a
// letter with two marks (e + circumflex + acute) or half-way (ê + acute): macOS
// hands out file names in the second form, old Windows keyboards type the
// third. TCVN 6909:2001, the national standard for Unicode, allows both. Pages,
// addresses and comparisons use the composed form, NFC (Unicode Standard Annex
// #15); every function here gives the same answer for all three. [Legacy],
// [LookAlike] and [LooksPersonal] report byte offsets and therefore expect text
// that has been through [NFC] already.
//
// # Alphabet and order
//
// The alphabet has 29 letters: a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u
// ư v x y. The letters f j w z of names and foreign words stand at their Latin
// places. ă, â, đ, ê, ô, ơ, ư are letters of their own; the tones are not, they
// decide between equal letters, in the order of the dictionaries: ngang (none),
// huyền (à), hỏi (ả), ngã (ã), sắc (á), nặng (ạ). A reader compares syllable by
// syllable: first the letters of a syllable, then its tone, then the next
// syllable. Digraphs (ch, ng, tr) count as two letters. See [Compare].
//
// The tone of oa, oe and uy is written on either vowel, hoà or hòa; both are
// the same syllable, and [SameName] and the order treat them so. The pages of
// the site itself write hòa.
//
// # Dates and numbers
//
// Day before month, always. In official letters a day below 10 and the months 1
// and 2 get a leading zero so that nobody can add a figure in front: "ngày 01
// tháng 9 năm 2021" (Nghị định 30/2020/NĐ-CP, Phụ lục II: capitals of weekdays
// and months; Phụ lục I: the date line). Dots group thousands, a comma begins
// the decimals: 1.234.567,8. A number such as 1,250 or 1.25 may mean either and
// is refused where a whole number is wanted.
package viet
