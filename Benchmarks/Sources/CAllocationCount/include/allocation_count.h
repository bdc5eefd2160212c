#pragma once
/// The number of allocations by this process: malloc, calloc, realloc and their aligned variants.
unsigned long allocation_count(void);
