import BPMN
import Diagnostics
import XML

extension ElementDraft {
  /// Writes the template's id, version and icon.
  func setTemplate(_ template: ElementTemplate) {
    xml[zeebeAttribute("modelerTemplate")] = template.id
    xml[zeebeAttribute("modelerTemplateVersion")] = template.version.map(String.init)
    xml[zeebeAttribute("modelerTemplateIcon")] = template.icon
  }

  /// Removes the extension elements that the element's type does not allow, and implementations of
  /// a task other than the template's.
  func removeForeignExtensions(beside properties: [TemplateProperty]) {
    let bound = Set(properties.compactMap { $0.binding.extensionAttribute?.element })
    let implementations: Set = ["taskDefinition", "calledDecision", "script"]
    let type = ElementType(rawValue: xml.name.local) ?? element.type
    for local in Self.particularExtensions where !bound.contains(local) {
      guard zeebe(local, of: xml) != nil else { continue }
      let isAlternative =
        implementations.contains(local) && !implementations.isDisjoint(with: bound)
      if isAlternative || !type.mayHave(local) {
        notes.append(.lost("<\(zeebeName(local).qualified)>", element))
        removeZeebe(local, of: xml)
      }
    }
  }

  private static let particularExtensions = [
    "taskDefinition", "calledElement", "calledDecision", "formDefinition", "script",
    "assignmentDefinition", "priorityDefinition", "jobPriorityDefinition", "adHoc",
    "agentDefinition", "taskSchedule", "userTask", "linkedResources", "taskListeners",
  ]

  /// A call activity propagates only the variables that the template names.
  func closePropagation(_ properties: [TemplateProperty]) {
    let bound = Set(properties.compactMap { $0.binding.extensionAttribute?.attribute })
    for flag in ["propagateAllChildVariables", "propagateAllParentVariables"]
    where !bound.contains(flag) && bound.contains("processId") {
      set(flag, of: "calledElement", to: "false", in: xml)
    }
  }

  /// Sorts the items of every list into the template's order.
  func arrange(_ properties: [TemplateProperty]) {
    var keys: [BindingType: [String]] = [:]
    for property in properties {
      if let name = property.binding.partName {
        keys[property.binding.type, default: []].append(name)
      }
    }
    arrange(.inputs, keys[.input] ?? [])
    arrange(.outputs, keys[.output] ?? [])
    arrange(.headers, keys[.taskHeader] ?? [])
    arrange(.properties, keys[.zeebeProperty] ?? [])
  }
}

extension ElementType {
  /// Whether elements of the type may have an extension element. Source: zeebe-bpmn-moddle.
  fileprivate func mayHave(_ local: String) -> Bool {
    switch local {
    case "taskDefinition", "jobPriorityDefinition":
      [
        .serviceTask, .businessRuleTask, .scriptTask, .sendTask, .endEvent,
        .intermediateThrowEvent, .adHocSubProcess,
      ].contains(self) || self == .process && local == "jobPriorityDefinition"
    case "calledElement": self == .callActivity
    case "calledDecision": self == .businessRuleTask
    case "script": self == .scriptTask
    case "formDefinition": self == .userTask || self == .startEvent
    case "adHoc": self == .adHocSubProcess
    case "agentDefinition": self == .serviceTask || self == .adHocSubProcess
    case "linkedResources": self == .serviceTask
    default: self == .userTask
    }
  }
}
