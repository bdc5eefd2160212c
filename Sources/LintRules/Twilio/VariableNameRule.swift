import BPMN
import Diagnostics
import FEEL
import Linting
import ProjectModel
import XML

/// # connector/twilio-variable-name
///
/// A process variable should not be named like an unmapped input of a connector.
///
/// The HTTP connector looks up its inputs by name. If the task does not map an input, it gets the
/// process variable of that name: a variable `headers` or `queryParameters` set by another task is
/// sent to Twilio. Rename the variable.
///
/// Bad:
/// ```xml
/// <bpmn:scriptTask id="prepare" name="Prepare">
///   <bpmn:extensionElements>
///     <zeebe:script expression="={}" resultVariable="1️⃣headers" />
///   </bpmn:extensionElements>
/// </bpmn:scriptTask>
/// <bpmn:serviceTask id="send" name="Send SMS"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1" />
/// ```
///
/// Good:
/// ```xml
/// <bpmn:scriptTask id="prepare" name="Prepare">
///   <bpmn:extensionElements>
///     <zeebe:script expression="={}" resultVariable="customer" />
///   </bpmn:extensionElements>
/// </bpmn:scriptTask>
/// <bpmn:serviceTask id="send" name="Send SMS"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1" />
/// ```
enum VariableNameRule {
  static let rule = LintRule(project: "connector/twilio-variable-name", .warning) { input in
    let callsByProcess = Dictionary(grouping: input.twilioCalls, by: { $0.element.process })
    return callsByProcess.flatMap { process, calls -> [Diagnostic] in
      guard let process else { return [] }
      return process.model.elements.lazy.filter { $0.process == process }
        .flatMap(writtenVariables)
        .flatMap { variable -> [Diagnostic] in
          calls.first { uses(variable.name, $0) }.map { [.leaks(variable, into: $0)] } ?? []
        }
    }
  }

  /// A name that becomes a process variable.
  fileprivate struct Written {
    var name: String
    var element: BPMNElement
    var location: SourceLocation
  }

  /// The names of the inputs that the HTTP connector fetches.
  private static let inputNames: Set = [
    "url", "method", "authentication", "clientTls", "headers", "queryParameters", "skipEncoding",
    "connectionTimeoutInSeconds", "readTimeoutInSeconds", "body", "storeResponse",
    "documentReturnFormat", "ignoreNullValues", "followRedirects", "authenticationConfiguration",
  ]

  /// Whether the call would use a process variable of this name. A GET sends no body.
  private static func uses(_ name: String, _ call: TwilioCall) -> Bool {
    guard inputNames.contains(name) else { return false }
    if name == "body", call.inputs["method"]?.value.lowercased() == "get" { return false }
    return !call.inputs.keys.contains { $0 == name || $0.hasPrefix(name + ".") }
  }

  private static func root(_ target: String) -> String {
    String(target.prefix { $0 != "." })
  }

  /// The variables an element sets in the process: its output mappings, or otherwise all its
  /// results, except those with the name of an input mapping, which stay in that local variable.
  private static func writtenVariables(_ element: BPMNElement) -> [Written] {
    func written(_ name: String?, _ attribute: XMLAttribute?) -> [Written] {
      guard let name, let location = ConnectorField(attribute)?.location else { return [] }
      return [Written(name: name, element: element, location: location)]
    }
    let outputs = element.outputMappings
    if !outputs.isEmpty {
      return outputs.flatMap { written($0.target.map(root), $0.xml.attribute("target")) }
    }
    let scripts = ["script", "calledDecision"].flatMap { local in
      let attribute = element.zeebe(local)?.attribute("resultVariable")
      return written(attribute?.value, attribute)
    }
    let fields =
      element.taskHeaders.map { ($0.key, $0.xml.attribute("value")) }
      + element.zeebeProperties.map { ($0.name, $0.xml.attribute("value")) }
    let results = fields.flatMap { name, value -> [Written] in
      if name == "resultVariable" { return written(value?.value, value) }
      guard name == "resultExpression", let field = ConnectorField(value, isAlwaysFEEL: true)
      else { return [] }
      return (field.expression?.resultKeys ?? []).map {
        Written(name: $0.name, element: element, location: field.location(of: $0.range))
      }
    }
    let local = Set(element.inputMappings.compactMap { $0.target.map(root) })
    return (scripts + results).filter { !local.contains($0.name) }
  }
}

extension Diagnostic {
  fileprivate static func leaks(
    _ variable: VariableNameRule.Written, into call: TwilioCall
  ) -> Diagnostic {
    Diagnostic(
      rule: "connector/twilio-variable-name", severity: .warning,
      message:
        "\"\(variable.element.label)\" sets the process variable '\(variable.name)', which "
        + "\"\(call.element.label)\" then uses as its input",
      help: "Rename the variable.",
      location: variable.location, element: variable.element.reference,
      notes: [
        Note(
          message: "\"\(call.element.label)\" has no input mapping for '\(variable.name)'",
          location: call.element.location)
      ])
  }
}
