import HTTP
import JSON
import Storage
import Text

/// A request's body and the `Content-Type` that goes with it.
struct HTTPBody: Sendable {
  var bytes: [UInt8] = []
  /// The `Content-Type` to add if the model sets none.
  var impliedType: String?
  /// Whether the implied type replaces the one that the model sets.
  var replacesType = false

  /// - Parameter documents: those to which the body refers, by id.
  init(
    _ input: HTTPInput, documents: [String: DocumentTable.Document] = [:]
  ) throws(ConnectorError) {
    guard input.method.hasBody else { return }
    guard let value = input.body else {
      // The official runtime posts an empty text body.
      impliedType = "text/plain; charset=ISO-8859-1"
      return
    }
    impliedType = "application/json"
    let type = input.headers.values(named: "content-type").first.flatMap { $0 } ?? ""
    switch (value, mediaTypeName(type)) {
    case (.object(let object), "multipart/form-data"):
      try setMultipart(object, type, documents)
    case (.object(let object), "application/x-www-form-urlencoded"):
      bytes = Array(Self.form(object).utf8)
    case (.string(let text), _): bytes = Array(text.utf8)
    case (_, _):
      let value = input.ignoresNullValues ? value.withoutNulls : value
      bytes = Array(value.replacingDocuments(documents).text().utf8)
    }
  }

  /// Parts for all values: a list becomes a part for each item, null is left out.
  private mutating func setMultipart(
    _ object: JSONObject, _ type: String, _ documents: [String: DocumentTable.Document]
  ) throws(ConnectorError) {
    var parts: [MultipartBody.Part] = []
    for (name, value) in object.members {
      let items = if case .array(let items) = value { items } else { [value] }
      for item in items where !item.isNull {
        if let document = DocumentStore.id(in: item).flatMap({ documents[$0] }) {
          parts.append(
            MultipartBody.Part(
              name: name, filename: document.fileName, contentType: document.contentType,
              bytes: document.bytes))
        } else {
          parts.append(MultipartBody.Part(name: name, bytes: Array(item.javaText.utf8)))
        }
      }
    }
    let body = MultipartBody(parts)
    if let boundary = MultipartBody.parameter("boundary", of: type) {
      guard !boundary.isEmpty, !body.contains(boundary: boundary) else {
        throw .input(
          "The boundary of the Content-Type occurs in the body; leave it out, and one is chosen.")
      }
      bytes = body.bytes(boundary: boundary)
    } else {
      let boundary = body.boundary
      bytes = body.bytes(boundary: boundary)
      impliedType = "multipart/form-data; boundary=\(boundary)"
      replacesType = true
    }
  }

  /// A null value becomes its name alone, a nested value its Java text.
  static func form(_ object: JSONObject) -> String {
    object.members.map { name, value in
      value.isNull
        ? PercentEncoding.form(name)
        : "\(PercentEncoding.form(name))=\(PercentEncoding.form(value.javaText))"
    }.joined(separator: "&")
  }
}

extension JSONValue {
  /// Replaces references by the content of their documents, as base64.
  fileprivate func replacingDocuments(_ documents: [String: DocumentTable.Document]) -> JSONValue {
    if documents.isEmpty { return self }
    if let document = DocumentStore.id(in: self).flatMap({ documents[$0] }) {
      return .string(document.bytes.base64)
    }
    return switch self {
    case .array(let items): .array(items.map { $0.replacingDocuments(documents) })
    case .object(let object):
      .object(
        JSONObject(object.members.map { ($0.key, $0.value.replacingDocuments(documents)) }))
    default: self
    }
  }

  /// Removes members that are null, at any depth.
  fileprivate var withoutNulls: JSONValue {
    switch self {
    case .object(let object):
      .object(
        JSONObject(
          object.members.filter { !$0.value.isNull }.map { ($0.key, $0.value.withoutNulls) }))
    case .array(let items): .array(items.map(\.withoutNulls))
    default: self
    }
  }
}
