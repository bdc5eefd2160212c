/// A disk that fails at a chosen moment: an SQLite VFS for the files below one folder. All other
/// files are passed to the default VFS unchanged. Syncs are counted but not carried out, because a
/// process that is killed loses nothing that it has written.
#ifndef CFAULTYDISK_H
#define CFAULTYDISK_H

/// A call of SQLite that reads or changes a file.
typedef enum {
  disk_open, disk_read, disk_write, disk_sync, disk_truncate, disk_delete
} disk_operation;

typedef enum {
  /// Nothing fails.
  disk_no_fault,
  /// The call fails without an effect.
  disk_error_before,
  /// The call has its effect, but returns an error.
  disk_error_after,
  /// The process is killed: this call and all later ones have no effect.
  disk_kill,
  /// The process is killed when the first half of the data is written.
  disk_torn_write,
  /// This write and all later ones fail for lack of space.
  disk_full
} disk_fault;

/// Makes the VFS the default of this process; later calls do nothing.
void faulty_disk_install(void);

/// Starts counting the calls for files below a folder.
/// - position: the call at which the fault happens, from 1.
void faulty_disk_mount(const char *folder, disk_fault fault, long position);

/// The disk works again, and nothing more fails.
void faulty_disk_repair(void);

/// How many calls were made since the folder was mounted.
long faulty_disk_calls(void);

/// What a call was.
/// - position: from 1.
disk_operation faulty_disk_call(long position);

/// Whether the fault has happened.
int faulty_disk_has_failed(void);

#endif
