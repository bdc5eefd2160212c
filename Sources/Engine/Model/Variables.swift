import FEEL
import JSON

/// Variables in logged form, which is JSON, and as FEEL values for expressions; each conversion
/// happens once.
struct Variables: Sendable {
  let json: JSONObject
  let values: FEELContext

  /// Variables from outside or from the log.
  init(_ json: JSONObject) {
    self.init(json: json, values: FEELContext(json))
  }

  private init(json: JSONObject, values: FEELContext) {
    self.json = json
    self.values = values
  }

  var isEmpty: Bool { values.isEmpty }

  func filter(_ isIncluded: (_ name: String, _ value: FEELValue) -> Bool) -> Variables {
    let kept = zip(json.members, values).filter { isIncluded($1.key, $1.value) }
    guard kept.count < values.count else { return self }
    return Variables(
      json: JSONObject(kept.map { json, _ in (json.key, json.value) }),
      values: FEELContext(kept.map { _, entry in (entry.key, entry.value) }))
  }
}

extension Variables: LogField {
  func write(to writer: inout EventWriter) { json.write(to: &writer) }
  init(_ node: JSONNode) throws { self.init(try JSONObject(node)) }
}
