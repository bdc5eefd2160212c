/// The commit that the build was made from; empty unless `BPMNC_COMMIT` was set for it.
const char *build_commit(void);
