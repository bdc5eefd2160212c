import FEEL
import JSON

/// Variables for expressions and in logged form, which is JSON; each is computed only when needed.
struct Variables: Sendable {
  let values: FEELContext
  /// The variables as they came from outside or from the log, whose numbers keep their digits.
  private let source: JSONObject?

  /// Variables from outside or from the log.
  init(_ json: JSONObject) {
    self.init(values: FEELContext(json), source: json)
  }

  /// Results of expressions.
  init(storing values: FEELContext) {
    self.init(values: values.stored, source: nil)
  }

  /// The result of an expression.
  init(_ name: String, storing value: FEELValue) {
    self.init(values: FEELContext([(name, value.stored)]), source: nil)
  }

  private init(values: FEELContext, source: JSONObject?) {
    self.values = values
    self.source = source
  }

  var json: JSONObject { source ?? values.json }

  var isEmpty: Bool { values.isEmpty }

  func filter(_ isIncluded: (_ name: String, _ value: FEELValue) -> Bool) -> Variables {
    if values.allSatisfy({ isIncluded($0.key, $0.value) }) { return self }
    let isKept = values.map { isIncluded($0.key, $0.value) }
    return Variables(
      values: FEELContext(zip(values, isKept).compactMap { $1 ? ($0.key, $0.value) : nil }),
      source: source.map { source in
        JSONObject(zip(source.members, isKept).compactMap { $1 ? ($0.key, $0.value) : nil })
      })
  }
}

extension Variables: LogField {
  func write(to writer: inout EventWriter) { json.write(to: &writer) }
  init(_ node: JSONNode) throws { self.init(try JSONObject(node)) }
}
