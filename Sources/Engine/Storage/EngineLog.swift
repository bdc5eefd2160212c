import EngineProtocol
import GRDB
import Storage
import Text

/// The log and the snapshot in a data file, for one engine at a time.
///
/// The state is the snapshot plus the rows of the log after it. Each row has a checksum over itself
/// and the previous checksum, the snapshot has one over its rows, and `position` says where both
/// end: so a changed, missing or truncated row is detected when the file is opened.
struct EngineLog {
  let file: DataFile
  private var head = Position()
  private var base = Position()
  /// The sum of the checksums of all snapshot rows.
  private var content: Int64 = 0

  /// A place in the log.
  private struct Position {
    var sequence: Int64 = 0
    var checksum = Checksum()
  }

  /// How many commands of the log make the next snapshot due.
  static let snapshotInterval: Int64 = 1000
  /// How many receipts are stored between two deletions of expired ones.
  private static let purgeInterval = 256
  private var unpurged = 0

  /// - Throws: `.unavailable` if the tables cannot be created.
  init(_ file: DataFile) throws(EngineError) {
    self.file = file
    do { try file.queue.inDatabase(Self.prepare) } catch {
      throw EngineError(file, error)
    }
  }

  private static func prepare(_ database: Database) throws {
    try database.inTransaction(.immediate) {
      try database.execute(
        sql: """
          CREATE TABLE IF NOT EXISTS log (
            sequence INTEGER PRIMARY KEY,
            time INTEGER NOT NULL,
            command TEXT NOT NULL,
            events TEXT NOT NULL,
            checksum INTEGER NOT NULL
          );
          CREATE TABLE IF NOT EXISTS snapshot (
            key INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            value TEXT NOT NULL,
            checksum INTEGER NOT NULL
          );
          CREATE TABLE IF NOT EXISTS position (
            head INTEGER NOT NULL,
            head_checksum INTEGER NOT NULL,
            snapshot INTEGER NOT NULL,
            snapshot_checksum INTEGER NOT NULL,
            content INTEGER NOT NULL
          );
          CREATE TABLE IF NOT EXISTS delivery (
            id TEXT PRIMARY KEY,
            expiry INTEGER NOT NULL,
            content TEXT NOT NULL,
            note TEXT
          ) WITHOUT ROWID;
          CREATE INDEX IF NOT EXISTS delivery_expiry ON delivery (expiry);
          INSERT INTO position SELECT 0, \(Checksum().value), 0, \(Checksum().value), 0
            WHERE NOT EXISTS (SELECT 1 FROM position);
          """)
      return .commit
    }
  }

  // MARK: Reading

  /// The last entry that the snapshot contains, and the last entry.
  var positions: ClosedRange<Int64> { base.sequence...head.sequence }

  /// Reads the state: the snapshot, and then the entries after it.
  /// - Parameter body: gets each of these entries.
  /// - Returns: the state, and what changed in it since the snapshot.
  /// - Throws: `.unavailable` if the file is damaged, or was written by a newer version.
  mutating func recover(
    _ body: (LogEntry) -> Void
  ) throws(EngineError) -> (EngineState, ChangedKeys) {
    var changed = ChangedKeys()
    do {
      let (reader, state) = try file.queue.inDatabase { database in
        var reader = self
        try reader.readPosition(database)
        var state = try reader.readSnapshot(database)
        try reader.readTail(database) { time, command, events in
          var changes: [Change] = []
          for event in events {
            var change = Change(event, before: &state)
            try state.replay(event)
            if case .deployed = event { change.describe(after: state) }
            changed.note(change)
            changes.append(change)
          }
          body(LogEntry(time: time, command: command, changes: changes))
        }
        return (reader, state)
      }
      self = reader
      return (state, changed)
    } catch {
      throw EngineError(file, error)
    }
  }

  private mutating func readPosition(_ database: Database) throws {
    guard let row = try Row.fetchOne(database, sql: "SELECT * FROM position") else {
      throw damage("its position in the log is missing")
    }
    base = Position(sequence: row["snapshot"], checksum: Checksum(row["snapshot_checksum"]))
    head = Position(sequence: row["head"], checksum: Checksum(row["head_checksum"]))
    content = row["content"]
  }

  private func readSnapshot(_ database: Database) throws -> EngineState {
    var sum: Int64 = 0
    var snapshot = SnapshotReader()
    let rows = try Row.fetchCursor(database, sql: "SELECT * FROM snapshot ORDER BY key")
    while let row = try rows.next() {
      let record = SnapshotRecord(key: row["key"], kind: row["kind"], value: row["value"])
      guard record.checksum == row["checksum"] else {
        throw damage("its snapshot is changed at key \(record.key)")
      }
      sum &+= record.checksum
      do { try snapshot.read(record) } catch is EventReader.Fault {
        throw newer("an unknown entry of its snapshot ('\(record.kind)')")
      }
    }
    guard sum == content else { throw damage("rows of its snapshot are missing") }
    return snapshot.finish()
  }

  private func readTail(
    _ database: Database,
    _ body: (_ time: Int64, _ command: String, _ events: [Event]) throws -> Void
  ) throws {
    var position = base
    let rows = try Row.fetchCursor(
      database, sql: "SELECT * FROM log WHERE sequence > ? ORDER BY sequence",
      arguments: [base.sequence])
    while let row = try rows.next() {
      let text: String = row["events"]
      let entry = (time: row["time"] as Int64, command: row["command"] as String)
      position.checksum.add(entry.time, entry.command, text)
      position.sequence += 1
      guard row["sequence"] == position.sequence, row["checksum"] == position.checksum.value else {
        throw damage("it is changed at entry \(position.sequence) of its log")
      }
      let events: [Event]
      do { events = try EventReader.events(in: text) } catch {
        // The checksum is valid, so a newer version wrote it.
        throw newer("an unknown entry \(position.sequence) of its log ('\(entry.command)')")
      }
      try body(entry.time, entry.command, events)
    }
    guard position.sequence == head.sequence, position.checksum.value == head.checksum.value else {
      throw damage("its log ends at entry \(position.sequence) instead of \(head.sequence)")
    }
  }

