import BPMN
import Diagnostics
import EngineProtocol
import FEEL
import JSON
import Time
import XML

/// A message throw event, message end event or send task that publishes its message with its local
/// variables. It does not wait for a receiver.
struct PublishMessage: ElementBehavior {
  private let name: ProcessExpression
  private let correlationKey: ProcessExpression
  private let messageID: ProcessExpression?
  /// A duration; the message is not buffered without one.
  private let timeToLive: ProcessExpression?

  /// - Parameter holder: the event definition or send task with the message and the extension.
  init?(_ element: BPMNElement, _ holder: BPMNElement, _ compiler: inout ProcessCompiler) {
    guard let settings = holder.zeebe("publishMessage"),
      let key = settings.attribute("correlationKey"),
      let name = holder.message?.xml.attribute("name"), !name.value.isEmpty
    else {
      compiler.reject(element)
      return nil
    }
    func optional(_ attribute: String) -> ProcessExpression? {
      guard let attribute = settings.attribute(attribute), !attribute.value.isEmpty else {
        return nil
      }
      return compiler.expression(attribute, of: element)
    }
    guard let name = compiler.expression(name, of: element),
      let correlationKey = compiler.expression(key, of: element)
    else { return nil }
    self.name = name
    self.correlationKey = correlationKey
    messageID = optional("messageId")
    timeToLive = optional("timeToLive")
  }

  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    func variables(for expression: ProcessExpression) -> FEELContext {
      processor.visibleVariables(of: key, for: expression)
    }
    let environment = processor.environment
    var request = PublishMessageRequest(
      name: try name.string(variables(for: name), in: environment),
      correlationKey: try correlationKey.correlationKey(
        variables(for: correlationKey), in: environment),
      variables: processor.localVariables(of: key).json)
    if let messageID {
      request.messageID = try messageID.string(variables(for: messageID), in: environment)
    }
    if let timeToLive {
      let value = try timeToLive.evaluate(variables(for: timeToLive), in: environment)
      guard let duration = CalendarDuration(value) else {
        throw timeToLive.mismatch(value, "a duration")
      }
      request.timeToLive = duration.added(to: processor.now) - processor.now
    }
    guard !request.name.isEmpty else { throw name.mismatch(.string(""), "a message name") }
    processor.enqueue(.publish(request, from: processor.outermost(key)))
    return .completes
  }
}
