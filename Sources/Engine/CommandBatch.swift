import EngineProtocol

/// The commands that are committed together, with the replies that wait for that.
struct CommandBatch {
  var entries: [LogEntry] = []
  var answers: [(WriterLoop.Request, Result<Reply, EngineError>)] = []
  private var receipts: [String: StoredReceipt] = [:]

  /// Processes a command. An inbound delivery with a receipt is carried out once.
  mutating func carryOut(
    _ command: Command, at moment: Moment, _ core: inout WriterLoop.Core
  ) -> Result<Reply, EngineError> {
    guard case .deliver(let delivery) = command, let receipt = delivery.receipt else {
      return process(command, at: moment, &core)
    }
    do throws(EngineError) {
      var known = receipts[receipt.id]
      if known == nil { known = try core.log.receipt(receipt.id) }
      if let known, known.expiry > moment.time {
        if known.content != receipt.content { return .success(.delivery(.forged)) }
        if receipt.isUnique, let note = known.note {
          return .success(.delivery(.repeated(note: note)))
        }
      }
    } catch {
      return .failure(error)
    }
    let count = entries.count
    let result = process(command, at: moment, &core)
    guard case .success(.delivery(let outcome)) = result else { return result }
    let stored = StoredReceipt(
      id: receipt.id, content: receipt.content, note: outcome.isOver ? receipt.note(outcome) : nil,
      expiry: moment.time.later(by: receipt.retention))
    receipts[receipt.id] = stored
    if entries.count == count {
      entries.append(LogEntry(time: moment.time, command: command.name, changes: []))
    }
    entries[entries.count - 1].receipt = stored
    return result
  }

  private mutating func process(
    _ command: Command, at moment: Moment, _ core: inout WriterLoop.Core
  ) -> Result<Reply, EngineError> {
    let (result, changes) = core.processor.process(command, at: moment)
    answers += core.delayed.answers(after: changes)
    if !changes.isEmpty {
      entries.append(LogEntry(time: moment.time, command: command.name, changes: changes))
    }
    return result
  }
}

extension DeliveryResult {
  /// Whether the delivery is done, so that it must not be carried out again.
  fileprivate var isOver: Bool {
    switch self {
    case .unmatched, .forged: false
    case .repeated, .correlated, .started, .kept: true
    }
  }
}
