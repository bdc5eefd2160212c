import BPMN
import Diagnostics
import FEEL
import Text
import XML

extension ProcessCompiler {
  /// The trigger of an event or a receive task; reports unsupported event definitions.
  mutating func trigger(of element: BPMNElement) -> Trigger? {
    if element.type == .receiveTask { return message(element, element) }
    guard element.type.isEvent else { return nil }
    let definitions = element.eventDefinitions
    if definitions.count > 1 {
      report(.unsupported("an event with several event definitions", element))
      return nil
    }
    guard let definition = definitions.first else {
      if element.type == .intermediateCatchEvent || element.type == .boundaryEvent {
        reject(element)
      }
      return nil
    }
    let startsEventSubProcess = element.scope?.isEventSubProcess ?? false
    switch (element.type, definition.type) {
    case (.startEvent, .messageEventDefinition), (.intermediateCatchEvent, .messageEventDefinition),
      (.boundaryEvent, .messageEventDefinition):
      return message(definition, element)
    case (.startEvent, .timerEventDefinition), (.intermediateCatchEvent, .timerEventDefinition),
      (.boundaryEvent, .timerEventDefinition):
      return timer(definition, element).map(Trigger.timer)
    case (.startEvent, .errorEventDefinition) where startsEventSubProcess,
      (.boundaryEvent, .errorEventDefinition):
      return thrown(.error, definition, element)
    case (.startEvent, .signalEventDefinition), (.intermediateCatchEvent, .signalEventDefinition),
      (.boundaryEvent, .signalEventDefinition):
      return signal(definition, element)
    case (.startEvent, .conditionalEventDefinition),
      (.intermediateCatchEvent, .conditionalEventDefinition),
      (.boundaryEvent, .conditionalEventDefinition):
      return condition(definition, element)
    case (.startEvent, .escalationEventDefinition) where startsEventSubProcess,
      (.boundaryEvent, .escalationEventDefinition):
      return thrown(.escalation, definition, element)
    case (.endEvent, .errorEventDefinition), (.endEvent, .terminateEventDefinition),
      (.endEvent, .escalationEventDefinition), (.endEvent, .signalEventDefinition),
      (.intermediateThrowEvent, .signalEventDefinition),
      (.endEvent, .compensateEventDefinition), (.boundaryEvent, .compensateEventDefinition),
      (.intermediateThrowEvent, .compensateEventDefinition),
      (.intermediateThrowEvent, .escalationEventDefinition),
      (.intermediateThrowEvent, .linkEventDefinition),
      (.intermediateCatchEvent, .linkEventDefinition):
      return nil
    case (.endEvent, .messageEventDefinition), (.intermediateThrowEvent, .messageEventDefinition):
      return nil
    default:
      report(
        .unsupported(
          "\(element.typeWithArticle) with \(definition.typeWithArticle)", at: definition.location,
          of: element))
      return nil
    }
  }

  private mutating func message(_ holder: BPMNElement, _ element: BPMNElement) -> Trigger? {
    guard let message = holder.message else {
      reject(element)
      return nil
    }
    guard let nameAttribute = message.xml.attribute("name"), !nameAttribute.value.isEmpty else {
      reject(element)
      return nil
    }
    checkExtensions(of: message)
    guard let name = expression(nameAttribute, of: element) else { return nil }
    if element.type == .startEvent, element.scope?.type == .process {
      return hasFixedName(name, element) ? .message(name: name, correlationKey: name) : nil
    }
    guard let keyAttribute = message.correlationKey else {
      reject(element)
      return nil
    }
    return feel(keyAttribute, of: element).map { .message(name: name, correlationKey: $0) }
  }

  /// The name of a start event's message or signal is evaluated without variables.
  private mutating func hasFixedName(_ name: ProcessExpression, _ element: BPMNElement) -> Bool {
    do throws(Failure) {
      _ = try name.string([:], in: .default)
      return true
    } catch {
      reject(element)
      return false
    }
  }

