import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/error
  ///
  /// An error end event must reference an error with a code; a caught error code must be static.
  ///
  /// The thrown code may be an expression. A boundary event or event sub-process catches a static
  /// code, or all errors if it references none.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:endEvent id="failed">
  ///   1️⃣<bpmn:errorEventDefinition id="error" />
  /// </bpmn:endEvent>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:process id="process" isExecutable="true">
  ///   <bpmn:endEvent id="failed">
  ///     <bpmn:errorEventDefinition id="error" errorRef="undelivered" />
  ///   </bpmn:endEvent>
  /// </bpmn:process>
  /// <bpmn:error id="undelivered" errorCode="UNDELIVERED" />
  /// ```
  static let deployError = deploy(
    "error",
    covers: ["camunda-compat/error-reference", "camunda-compat/no-expression"]
  ) { deployment in
    deployment.elements(.errorEventDefinition).compactMap { definition in
      let error = definition.referenced("errorRef", .error)
      let code = error?.xml.nonEmpty("errorCode")
      if definition.parent?.type == .endEvent {
        guard let error else { return deployment.noError(definition) }
        return code == nil ? deployment.noCode(definition, error) : nil
      }
      guard let error, code?.hasPrefix("=") == true else { return nil }
      return deployment.caughtByExpression(definition, error)
    }
  }
}

extension DeploymentInput {
  fileprivate func noError(_ definition: BPMNElement) -> Diagnostic {
    finding(
      "the error end event \"\(definition.parent?.label ?? "")\" does not reference an error",
      help: "Choose an existing error, or create one.", on: definition,
      at: definition.xml.attribute("errorRef").map { SourceLocation(model.source, $0.valueRange) })
  }

  fileprivate func noCode(_ definition: BPMNElement, _ error: BPMNElement) -> Diagnostic {
    finding(
      "the error of \"\(definition.parent?.label ?? "")\" has no code",
      help: "Give \"\(error.label)\" an error code: it decides which event catches the error.",
      on: definition,
      notes: [Diagnostic.Note(message: "the error", location: error.location)])
  }

  fileprivate func caughtByExpression(_ definition: BPMNElement, _ error: BPMNElement) -> Diagnostic
  {
    finding(
      "\"\(definition.parent?.label ?? "")\" catches an error whose code is an expression",
      help: "Catch a static code, or catch all errors and branch afterwards.", on: definition,
      notes: [Diagnostic.Note(message: "the error", location: error.location)])
  }
}
