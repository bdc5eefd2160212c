import EngineProtocol
import JSON

/// A step in the log: a list of its name and its values.
extension Step: LogField {
  func write(to writer: inout EventWriter) {
    switch self {
    case .start(let node, let scope, let variables):
      writer.record("start", node, scope, variables)
    case .enter(let start, let scope, let variables):
      writer.record("enter", start, scope, variables)
    case .activateInAdHoc(let node, let scope, let variables):
      writer.record("activateInAdHoc", node, scope, variables)
    case .arrive(let flow, let scope): writer.record("arrive", flow, scope)
    case .activate(let key): writer.record("activate", key)
    case .complete(let key): writer.record("complete", key)
    case .iterate(let key): writer.record("iterate", key)
    case .findMessage(let subscription): writer.record("findMessage", subscription)
    case .publish(let request, let sender):
      writer.record(
        "publish", request.topic, request.messageID, request.timeToLive, request.variables, sender)
    case .broadcast(let name, let variables, let thrower):
      writer.record("broadcast", name, variables, thrower)
    case .deliverSignal(let delivery):
      writer.record(
        "deliverSignal", delivery.name, delivery.variables, delivery.next, delivery.signal,
        delivery.thrower)
    case .meetCondition(let wait): writer.record("meetCondition", wait)
    case .startNext(let lock): writer.record("startNext", lock.process, lock.correlationKey)
    }
  }

  init(_ node: JSONNode) throws {
    var reader = EventReader(fields: node.items[...])
    self =
      switch try reader.next() as String {
      case "start": .start(try reader.next(), scope: try reader.next(), try reader.next())
      case "enter": .enter(try reader.next(), scope: try reader.next(), try reader.next())
      case "activateInAdHoc":
        .activateInAdHoc(try reader.next(), scope: try reader.next(), try reader.next())
      case "arrive": .arrive(try reader.next(), scope: try reader.next())
      case "activate": .activate(try reader.next())
      case "complete": .complete(try reader.next())
      case "iterate": .iterate(try reader.next())
      case "findMessage": .findMessage(subscription: try reader.next())
      case "publish":
        .publish(
          PublishMessageRequest(
            topic: try reader.next(), messageID: try reader.next(),
            timeToLive: try reader.next(), variables: try reader.next()),
          // Missing in logs of earlier versions.
          from: try reader.nextIfAny() ?? 0)
      case "broadcast":
        .broadcast(try reader.next(), try reader.next(), from: try reader.next())
      case "deliverSignal":
        .deliverSignal(
          SignalDelivery(
            name: try reader.next(), variables: try reader.next(), next: try reader.next(),
            signal: try reader.next(), thrower: try reader.next()))
      case "meetCondition": .meetCondition(wait: try reader.next())
      case "startNext":
        .startNext(StartLock(process: try reader.next(), correlationKey: try reader.next()))
      default: throw EventReader.Fault()
      }
  }
}

extension PublishMessageRequest {
  fileprivate init(
    topic: MessageTopic, messageID: String, timeToLive: Int64, variables: JSONObject
  ) {
    self.init(
      name: topic.name, correlationKey: topic.correlationKey, messageID: messageID,
      timeToLive: timeToLive, variables: variables)
  }
}

extension EventVariables: LogField {
  func write(to writer: inout EventWriter) {
    switch self {
    case .none: writer.raw("null")
    case .merged(let variables): writer.record("merged", variables)
    case .local(let variables): writer.record("local", variables)
    }
  }

  init(_ node: JSONNode) throws {
    guard let name = node.items.first?.string else {
      self = .none
      return
    }
    var reader = EventReader(fields: node.items.dropFirst())
    self = name == "local" ? .local(try reader.next()) : .merged(try reader.next())
  }
}
