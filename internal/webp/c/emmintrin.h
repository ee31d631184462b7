// The SSE2 operations that libwebp's encoder uses, in terms of WebAssembly's 128-bit SIMD. It is found before the compiler's own
// header of this name, which knows x86 only. An operation missing here is an error of the build, never a wrong picture.
//
// Counts of shifts and lanes are constants in all of libwebp and within their lanes' width, which WebAssembly's shifts ask for.
#ifndef BANTIN_EMMINTRIN_H_
#define BANTIN_EMMINTRIN_H_

#include <stdint.h>
#include <wasm_simd128.h>

typedef v128_t __m128i;

#define SSE static inline __attribute__((always_inline, unused))
#define SSE_AS(name, as) SSE __m128i name(__m128i a, __m128i b) { return as(a, b); }
#define SSE_SHIFT(name, as) SSE __m128i name(__m128i a, int n) { return as(a, (uint32_t)n); }

// Memory and constants.
SSE __m128i _mm_load_si128(const __m128i* p) { return wasm_v128_load(p); }
SSE __m128i _mm_loadu_si128(const __m128i* p) { return wasm_v128_load(p); }
SSE __m128i _mm_loadl_epi64(const __m128i* p) { return wasm_v128_load64_zero(p); }
SSE void _mm_store_si128(__m128i* p, __m128i a) { wasm_v128_store(p, a); }
SSE void _mm_storeu_si128(__m128i* p, __m128i a) { wasm_v128_store(p, a); }
SSE void _mm_storel_epi64(__m128i* p, __m128i a) { wasm_v128_store64_lane(p, a, 0); }
SSE __m128i _mm_setzero_si128(void) { return wasm_i64x2_splat(0); }
SSE __m128i _mm_set1_epi8(char a) { return wasm_i8x16_splat(a); }
SSE __m128i _mm_set1_epi16(short a) { return wasm_i16x8_splat(a); }
SSE __m128i _mm_set1_epi32(int a) { return wasm_i32x4_splat(a); }
SSE __m128i _mm_cvtsi32_si128(int a) { return wasm_i32x4_make(a, 0, 0, 0); }
SSE int _mm_cvtsi128_si32(__m128i a) { return wasm_i32x4_extract_lane(a, 0); }
#define _mm_set_epi32(d, c, b, a) wasm_i32x4_make(a, b, c, d)
#define _mm_set_epi16(h, g, f, e, d, c, b, a) wasm_i16x8_make(a, b, c, d, e, f, g, h)
#define _mm_setr_epi8 wasm_i8x16_make
#define _mm_set_epi8(p, o, n, m, l, k, j, i, h, g, f, e, d, c, b, a) \
  wasm_i8x16_make(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)
#define _mm_insert_epi16(a, v, n) wasm_i16x8_replace_lane(a, n, v)
#define _mm_extract_epi16(a, n) ((int)wasm_u16x8_extract_lane(a, n))

// Bits.
SSE_AS(_mm_and_si128, wasm_v128_and)
SSE_AS(_mm_or_si128, wasm_v128_or)
SSE_AS(_mm_xor_si128, wasm_v128_xor)
SSE __m128i _mm_andnot_si128(__m128i a, __m128i b) { return wasm_v128_andnot(b, a); }
SSE int _mm_movemask_epi8(__m128i a) { return (int)wasm_i8x16_bitmask(a); }
SSE_SHIFT(_mm_slli_epi16, wasm_i16x8_shl)
SSE_SHIFT(_mm_slli_epi32, wasm_i32x4_shl)
SSE_SHIFT(_mm_slli_epi64, wasm_i64x2_shl)
SSE_SHIFT(_mm_srli_epi16, wasm_u16x8_shr)
SSE_SHIFT(_mm_srli_epi32, wasm_u32x4_shr)
SSE_SHIFT(_mm_srli_epi64, wasm_u64x2_shr)
SSE_SHIFT(_mm_srai_epi16, wasm_i16x8_shr)
SSE_SHIFT(_mm_srai_epi32, wasm_i32x4_shr)

// Sums, differences, comparisons.
SSE_AS(_mm_add_epi8, wasm_i8x16_add)
SSE_AS(_mm_add_epi16, wasm_i16x8_add)
SSE_AS(_mm_add_epi32, wasm_i32x4_add)
SSE_AS(_mm_add_epi64, wasm_i64x2_add)
SSE_AS(_mm_sub_epi8, wasm_i8x16_sub)
SSE_AS(_mm_sub_epi16, wasm_i16x8_sub)
SSE_AS(_mm_sub_epi32, wasm_i32x4_sub)
SSE_AS(_mm_sub_epi64, wasm_i64x2_sub)
SSE_AS(_mm_adds_epi8, wasm_i8x16_add_sat)
SSE_AS(_mm_adds_epi16, wasm_i16x8_add_sat)
SSE_AS(_mm_adds_epu8, wasm_u8x16_add_sat)
SSE_AS(_mm_adds_epu16, wasm_u16x8_add_sat)
SSE_AS(_mm_subs_epi8, wasm_i8x16_sub_sat)
SSE_AS(_mm_subs_epi16, wasm_i16x8_sub_sat)
SSE_AS(_mm_subs_epu8, wasm_u8x16_sub_sat)
SSE_AS(_mm_subs_epu16, wasm_u16x8_sub_sat)
SSE_AS(_mm_avg_epu8, wasm_u8x16_avgr)
SSE_AS(_mm_min_epu8, wasm_u8x16_min)
SSE_AS(_mm_max_epu8, wasm_u8x16_max)
SSE_AS(_mm_min_epi16, wasm_i16x8_min)
SSE_AS(_mm_max_epi16, wasm_i16x8_max)
SSE_AS(_mm_cmpeq_epi8, wasm_i8x16_eq)
SSE_AS(_mm_cmpeq_epi16, wasm_i16x8_eq)
SSE_AS(_mm_cmpeq_epi32, wasm_i32x4_eq)
SSE_AS(_mm_cmpgt_epi8, wasm_i8x16_gt)
SSE_AS(_mm_cmpgt_epi16, wasm_i16x8_gt)
SSE_AS(_mm_cmpgt_epi32, wasm_i32x4_gt)

