import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/duplicate-extension
  ///
  /// An element must not have the same extension element twice.
  ///
  /// Duplicate mapping, header or form definition elements typically remain after a manual merge.
  /// Camunda rejects them.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:userTask id="check">
  ///   <bpmn:extensionElements>
  ///     <zeebe:formDefinition formId="a" />
  ///     1️⃣<zeebe:formDefinition formId="b" />
  ///   </bpmn:extensionElements>
  /// </bpmn:userTask>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:userTask id="check">
  ///   <bpmn:extensionElements>
  ///     <zeebe:formDefinition formId="a" />
  ///   </bpmn:extensionElements>
  /// </bpmn:userTask>
  /// ```
  static let deployDuplicateExtension = deploy(
    "duplicate-extension"
  ) { deployment in
    single.sorted { $0.key < $1.key }.flatMap { name, belongsHere in
      var owners: Set<BPMNElement> = []
      return deployment.zeebe(name).compactMap { xml -> Diagnostic? in
        let owner = xml.owner(in: deployment.model)
        // Execution listeners have their own headers.
        guard belongsHere(owner.type), xml.parent?.name.local == "extensionElements",
          !owners.insert(owner).inserted
        else { return nil }
        return deployment.finding(
          "\"\(owner.label)\" has zeebe:\(name) twice", help: "Keep one of them.", on: owner,
          at: xml.location)
      }
    }
  }

  /// The extensions that may occur once, and on which elements.
  private static let single: [String: @Sendable (ElementType) -> Bool] = [
    "versionTag": { $0 == .process },
    "ioMapping": { $0.isFlowNode },
    "executionListeners": { $0.isFlowNode || $0 == .process },
    "taskHeaders": {
      [.serviceTask, .sendTask, .userTask, .businessRuleTask, .scriptTask].contains($0)
    },
    "linkedResources": { $0 == .serviceTask || $0 == .sendTask },
    "userTask": { $0 == .userTask },
    "assignmentDefinition": { $0 == .userTask },
    "formDefinition": { $0 == .userTask },
    "taskSchedule": { $0 == .userTask },
    "priorityDefinition": { $0 == .userTask },
    "taskListeners": { $0 == .userTask },
    "adHoc": { $0 == .adHocSubProcess },
  ]
}
