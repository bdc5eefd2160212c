import EngineProtocol

struct SubscriptionRow: HistoryRow {
  static let insertion = """
    INSERT OR REPLACE INTO subscription VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """
  /// A subscription that is closed without a message is deleted.
  static let update = """
    UPDATE subscription SET
      state = CASE WHEN ?1 IS NULL AND ?2 = 0 AND state = 'CREATED' THEN 'DELETED'
        ELSE coalesce(?1, state) END,
      is_open = coalesce(?2, is_open), changed = coalesce(?3, changed)
    WHERE key = ?4
    """

  let key: EngineKey
  var isNew = false
  var element: EngineKey = 0
  /// The event that it triggers.
  var node: NodeIndex = 0
  var topic = MessageTopic(name: "", correlationKey: "")
  var isCorrelated = false
  var isOpen: Bool?
  var changed: Int64?

  init(changing key: EngineKey) { self.key = key }

  func insert(
    into instance: EngineKey, _ definition: Definition, _ statement: RowStatement
  ) throws {
    let state = isCorrelated ? "CORRELATED" : isOpen == false ? "DELETED" : "CREATED"
    try statement.execute(
      key, instance, definition.key, element, definition.process.node(node).id, topic.name,
      topic.correlationKey, state, isOpen, changed)
  }

  func update(_ statement: RowStatement) throws {
    try statement.execute(isCorrelated ? "CORRELATED" : nil, isOpen, changed, key)
  }
}

extension InstanceHistory {
  mutating func addMessage(_ change: Change, at place: Change.Place, _ time: Int64) {
    switch change.event {
    case .subscriptionOpened(let key, let element, let node, let topic):
      var row = SubscriptionRow(changing: key)
      row.isNew = true
      row.element = element
      row.node = node
      row.topic = topic
      row.isOpen = true
      row.changed = time
      subscriptions.add(row)
    case .subscriptionClosed(let key):
      subscriptions[key].isOpen = false
      subscriptions[key].changed = time
    case .messageCorrelated(let message, _, let subscription):
      subscriptions[subscription].isCorrelated = true
      subscriptions[subscription].changed = time
      guard case .received(let topic, let node) = change.detail else { break }
      correlations.append(
        Correlation(
          message: message, subscription: subscription, element: place.key, node: node,
          topic: topic, time: time))
    case .messageStarted(let message, _, _):
      guard case .message(let topic) = change.detail,
        let start = definition.process.messageStarts.first(where: { $0.messageName == topic.name })
      else { break }
      correlations.append(
        Correlation(
          message: message, subscription: definition.subscriptionKey(of: start.node), element: nil,
          node: start.node, topic: topic, time: time))
    default: break
    }
  }
}

extension Definition {
  /// The key of a start event's subscription, which follows from the definition: the engine needs
  /// none for it. Keys of this engine are much lower.
  func subscriptionKey(of start: NodeIndex) -> EngineKey {
    EngineKey(1) << 61 | key << 16 | EngineKey(start)
  }
}