// _mm_sad_epu8 adds the differences of eight bytes each into the two halves.
SSE __m128i _mm_sad_epu8(__m128i a, __m128i b) {
  const v128_t d = wasm_v128_or(wasm_u8x16_sub_sat(a, b), wasm_u8x16_sub_sat(b, a));
  const v128_t s = wasm_u32x4_extadd_pairwise_u16x8(wasm_u16x8_extadd_pairwise_u8x16(d));
  return wasm_v128_and(wasm_i64x2_add(s, wasm_u64x2_shr(s, 32)), wasm_i64x2_splat(0xffffffff));
}

// Products.
SSE_AS(_mm_mullo_epi16, wasm_i16x8_mul)
SSE_AS(_mm_madd_epi16, wasm_i32x4_dot_i16x8)
SSE __m128i _mm_mulhi_epi16(__m128i a, __m128i b) {
  return wasm_i16x8_shuffle(wasm_i32x4_extmul_low_i16x8(a, b), wasm_i32x4_extmul_high_i16x8(a, b), 1, 3, 5, 7, 9, 11, 13, 15);
}
SSE __m128i _mm_mulhi_epu16(__m128i a, __m128i b) {
  return wasm_i16x8_shuffle(wasm_u32x4_extmul_low_u16x8(a, b), wasm_u32x4_extmul_high_u16x8(a, b), 1, 3, 5, 7, 9, 11, 13, 15);
}
SSE __m128i _mm_mul_epu32(__m128i a, __m128i b) {
  return wasm_u64x2_extmul_low_u32x4(wasm_i32x4_shuffle(a, a, 0, 2, 0, 2), wasm_i32x4_shuffle(b, b, 0, 2, 0, 2));
}

// Order of lanes.
SSE_AS(_mm_packs_epi16, wasm_i8x16_narrow_i16x8)
SSE_AS(_mm_packus_epi16, wasm_u8x16_narrow_i16x8)
SSE_AS(_mm_packs_epi32, wasm_i16x8_narrow_i32x4)
SSE __m128i _mm_unpacklo_epi8(__m128i a, __m128i b) {
  return wasm_i8x16_shuffle(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}
SSE __m128i _mm_unpackhi_epi8(__m128i a, __m128i b) {
  return wasm_i8x16_shuffle(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}
SSE __m128i _mm_unpacklo_epi16(__m128i a, __m128i b) { return wasm_i16x8_shuffle(a, b, 0, 8, 1, 9, 2, 10, 3, 11); }
SSE __m128i _mm_unpackhi_epi16(__m128i a, __m128i b) { return wasm_i16x8_shuffle(a, b, 4, 12, 5, 13, 6, 14, 7, 15); }
SSE __m128i _mm_unpacklo_epi32(__m128i a, __m128i b) { return wasm_i32x4_shuffle(a, b, 0, 4, 1, 5); }
SSE __m128i _mm_unpackhi_epi32(__m128i a, __m128i b) { return wasm_i32x4_shuffle(a, b, 2, 6, 3, 7); }
SSE __m128i _mm_unpacklo_epi64(__m128i a, __m128i b) { return wasm_i64x2_shuffle(a, b, 0, 2); }
SSE __m128i _mm_unpackhi_epi64(__m128i a, __m128i b) { return wasm_i64x2_shuffle(a, b, 1, 3); }

#define _MM_SHUFFLE(d, c, b, a) ((d) << 6 | (c) << 4 | (b) << 2 | (a))
#define SSE_LANE(n, i) ((n) >> 2 * (i) & 3)
#define _mm_shuffle_epi32(a, n) \
  wasm_i32x4_shuffle(a, a, SSE_LANE(n, 0), SSE_LANE(n, 1), SSE_LANE(n, 2), SSE_LANE(n, 3))
#define _mm_shufflelo_epi16(a, n) \
  wasm_i16x8_shuffle(a, a, SSE_LANE(n, 0), SSE_LANE(n, 1), SSE_LANE(n, 2), SSE_LANE(n, 3), 4, 5, 6, 7)
#define _mm_shufflehi_epi16(a, n) \
  wasm_i16x8_shuffle(a, a, 0, 1, 2, 3, 4 + SSE_LANE(n, 0), 4 + SSE_LANE(n, 1), 4 + SSE_LANE(n, 2), 4 + SSE_LANE(n, 3))
// Whole bytes, n of them below 16: taken from 32 bytes of which one half is zero.
#define SSE_BYTES(a, b, n)                                                                                      \
  wasm_i8x16_shuffle(a, b, (n) + 0, (n) + 1, (n) + 2, (n) + 3, (n) + 4, (n) + 5, (n) + 6, (n) + 7, (n) + 8, (n) + 9, \
                     (n) + 10, (n) + 11, (n) + 12, (n) + 13, (n) + 14, (n) + 15)
#define _mm_srli_si128(a, n) SSE_BYTES(a, _mm_setzero_si128(), n)
#define _mm_slli_si128(a, n) SSE_BYTES(_mm_setzero_si128(), a, 16 - (n))

#endif  // BANTIN_EMMINTRIN_H_
