#pragma once
/// How often this process has asked for memory: malloc, calloc, realloc and their aligned forms.
unsigned long allocation_count(void);
