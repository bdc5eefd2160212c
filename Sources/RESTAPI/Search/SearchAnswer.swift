import EngineProtocol
import Foundation
import HTTP
import JSON
import Time

extension SearchDescription {
  /// A record with every member, null if it has no value.
  func json(_ record: QueryRecord) -> JSONValue {
    .object(
      members.flatMap { members in
        members.fields.map { ($0.rawValue, members.kind.json(record[$0], record, $0)) }
      })
  }

  /// A page of records.
  func answer(_ result: QueryResult, hasStart: Bool = true) -> ServerResponse {
    .page(
      result.items.map(json), total: result.total, start: hasStart ? result.first?.base64 : nil,
      end: result.last?.base64)
  }
}

extension ServerResponse {
  /// A page of items.
  /// - Parameters:
  ///   - total: how many items there are on all pages.
  ///   - start: the cursor of the first item; nil if there is none.
  ///   - end: the cursor of the last item; nil if there is none.
  static func page(
    _ items: [JSONValue], total: Int, start: String? = nil, end: String? = nil
  ) -> ServerResponse {
    .json(
      200,
      .object([
        ("items", .array(items)),
        (
          "page",
          .object([
            ("totalItems", JSONValue(total)), ("hasMoreTotalItems", false),
            ("startCursor", JSONValue(start)), ("endCursor", JSONValue(end)),
          ])
        ),
      ]))
  }
}

extension ValueKind {
  fileprivate func json(
    _ value: QueryValue, _ record: QueryRecord, _ field: QueryField
  ) -> JSONValue {
    switch (self, value) {
    case (.json, _): record.json(field)
    case (.key, .integer(let key)): .key(key)
    case (.date, .integer(let time)): .string(ISOInstant.text(milliseconds: time))
    case (.flag, .integer(let flag)): .bool(flag != 0)
    case (_, .integer(let number)): .number(String(number))
    case (_, .text(let text)): .string(text)
    case (_, .null): .null
    }
  }
}

extension QueryCursor {
  /// The values as JSON in Base64 (RFC 4648 section 4).
  var base64: String {
    let json = JSONValue.array(
      values.map { value -> JSONValue in
        switch value {
        case .null: .null
        case .integer(let integer): .number(String(integer))
        case .text(let text): .string(text)
        }
      })
    return Data(json.text().utf8).base64EncodedString()
  }

  /// Nil for text that `base64` does not create.
  init?(base64: String) {
    guard let data = Data(base64Encoded: base64), !data.isEmpty,
      let items = (try? JSONValue(parsing: Array(data)))?.array
    else { return nil }
    var values: [QueryValue] = []
    for item in items {
      switch item {
      case .null: values.append(.null)
      case .string(let text): values.append(.text(text))
      case .number(let text):
        guard let integer = Int64(text) else { return nil }
        values.append(.integer(integer))
      case .bool, .array, .object: return nil
      }
    }
    self.init(values)
  }
}