  private func damage(_ what: String) -> EngineError {
    EngineError(
      .unavailable,
      "'\(file.path ?? "memory")' is damaged: \(what). Restore it from a backup.")
  }

  private func newer(_ what: String) -> EngineError {
    EngineError(
      .unavailable,
      "'\(file.path ?? "memory")' was written by a newer version of bpmnc: it has \(what). Open it "
        + "with that version.")
  }

  // MARK: Writing

  /// Appends entries, with their receipts, in one transaction. They are durable when it returns, to
  /// the configured degree.
  mutating func append(_ entries: [LogEntry]) throws(EngineError) {
    var head = head
    var unpurged = unpurged
    let isKept = file.path != nil
    guard isKept || entries.contains(where: { $0.receipt != nil }) else { return }
    do {
      try file.queue.inTransaction(.immediate) { database in
        let statement = try database.cachedStatement(
          sql: "INSERT INTO log VALUES (?, ?, ?, ?, ?)")
        for entry in entries {
          try entry.receipt.map { receipt in
            try store(receipt, database)
            unpurged += 1
          }
          guard isKept else { continue }
          let text = EventWriter.text(of: entry.changes)
          head.sequence += 1
          head.checksum.add(entry.time, entry.command, text)
          try statement.execute(
            arguments: [head.sequence, entry.time, entry.command, text, head.checksum.value])
        }
        if unpurged >= Self.purgeInterval, let now = entries.last?.time {
          try database.execute(sql: "DELETE FROM delivery WHERE expiry < ?", arguments: [now])
          unpurged = 0
        }
        try database.cachedStatement(sql: "UPDATE position SET head = ?, head_checksum = ?")
          .execute(arguments: [head.sequence, head.checksum.value])
        return .commit
      }
    } catch {
      throw EngineError(file, error)
    }
    self.head = head
    self.unpurged = unpurged
  }

  /// Checks whether the file can be written again.
  func checkWriting() throws(EngineError) {
    do {
      try file.queue.inTransaction(.immediate) { database in
        try database.execute(sql: "UPDATE position SET head = head")
        return .commit
      }
    } catch {
      throw EngineError(file, error)
    }
  }

  /// Whether the log is long enough for another snapshot.
  var isSnapshotDue: Bool { head.sequence - base.sequence >= Self.snapshotInterval }

  /// Writes what changed since the last snapshot, and drops the log that is not needed any more.
  /// - Parameter state: the state at the end of the log.
  mutating func takeSnapshot(
    of state: EngineState, changed: ChangedKeys
  ) throws(EngineError) {
    guard head.sequence > base.sequence else { return }
    var content = content
    do {
      try file.queue.inTransaction(.immediate) { database in
        let removal = try database.cachedStatement(
          sql: "DELETE FROM snapshot WHERE key = ? RETURNING checksum")
        let insertion = try database.cachedStatement(
          sql: "INSERT INTO snapshot VALUES (?, ?, ?, ?)")
        for (key, record) in SnapshotWriter(state).records(for: changed) {
          if let old = try Int64.fetchOne(removal, arguments: [key]) { content &-= old }
          guard let record else { continue }
          try insertion.execute(
            arguments: [record.key, record.kind, record.value, record.checksum])
          content &+= record.checksum
        }
        try database.execute(
          sql:
            "UPDATE position SET snapshot = head, snapshot_checksum = head_checksum, content = ?",
          arguments: [content])
        try database.execute(
          sql: "DELETE FROM log WHERE sequence <= ?", arguments: [head.sequence])
        return .commit
      }
    } catch {
      throw EngineError(file, error)
    }
    base = head
    self.content = content
  }

  // MARK: Deliveries

  /// A remembered delivery.
  func receipt(_ id: String) throws(EngineError) -> StoredReceipt? {
    do {
      return try file.queue.inDatabase { database in
        let statement = try database.cachedStatement(
          sql: "SELECT content, note, expiry FROM delivery WHERE id = ?")
        return try Row.fetchOne(statement, arguments: [id]).map {
          StoredReceipt(id: id, content: $0["content"], note: $0["note"], expiry: $0["expiry"])
        }
      }
    } catch {
      throw EngineError(file, error)
    }
  }

  private func store(_ receipt: StoredReceipt, _ database: Database) throws {
    try database.cachedStatement(sql: "INSERT OR REPLACE INTO delivery VALUES (?, ?, ?, ?)")
      .execute(arguments: [receipt.id, receipt.expiry, receipt.content, receipt.note])
  }
}

/// FNV-1a over everything written so far.
struct Checksum {
  private var hash = FNV1a()

  init() {}

  /// Continues from a stored value.
  init(_ value: Int64) { hash.value = UInt64(bitPattern: value) }

  var value: Int64 { Int64(bitPattern: hash.value) }

  mutating func add(_ time: Int64, _ command: String, _ text: String) {
    hash.add(UInt64(bitPattern: time))
    hash.add(command)
    hash.add(text)
  }
}

extension EngineError {
  /// An error of the data file.
  init(_ file: DataFile, _ error: any Error) {
    self =
      error as? EngineError
      ?? EngineError(
        .unavailable,
        (error as? StorageFault ?? StorageFault(file.path ?? "memory", error)).description)
  }
}
