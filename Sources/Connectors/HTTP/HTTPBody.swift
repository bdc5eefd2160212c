import HTTP
import JSON
import Text

/// A request's body and the `Content-Type` that goes with it.
struct HTTPBody: Sendable {
  var bytes: [UInt8] = []
  /// The `Content-Type` to add if the model sets none.
  var impliedType: String?

  init(_ input: HTTPInput) throws(ConnectorError) {
    guard input.method.hasBody else { return }
    guard let value = input.body else {
      // The official runtime posts an empty text body.
      impliedType = "text/plain; charset=ISO-8859-1"
      return
    }
    impliedType = "application/json"
    let type = input.headers.values(named: "content-type").first.flatMap { $0 } ?? ""
    switch (value, mediaTypeName(type)) {
    case (.object, "multipart/form-data"):
      throw .input("A multipart/form-data body is not supported; send a form or JSON.")
    case (.object(let object), "application/x-www-form-urlencoded"):
      bytes = Array(Self.form(object).utf8)
    case (.string(let text), _): bytes = Array(text.utf8)
    case (_, _):
      bytes = Array((input.ignoresNullValues ? value.withoutNulls : value).text().utf8)
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
