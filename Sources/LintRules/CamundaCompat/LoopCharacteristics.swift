import Webhooks
import Linting
import BPMN
import Diagnostics

extension LintRule {
  /// # camunda-compat/loop-characteristics
  ///
  /// A loop is a multi-instance loop that says what it goes through.
  ///
  /// The engine knows no standard loop. A multi-instance element has one
  /// `zeebe:loopCharacteristics` with an `inputCollection`; `outputCollection` and
  /// `outputElement` stand together or not at all.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:serviceTask id="send" name="Send">
  ///   1️⃣<bpmn:standardLoopCharacteristics />
  /// </bpmn:serviceTask>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:serviceTask id="send" name="Send">
  ///   <bpmn:multiInstanceLoopCharacteristics>
  ///     <bpmn:extensionElements>
  ///       <zeebe:loopCharacteristics inputCollection="=orders" inputElement="order" />
  ///     </bpmn:extensionElements>
  ///   </bpmn:multiInstanceLoopCharacteristics>
  /// </bpmn:serviceTask>
  /// ```
  static let compatLoopCharacteristics = compat(
    "loop-characteristics", .error
  ) { rule in
    rule.elements { $0.isLoopCharacteristics }.flatMap { loop -> [Diagnostic] in
      guard let activity = loop.parent, activity.type.isActivity else { return [] }
      let details = rule.extensions("loopCharacteristics", of: loop)
      guard loop.type == .multiInstanceLoopCharacteristics else {
        return [rule.standardLoop(loop, of: activity)]
      }
      guard details.count == 1, let detail = details.first else {
        return [rule.noDetails(loop, of: activity)]
      }
      let collection = detail["outputCollection"]
      let element = detail["outputElement"]
      var missing = detail["inputCollection"].isMissing ? ["inputCollection"] : []
      if !(element ?? "").isEmpty, collection.isMissing { missing.append("outputCollection") }
      if !(collection ?? "").isEmpty, element.isMissing { missing.append("outputElement") }
      return missing.map { rule.missing($0, of: detail, activity) }
    }
  }
}

extension ElementType {
  fileprivate var isLoopCharacteristics: Bool {
    self == .multiInstanceLoopCharacteristics || self == .standardLoopCharacteristics
  }
}

extension CompatInput {
  fileprivate func standardLoop(_ loop: BPMNElement, of activity: BPMNElement) -> Diagnostic {
    finding(
      "\"\(activity.label)\" is a standard loop, which Camunda does not run",
      help: "Make it multi-instance, or lead a flow back with a gateway.", on: activity,
      at: loop.location, path: "loopCharacteristics")
  }

  fileprivate func noDetails(_ loop: BPMNElement, of activity: BPMNElement) -> Diagnostic {
    finding(
      "\"\(activity.label)\" is multi-instance, but does not say what it goes through",
      help: "Add one zeebe:loopCharacteristics with an input collection.", on: activity,
      at: loop.location, path: "loopCharacteristics")
  }

  fileprivate func missing(
    _ name: String, of detail: CompatExtension, _ activity: BPMNElement
  ) -> Diagnostic {
    let place = detail.attribute(name)
    return finding(
      "the loop of \"\(activity.label)\" has no \(name)",
      help: name == "inputCollection"
        ? "Say which list it goes through." : "Set outputCollection and outputElement, or neither.",
      on: activity, at: place.location, path: "loopCharacteristics." + place.path)
  }
}
