import FoundationEssentials
import GRDB

/// The documents of an executor, in its data file.
package struct DocumentTable: Sendable {
  /// A document: bytes with a description.
  package struct Document: Sendable, Equatable {
    /// The content.
    package var bytes: [UInt8]
    /// The media type, with its parameters.
    package var contentType: String
    /// The name of the file.
    package var fileName: String

    /// Creates a document.
    package init(bytes: [UInt8], contentType: String, fileName: String) {
      self.bytes = bytes
      self.contentType = contentType
      self.fileName = fileName
    }
  }

  /// The maximum size of a document, in bytes.
  package static let maximumSize = 10 * 1024 * 1024

  private let queue: DatabaseQueue

  /// Opens the table, and creates it in a new file.
  package init(_ file: DataFile) throws {
    queue = file.queue
    try queue.write { database in
      try database.execute(
        sql: """
          CREATE TABLE IF NOT EXISTS document (
            id TEXT PRIMARY KEY, content BLOB NOT NULL, type TEXT NOT NULL, name TEXT NOT NULL)
            WITHOUT ROWID
          """)
    }
  }

  /// Adds documents, all or none.
  package func add(_ documents: [(id: String, document: Document)]) async throws {
    try await queue.write { database in
      for (id, document) in documents {
        try database.execute(
          sql: "INSERT INTO document VALUES (?, ?, ?, ?)",
          arguments: [id, Data(document.bytes), document.contentType, document.fileName])
      }
    }
  }

  /// A document; nil if there is none with this id.
  package func document(_ id: String) async throws -> Document? {
    try await queue.read { database in
      try Row.fetchOne(database, sql: "SELECT * FROM document WHERE id = ?", arguments: [id]).map {
        Document(
          bytes: Array($0["content"] as Data), contentType: $0["type"], fileName: $0["name"])
      }
    }
  }
}
