import BPMN

/// Identifiers for one change: the same request returns the same identifier, so that values can be
/// computed repeatedly.
final class IDGenerator {
  private let makeUUID: () -> String
  private let model: BPMNModel
  private var known: [String: String] = [:]

  init(_ makeUUID: @escaping () -> String, in model: BPMNModel) {
    self.makeUUID = makeUUID
    self.model = model
  }

  /// A generated value.
  func uuid(for property: TemplateProperty) -> String {
    cached("property \(property.index)", makeUUID)
  }

  /// A unique id for a new element: `Message_1f3a9c2`.
  func id(_ prefix: String) -> String {
    cached(prefix) {
      let digits = makeUUID().lowercased().filter(\.isHexDigit).prefix(7)
      var id = "\(prefix)_\(digits)"
      while model.element(id: id) != nil { id += "0" }
      return id
    }
  }

  private func cached(_ key: String, _ make: () -> String) -> String {
    if let value = known[key] { return value }
    let value = make()
    known[key] = value
    return value
  }
}
