import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # camunda-compat/loop-characteristics
  ///
  /// A loop must be a multi-instance loop with an input collection.
  ///
  /// The engine does not support standard loops. A multi-instance element needs exactly one
  /// `zeebe:loopCharacteristics` with an `inputCollection`; `outputCollection` and `outputElement`
  /// must be set together.
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
      "\"\(activity.label)\" is a standard loop, which Camunda does not support",
      help: "Make it multi-instance, or model the loop with a gateway.", on: activity,
      at: loop.location, path: "loopCharacteristics")
  }

  fileprivate func noDetails(_ loop: BPMNElement, of activity: BPMNElement) -> Diagnostic {
    finding(
      "\"\(activity.label)\" is multi-instance but has no input collection",
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
        ? "Set the list to iterate over." : "Set outputCollection and outputElement, or neither.",
      on: activity, at: place.location, path: "loopCharacteristics." + place.path)
  }
}
