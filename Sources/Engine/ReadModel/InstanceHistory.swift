import EngineProtocol

/// What has changed in a process instance since the last flush.
struct InstanceHistory: Sendable {
  let definition: Definition
  var row: InstanceRow
  var elements = HistoryRows<ElementRow>()
  var jobs = HistoryRows<JobRow>()
  var userTasks = HistoryRows<UserTaskRow>()
  var timers = HistoryRows<TimerRow>()
  var subscriptions = HistoryRows<SubscriptionRow>()
  var eventWaits = HistoryRows<EventWaitRow>()
  var incidents = HistoryRows<IncidentRow>()
  var variables = VariableHistory()
  var flows: Set<FlowIndex> = []
  var correlations: [Correlation] = []
  /// The number of changes.
  var count = 0

  init(_ key: EngineKey, _ definition: Definition) {
    self.definition = definition
    row = InstanceRow(changing: key)
  }

  struct Correlation: Sendable {
    let message: EngineKey
    let subscription: EngineKey
    /// Nil if the message started the instance.
    let element: EngineKey?
    /// The event that received the message.
    let node: NodeIndex
    let topic: MessageTopic
    let time: Int64
  }
}
