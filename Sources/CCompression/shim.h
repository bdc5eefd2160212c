#ifndef CCOMPRESSION_SHIM_H
#define CCOMPRESSION_SHIM_H

#include <brotli/decode.h>
#include <zlib.h>

#endif
