#include "CFaultyDisk.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

enum { call_limit = 1 << 20 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct {
  char folder[1024];
  disk_fault fault;
  long position, calls;
  int has_failed, is_dead, is_full;
  unsigned char operations[call_limit];
} disk;

/// Counts a call, and returns the fault that it meets.
static disk_fault next(disk_operation operation) {
  pthread_mutex_lock(&lock);
  disk_fault result = disk_no_fault;
  if (disk.is_dead) {
    result = disk_kill;
  } else {
    if (disk.calls < call_limit) disk.operations[disk.calls] = operation;
    disk.calls++;
    if (disk.is_full && operation == disk_write) result = disk_full;
    if (disk.calls == disk.position) {
      result = disk.fault;
      disk.has_failed = 1;
      disk.is_dead = result == disk_kill || result == disk_torn_write;
      disk.is_full = result == disk_full;
    }
  }
  pthread_mutex_unlock(&lock);
  return result;
}

/// Carries out a call in the way its fault demands.
/// - error: the result of a failed call.
#define CARRY_OUT(operation, error, call)                                     \
  switch (next(operation)) {                                                  \
    case disk_no_fault: return call;                                          \
    case disk_error_after: (void)call; return error;                          \
    default: return error;                                                    \
  }

// A file: the methods that SQLite sees, followed by the file of the real VFS.
typedef struct {
  sqlite3_file base;
  sqlite3_file *real;
} faulty_file;

#define REAL(file) (((faulty_file *)(file))->real)
#define FORWARD(file, method, ...) REAL(file)->pMethods->method(REAL(file), ##__VA_ARGS__)

static int file_close(sqlite3_file *file) { return FORWARD(file, xClose); }

static int file_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
  CARRY_OUT(disk_read, SQLITE_IOERR_READ, FORWARD(file, xRead, bytes, count, offset))
}

static int file_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
  switch (next(disk_write)) {
    case disk_no_fault: return FORWARD(file, xWrite, bytes, count, offset);
    case disk_error_after: FORWARD(file, xWrite, bytes, count, offset); break;
    case disk_torn_write: FORWARD(file, xWrite, bytes, count / 2, offset); break;
    case disk_full: return SQLITE_FULL;
    default: break;
  }
  return SQLITE_IOERR_WRITE;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
  CARRY_OUT(disk_truncate, SQLITE_IOERR_TRUNCATE, FORWARD(file, xTruncate, size))
}

static int file_sync(sqlite3_file *file, int flags) {
  (void)file;
  (void)flags;
  CARRY_OUT(disk_sync, SQLITE_IOERR_FSYNC, SQLITE_OK)
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
  return FORWARD(file, xFileSize, size);
}
static int file_lock(sqlite3_file *file, int level) { return FORWARD(file, xLock, level); }
static int file_unlock(sqlite3_file *file, int level) { return FORWARD(file, xUnlock, level); }
static int file_check_lock(sqlite3_file *file, int *result) {
  return FORWARD(file, xCheckReservedLock, result);
}
static int file_control(sqlite3_file *file, int operation, void *argument) {
  return FORWARD(file, xFileControl, operation, argument);
}
static int file_sector_size(sqlite3_file *file) { return FORWARD(file, xSectorSize); }
static int file_characteristics(sqlite3_file *file) {
  return FORWARD(file, xDeviceCharacteristics);
}
static int file_map(
    sqlite3_file *file, int region, int size, int extends, void volatile **address) {
  return FORWARD(file, xShmMap, region, size, extends, address);
}
static int file_map_lock(sqlite3_file *file, int offset, int count, int flags) {
  return FORWARD(file, xShmLock, offset, count, flags);
}
static void file_barrier(sqlite3_file *file) { FORWARD(file, xShmBarrier); }
static int file_unmap(sqlite3_file *file, int deletes) {
  return FORWARD(file, xShmUnmap, deletes);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = file_close, .xRead = file_read, .xWrite = file_write, .xTruncate = file_truncate,
  .xSync = file_sync, .xFileSize = file_size, .xLock = file_lock, .xUnlock = file_unlock,
  .xCheckReservedLock = file_check_lock, .xFileControl = file_control,
  .xSectorSize = file_sector_size, .xDeviceCharacteristics = file_characteristics,
  .xShmMap = file_map, .xShmLock = file_map_lock, .xShmBarrier = file_barrier,
  .xShmUnmap = file_unmap,
};

static sqlite3_vfs *real_vfs;
static sqlite3_vfs faulty_vfs;

static int is_below(const char *path) {
  pthread_mutex_lock(&lock);
  size_t length = strlen(disk.folder);
  int result = path && length > 0 && strncmp(path, disk.folder, length) == 0;
  pthread_mutex_unlock(&lock);
  return result;
}

static int vfs_open(
    sqlite3_vfs *vfs, sqlite3_filename path, sqlite3_file *file, int flags, int *out_flags) {
  (void)vfs;
  if (!is_below(path)) return real_vfs->xOpen(real_vfs, path, file, flags, out_flags);
  faulty_file *faulty = (faulty_file *)file;
  faulty->base.pMethods = NULL;
  faulty->real = (sqlite3_file *)(faulty + 1);
  if (next(disk_open) != disk_no_fault) return SQLITE_CANTOPEN;
  int result = real_vfs->xOpen(real_vfs, path, faulty->real, flags, out_flags);
  if (result == SQLITE_OK) faulty->base.pMethods = &methods;
  return result;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *path, int syncs) {
  (void)vfs;
  if (!is_below(path)) return real_vfs->xDelete(real_vfs, path, syncs);
  CARRY_OUT(disk_delete, SQLITE_IOERR_DELETE, real_vfs->xDelete(real_vfs, path, syncs))
}

static void install(void) {
  real_vfs = sqlite3_vfs_find(NULL);
  faulty_vfs = *real_vfs;
  faulty_vfs.zName = "faulty";
  faulty_vfs.pNext = NULL;
  faulty_vfs.szOsFile = (int)sizeof(faulty_file) + real_vfs->szOsFile;
  faulty_vfs.xOpen = vfs_open;
  faulty_vfs.xDelete = vfs_delete;
  sqlite3_vfs_register(&faulty_vfs, 1);
}

void faulty_disk_install(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, install);
}

void faulty_disk_mount(const char *folder, disk_fault fault, long position) {
  pthread_mutex_lock(&lock);
  strncpy(disk.folder, folder, sizeof disk.folder - 1);
  disk.fault = fault;
  disk.position = position;
  disk.calls = 0;
  disk.has_failed = disk.is_dead = disk.is_full = 0;
  pthread_mutex_unlock(&lock);
}

void faulty_disk_repair(void) {
  pthread_mutex_lock(&lock);
  disk.is_dead = disk.is_full = 0;
  pthread_mutex_unlock(&lock);
}

long faulty_disk_calls(void) {
  pthread_mutex_lock(&lock);
  long calls = disk.calls;
  pthread_mutex_unlock(&lock);
  return calls;
}

disk_operation faulty_disk_call(long position) {
  return position < 1 || position > call_limit ? disk_open : disk.operations[position - 1];
}

int faulty_disk_has_failed(void) {
  pthread_mutex_lock(&lock);
  int result = disk.has_failed;
  pthread_mutex_unlock(&lock);
  return result;
}
