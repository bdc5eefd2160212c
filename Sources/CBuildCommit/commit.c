#include "CBuildCommit.h"

#define TEXT(value) #value
#define TEXT_OF(macro) TEXT(macro)

const char *build_commit(void) {
#ifdef BPMNC_COMMIT
  return TEXT_OF(BPMNC_COMMIT);
#else
  return "";
#endif
}
