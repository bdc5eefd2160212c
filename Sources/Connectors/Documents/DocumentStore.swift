import EngineProtocol
import HTTP
import JSON
package import Storage

/// Stores documents, and refers to them as Camunda does: `{"camunda.document.type": "camunda", …}`.
package struct DocumentStore: Sendable {
  private let table: DocumentTable
  private let newID: @Sendable () -> String

  /// - Parameter newID: creates the id of a document.
  package init(_ table: DocumentTable, newID: @escaping @Sendable () -> String) {
    self.table = table
    self.newID = newID
  }

  private static let discriminator = "camunda.document.type"
  private static let storeID = "bpmnc"

  /// Stores documents, all or none.
  /// - Returns: their references.
  /// - Throws: an input error for a document that is too large, and SQLite's error.
  func add(_ documents: [DocumentTable.Document]) async throws -> [JSONValue] {
    for document in documents where document.bytes.count > DocumentTable.maximumSize {
      throw ConnectorError.input(
        "The document '\(document.fileName)' is larger than \(DocumentTable.maximumSize) bytes.")
    }
    let entries = documents.map { (id: newID(), document: $0) }
    try await table.add(entries)
    return entries.map { Self.reference($0.id, $0.document) }
  }

  /// Names and types come from outside, so they must not contain placeholders for secrets.
  private static func reference(_ id: String, _ document: DocumentTable.Document) -> JSONValue {
    SecretHole.neutralizing([
      discriminator: "camunda", "storeId": .string(storeID), "documentId": .string(id),
      "contentHash": .string(sha256Hexadecimal(document.bytes)),
      "metadata": [
        "contentType": .string(document.contentType), "fileName": .string(document.fileName),
        "size": JSONValue(document.bytes.count), "expiresAt": nil, "customProperties": [:],
      ],
    ])
  }

  /// The id of the document that a value refers to; nil for any other value.
  static func id(in value: JSONValue) -> String? {
    guard let object = value.object, object[discriminator]?.string == "camunda" else { return nil }
    return object["documentId"]?.string
  }

  /// The documents to which a value refers, by id.
  /// - Throws: an input error for a document that does not exist.
  func documents(
    in value: JSONValue?
  ) async throws(ConnectorError) -> [String: DocumentTable.Document] {
    var documents: [String: DocumentTable.Document] = [:]
    for id in value.map(Self.ids) ?? [] where documents[id] == nil {
      let document: DocumentTable.Document?
      do { document = try await table.document(id) } catch {
        throw .input("The document '\(id)' cannot be read: \(error).")
      }
      guard let document else { throw .input("There is no document with the id '\(id)'.") }
      documents[id] = document
    }
    return documents
  }

  private static func ids(in value: JSONValue) -> [String] {
    if let id = id(in: value) { return [id] }
    return switch value {
    case .array(let items): items.flatMap(ids)
    case .object(let object): object.members.flatMap { ids(in: $0.value) }
    case .null, .bool, .number, .string: []
    }
  }
}
