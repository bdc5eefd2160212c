package import BPMN
import Diagnostics
import XML

/// A task that calls Twilio's REST API, with the Twilio template or as an HTTP task with a Twilio
/// URL.
package struct TwilioCall: Sendable {
  package enum Operation: Sendable {
    case sendSMS, sendWhatsApp, getMessage, listMessages
    /// Another operation of Twilio's API, or one that is known only at run time.
    case other
  }

  package let element: BPMNElement
  /// Whether it uses the Twilio template.
  package let hasTemplate: Bool
  package let operation: Operation
  /// The input mappings by target; the last one of several with the same target.
  package let inputs: [String: ConnectorField]
  private let headers: [String: ConnectorField]

  package static let templateID = "io.camunda.connectors.Twilio.v1"

  package init?(_ element: BPMNElement) {
    guard element.type.isTask else { return nil }
    hasTemplate = element.templateID == Self.templateID
    guard hasTemplate || element.jobType?.value == "io.camunda:http-json:1" else { return nil }
    let inputs = Dictionary(
      element.inputMappings.compactMap { mapping -> (String, ConnectorField)? in
        guard let target = mapping.target else { return nil }
        return ConnectorField(mapping.xml.attribute("source")).map { (target, $0) }
      }, uniquingKeysWith: { $1 })
    guard hasTemplate || Self.isTwilio(inputs["url"]?.value ?? "") else { return nil }
    self.element = element
    self.inputs = inputs
    operation = Self.operation(inputs)
    headers = Dictionary(
      element.taskHeaders.compactMap { header -> (String, ConnectorField)? in
        guard let key = header.key else { return nil }
        let isFEEL = key.hasSuffix("Expression")
        return ConnectorField(header.xml.attribute("value"), isAlwaysFEEL: isFEEL)
          .map { (key, $0) }
      }, uniquingKeysWith: { $1 })
  }

  package static func all(in project: Project) -> [TwilioCall] {
    project.models.flatMap { $0.elements.compactMap(TwilioCall.init) }
  }

  /// Whether a URL, literal or in FEEL, is one of Twilio's API. Regional hosts have the form
  /// `api.EDGE.REGION.twilio.com`.
  private static func isTwilio(_ url: String) -> Bool {
    guard let start = url.firstRange(of: "://api.")?.upperBound else { return false }
    let host = url[start...].prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" }
    return host == "twilio.com" || host.hasSuffix(".twilio.com")
  }

  private static func operation(_ inputs: [String: ConnectorField]) -> Operation {
    switch inputs["operationType"]?.value {
    case "sendSms": return .sendSMS
    case "sendWhatsApp": return .sendWhatsApp
    case "getMessage": return .getMessage
    case "listMessages": return .listMessages
    case _?: return .other
    case nil:
      let url = inputs["url"]?.value ?? ""
      let isPost = inputs["method"]?.value.lowercased() == "post"
      if url.contains("/Messages.json") { return isPost ? .sendSMS : .listMessages }
      return url.contains("/Messages/") && !isPost ? .getMessage : .other
    }
  }

  package var isSending: Bool { operation == .sendSMS || operation == .sendWhatsApp }

  /// A task header that is not blank.
  package func header(_ key: String) -> ConnectorField? {
    headers[key].flatMap { $0.isBlank ? nil : $0 }
  }

  /// Whether the runtime maps the response to variables.
  package var mapsResult: Bool {
    header("resultVariable") != nil || header("resultExpression") != nil
  }

  /// An input that is not blank.
  package func input(_ name: String) -> ConnectorField? {
    inputs[name].flatMap { $0.isBlank ? nil : $0 }
  }

  /// The known values of an input. `body.From` is also found as the entry `From` of an input `body`
  /// that is a FEEL context.
  package func constants(_ name: String) -> [ConnectorConstant] {
    let own = inputs[name]?.constants.filter(\.path.isEmpty) ?? []
    guard let dot = name.firstIndex(of: ".") else { return own }
    let entry = String(name[name.index(after: dot)...])
    let context = inputs[String(name[..<dot])]
    return own + (context?.constants.filter { $0.path == [entry] } ?? [])
  }

  package func constants(_ names: [String]) -> [ConnectorConstant] {
    names.flatMap { constants($0) }
  }
}
