#ifndef CLIBXML2_SHIM_H
#define CLIBXML2_SHIM_H

// Debian's libxml2 is built with ICU and its headers pull in <unicode/ucnv.h>, whose UErrorCode
// clashes with the one of Foundation's own ICU. bpmnc hands libxml2 UTF-8 only and never needs it.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#endif
