import EngineProtocol
import JSON

/// An event that waits for a signal or a condition.
struct EventWaitRow: HistoryRow {
  static let insertion = "INSERT OR REPLACE INTO event_wait VALUES (?, ?, ?, ?, ?, ?)"
  static let update = "UPDATE event_wait SET is_open = coalesce(?, is_open) WHERE key = ?"

  let key: EngineKey
  var isNew = false
  var element: EngineKey = 0
  /// The event that it triggers.
  var node: NodeIndex = 0
  var signal: String?
  var isOpen: Bool?

  init(changing key: EngineKey) { self.key = key }

  /// - Parameter signal: nil for a condition.
  init(_ key: EngineKey, _ element: EngineKey, _ node: NodeIndex, signal: String?) {
    self.key = key
    self.element = element
    self.node = node
    self.signal = signal
    isNew = true
    isOpen = true
  }

  func insert(
    into instance: EngineKey, _ definition: Definition, _ statement: RowStatement
  ) throws {
    let node = definition.process.node(node)
    try statement.execute(key, instance, element, node.id, details(node).text(), isOpen)
  }

  /// What the event waits for, as Camunda's REST API shows it.
  private func details(_ node: Node) -> JSONValue {
    if let signal { return ["waitStateType": "SIGNAL", "signalName": .string(signal)] }
    guard case .condition(let condition) = node.trigger else { return [:] }
    // All changes, unless some are named.
    let changes = condition.changes.count == 2 ? [] : condition.changes.map(\.rawValue).sorted()
    return [
      "waitStateType": "CONDITION", "expression": .string(condition.expression.text),
      "events": .array(changes.map(JSONValue.string)),
    ]
  }

  func update(_ statement: RowStatement) throws { try statement.execute(isOpen, key) }
}