  private mutating func signal(_ definition: BPMNElement, _ element: BPMNElement) -> Trigger? {
    guard let name = signalName(definition, element) else { return nil }
    let startsProcess = element.type == .startEvent && element.scope?.type == .process
    return startsProcess && !hasFixedName(name, element) ? nil : .signal(name: name)
  }

  /// The name of the signal that an event catches or throws.
  mutating func signalName(
    _ definition: BPMNElement, _ element: BPMNElement
  ) -> ProcessExpression? {
    guard let signal = definition.referenced("signalRef"),
      let name = signal.xml.attribute("name"), !name.value.isEmpty
    else {
      reject(element)
      return nil
    }
    checkExtensions(of: signal)
    return expression(name, of: element)
  }

  /// The code that an event throws.
  mutating func thrownCode(
    _ kind: Throwable, _ definition: BPMNElement, _ element: BPMNElement
  ) -> ProcessExpression? {
    guard let code = definition.referenced(kind.reference)?.xml.attribute(kind.codeAttribute),
      !code.value.isEmpty
    else {
      reject(element)
      return nil
    }
    return expression(code, of: element)
  }

  /// An event that catches errors, which always interrupt, or escalations.
  private mutating func thrown(
    _ kind: Throwable, _ definition: BPMNElement, _ element: BPMNElement
  ) -> Trigger? {
    let code = definition.referenced(kind.reference)?.xml[kind.codeAttribute] ?? ""
    guard element.isInterrupting || kind == .escalation, !code.hasPrefix("=") else {
      reject(element)
      return nil
    }
    return .thrown(kind, code: code.isEmpty ? nil : code)
  }

  private mutating func condition(
    _ definition: BPMNElement, _ element: BPMNElement
  ) -> Trigger? {
    guard let text = definition.child(.condition), !text.xml.text.trimmed.isEmpty else {
      report(
        .unsupported(
          "a conditional event without a condition", at: definition.location, of: element))
      return nil
    }
    // The deployment rules accept a static text, which is never true.
    guard let expression = expression(text, of: element) else { return nil }
    let filter = definition.zeebe("conditionalFilter")
    let names = filter?["variableNames"]?.commaSeparated ?? []
    let changes = (filter?["variableEvents"]?.commaSeparated ?? [])
      .compactMap(EventCondition.Change.init(rawValue:))
    return .condition(
      EventCondition(
        expression: expression, names: Set(names.isEmpty ? expression.names : names),
        changes: changes.isEmpty ? [.create, .update] : Set(changes)))
  }

  private mutating func timer(
    _ definition: BPMNElement, _ element: BPMNElement
  ) -> Trigger.TimerDefinition? {
    let times = definition.children.filter {
      [.timeDate, .timeDuration, .timeCycle].contains($0.type)
    }
    guard let time = times.first, times.count == 1 else {
      reject(element)
      return nil
    }
    let startsProcess = element.type == .startEvent && element.scope?.type == .process
    let repeats =
      startsProcess || (element.type != .intermediateCatchEvent && !element.isInterrupting)
    if time.type == .timeCycle, !repeats {
      reject(element)
      return nil
    }
    guard let expression = expression(time, of: element) else { return nil }
    let timer: Trigger.TimerDefinition =
      switch time.type {
      case .timeDate: .date(expression)
      case .timeDuration: .duration(expression)
      default: .cycle(expression)
      }
    // A start event's timer starts at deployment, so it can be evaluated now.
    var isFixed = startsProcess
    if case .literal = expression.compiled { isFixed = true }
    if isFixed {
      do throws(Failure) {
        _ = try timer.schedule([:], in: .default, now: 0)
      } catch {
        reject(element)
        return nil
      }
    }
    return timer
  }
}

extension String {
  /// The items of a list, without the blanks around them.
  fileprivate var commaSeparated: [String] {
    split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
  }
}
