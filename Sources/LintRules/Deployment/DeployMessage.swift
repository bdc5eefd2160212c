import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/message
  ///
  /// Message events and tasks must reference a message, and the message must have a name.
  ///
  /// Camunda correlates messages by name. The name of a message that starts a process must be
  /// static or evaluate without variables, because Camunda subscribes to it at deployment. Two
  /// start events must not share a message, and neither may a receive task and a boundary event
  /// attached to it.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:process id="process" isExecutable="true">
  ///   <bpmn:receiveTask id="wait" messageRef="reply" />
  /// </bpmn:process>
  /// 1️⃣<bpmn:message id="reply" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:process id="process" isExecutable="true">
  ///   <bpmn:receiveTask id="wait" messageRef="reply" />
  /// </bpmn:process>
  /// <bpmn:message id="reply" name="sms-reply" />
  /// ```
  static let deployMessage = deploy(
    "message",
    covers: ["camunda-compat/message-reference"]
  ) { deployment in
    let uses = MessageUses(deployment.model)
    return deployment.messageReferences
      + deployment.elements(.message).flatMap { deployment.name(of: $0, uses[$0]) }
      + deployment.elements(.process).flatMap(deployment.sameMessageStarts)
      + deployment.elements(.startEvent).flatMap(deployment.startName)
  }
}

extension DeploymentInput {
  fileprivate var messageReferences: [Diagnostic] {
    let definitions = elements(.messageEventDefinition).filter {
      $0.parent?.isThrowEvent != true && $0.referenced("messageRef", .message) == nil
    }
    let events = elements(.intermediateThrowEvent, .endEvent).filter { event in
      event.zeebeCount("taskDefinition") == 0
        && event.children(.messageEventDefinition).contains {
          $0.zeebeCount("publishMessage") == 1 && $0.referenced("messageRef", .message) == nil
        }
    }
    let sendTasks = elements(.sendTask).filter {
      $0.zeebeCount("publishMessage") > 0 && $0.referenced("messageRef", .message) == nil
    }
    return definitions.map { noMessage($0, of: $0.parent ?? $0) }
      + (events + sendTasks).map { noMessage($0, of: $0) }
      + elements(.receiveTask).flatMap(receiveTask)
  }

  private func receiveTask(_ task: BPMNElement) -> [Diagnostic] {
    guard let message = task.referenced("messageRef", .message) else {
      return [noMessage(task, of: task)]
    }
    guard let name = message.xml.nonEmpty("name") else { return [] }
    let rival = task.boundaryEvents.flatMap(\.ownEventDefinitions).first {
      $0.referenced("messageRef", .message)?.name == name
    }
    return rival.map { [sharedWithBoundary(name, $0, task)] } ?? []
  }

  fileprivate func name(of message: BPMNElement, _ use: MessageUses.Use) -> [Diagnostic] {
    if !use.isCaught, !use.isSent, use.starts.count > 1 {
      return [severalStarts(message, use.starts)]
    }
    let isUsed = use.isCaught || use.isSent || !use.starts.isEmpty
    return isUsed && message.xml.nonEmpty("name") == nil ? [noName(message)] : []
  }

  /// Rejected since the patch releases of autumn 2025.
  fileprivate func sameMessageStarts(_ process: BPMNElement) -> [Diagnostic] {
    guard isAtLeast(8, 8) else { return [] }
    let messages = process.children(.startEvent).flatMap(\.ownEventDefinitions)
      .compactMap { $0.referenced("messageRef", .message) }
    let names = Set(messages).sorted { $0.index < $1.index }.compactMap { $0.xml.nonEmpty("name") }
    return names.repeated.map { startedTwice(by: $0, process) }
  }

  fileprivate func startName(_ event: BPMNElement) -> [Diagnostic] {
    guard event.parent?.type == .process else { return [] }
    return event.ownEventDefinitions.compactMap { definition in
      constantName(of: definition.referenced("messageRef", .message), "message", on: event)
    }
  }

  private func noMessage(_ place: BPMNElement, of element: BPMNElement) -> Diagnostic {
    finding(
      "\"\(element.label)\" does not reference a message",
      help: "Choose an existing message, or create one.", on: place,
      at: (place.xml.attribute("messageRef")).map { SourceLocation(model.source, $0.valueRange) })
  }

  private func noName(_ message: BPMNElement) -> Diagnostic {
    finding(
      "the message \"\(message.label)\" has no name",
      help: "Give it a name: messages are correlated by name.",
      at: message.xml, attribute: "name")
  }

  private func sharedWithBoundary(
    _ name: String, _ definition: BPMNElement, _ task: BPMNElement
  ) -> Diagnostic {
    finding(
      "\"\(task.label)\" and a boundary event on it wait for the same message '\(name)'",
      help: "Use a different message for one of them.", on: task,
      notes: [Diagnostic.Note(message: "the boundary event", location: definition.location)])
  }

  private func severalStarts(_ message: BPMNElement, _ starts: [BPMNElement]) -> Diagnostic {
    finding(
      "\(starts.count) start events wait for the message \"\(message.label)\"",
      help: "Give each start event its own message.", on: message,
      notes: starts.map {
        Diagnostic.Note(message: "start event \"\($0.label)\"", location: $0.location)
      })
  }

  private func startedTwice(by name: String, _ process: BPMNElement) -> Diagnostic {
    finding(
      "several start events of \"\(process.label)\" wait for messages named '\(name)'",
      help: "Give each start event a message with a different name.", on: process)
  }
}

/// Which messages are caught, sent, and start processes, over all processes of a file.
struct MessageUses {
  struct Use {
    var isCaught = false
    var isSent = false
    /// The start events of processes.
    var starts: [BPMNElement] = []
    /// How many start events of sub-processes directly in a process wait for it.
    fileprivate var scopeStarts = 0
  }

  private var uses: [BPMNElement: Use] = [:]

  init(_ model: BPMNModel) {
    for definition in model.elements(.messageEventDefinition) {
      guard let event = definition.parent,
        let message = definition.referenced("messageRef", .message)
      else { continue }
      switch event.type {
      case .intermediateCatchEvent, .boundaryEvent: uses[message, default: Use()].isCaught = true
      case .intermediateThrowEvent, .endEvent: uses[message, default: Use()].isSent = true
      case .startEvent where event.parent?.type == .process:
        uses[message, default: Use()].starts.append(event)
      case .startEvent where event.parent?.parent?.type == .process:
        uses[message, default: Use()].scopeStarts += 1
      default: break
      }
    }
    for task in model.elements(.receiveTask) {
      guard let message = task.referenced("messageRef", .message) else { continue }
      uses[message, default: Use()].isCaught = true
    }
    for task in model.elements(.sendTask) {
      guard let message = task.referenced("messageRef", .message) else { continue }
      uses[message, default: Use()].isSent = true
    }
  }

  /// Start events of event sub-processes are counted as the engine does: only the single one of its
  /// message, in a sub-process directly below the process.
  subscript(message: BPMNElement) -> Use {
    var use = uses[message] ?? Use()
    if use.scopeStarts == 1 { use.isCaught = true }
    return use
  }
}
