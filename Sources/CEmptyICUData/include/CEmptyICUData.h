// Nothing to import: the target replaces ICU's data when the executor is linked.
