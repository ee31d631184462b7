// What Go calls of libwebp. Pictures come in one block made by alloc; a result is two 32-bit halves of a number: the address of the
// finished file above its length, or 0 above the error (a WebPEncodingError). The caller gives both blocks back with release.
#include <stdint.h>
#include <stdlib.h>

#include "src/webp/encode.h"

#define EXPORT(name) __attribute__((export_name(#name))) name

void* EXPORT(alloc)(size_t n) { return malloc(n); }

void EXPORT(release)(void* p) { free(p); }

static uint64_t encode(const WebPConfig* config, WebPPicture* pic) {
  WebPMemoryWriter file;
  WebPMemoryWriterInit(&file);
  pic->writer = WebPMemoryWrite;
  pic->custom_ptr = &file;
  if (!WebPEncode(config, pic)) {
    WebPMemoryWriterClear(&file);
    return (uint64_t)pic->error_code;
  }
  return (uint64_t)(uintptr_t)file.mem << 32 | file.size;
}

// narrow maps n samples from 0..255 onto fewer: (v * mul + add) / 255, rounded, in 16 bits.
static void narrow(uint8_t* v, size_t n, uint16_t mul, uint16_t add) {
  for (size_t i = 0; i < n; i++) {
    const uint16_t t = v[i] * mul + add + 127;
    v[i] = (uint16_t)(t + 1 + (t >> 8)) >> 8;
  }
}

// The planes of a 4:2:0 picture lie behind one another without gaps: Y, Cb, Cr, in the full range of JPEG. They are changed in place
// to what WebP has, as video: 16 to 235 for Y, 16 to 240 for the others (RFC 6386, section 9.2; ITU-R BT.601).
uint64_t EXPORT(encode_yuv)(uint8_t* planes, int w, int h, float quality, int method) {
  WebPConfig config;
  WebPPicture pic;
  if (!WebPConfigInit(&config) || !WebPPictureInit(&pic)) return VP8_ENC_ERROR_INVALID_CONFIGURATION;
  config.quality = quality;
  config.method = method;
  const size_t luma = (size_t)w * h, chroma = (size_t)((w + 1) / 2) * ((h + 1) / 2);
  narrow(planes, luma, 219, 16 * 255);
  narrow(planes + luma, 2 * chroma, 224, 128 * 255 - 128 * 224);
  pic.width = w;
  pic.height = h;
  pic.y = planes;
  pic.u = pic.y + luma;
  pic.v = pic.u + chroma;
  pic.y_stride = w;
  pic.uv_stride = (w + 1) / 2;
  return encode(&config, &pic);
}

static uint64_t encode_rgba(const WebPConfig* config, const uint8_t* rgba, int w, int h) {
  WebPPicture pic;
  if (!WebPPictureInit(&pic)) return VP8_ENC_ERROR_INVALID_CONFIGURATION;
  pic.use_argb = config->lossless;
  pic.width = w;
  pic.height = h;
  const int imported = WebPPictureImportRGBA(&pic, rgba, w * 4);
  const uint64_t result = imported ? encode(config, &pic) : (uint64_t)VP8_ENC_ERROR_OUT_OF_MEMORY;
  WebPPictureFree(&pic);
  return result;
}

// Pixels are four bytes (red, green, blue, alpha), not premultiplied, without gaps between rows.
uint64_t EXPORT(encode_lossy)(const uint8_t* rgba, int w, int h, float quality, int method) {
  WebPConfig config;
  if (!WebPConfigInit(&config)) return VP8_ENC_ERROR_INVALID_CONFIGURATION;
  config.quality = quality;
  config.method = method;
  return encode_rgba(&config, rgba, w, h);
}

// Pixels as in encode_lossy; effort is 0 (fast) to 100 (small).
uint64_t EXPORT(encode_lossless)(const uint8_t* rgba, int w, int h, float effort, int method) {
  WebPConfig config;
  if (!WebPConfigInit(&config)) return VP8_ENC_ERROR_INVALID_CONFIGURATION;
  config.lossless = 1;
  config.quality = effort;
  config.method = method;
  return encode_rgba(&config, rgba, w, h);
}
