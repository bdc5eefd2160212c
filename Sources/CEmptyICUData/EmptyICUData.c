#include <stdint.h>

// An ICU data archive without items, in place of the 30 MB that Foundation brings. The executor formats no
// dates, sorts no text by locale and encodes host names itself, so nothing reads ICU's data. The name is
// that of the ICU version in Swift's Foundation; with another version the linker uses Foundation's archive,
// and the executor works the same but is larger.
// The layout is that of ICU's udata.h: a header of 32 bytes, then a table of contents.
struct EmptyICUData {
  uint16_t headerSize;
  uint8_t magic[2];
  uint16_t infoSize;
  uint16_t reserved;
  uint8_t isBigEndian;
  uint8_t charsetFamily;
  uint8_t charSize;
  uint8_t reservedByte;
  uint8_t format[4];
  uint8_t formatVersion[4];
  uint8_t dataVersion[4];
  uint8_t padding[8];
  uint32_t itemCount;
  uint32_t end;
};

const struct EmptyICUData icudt76_dat __attribute__((aligned(16))) = {
    32, {0xda, 0x27}, 20, 0, 0, 0, 2, 0, {'T', 'o', 'C', 'P'}, {1}, {0}, {0}, 0, 0,
};
