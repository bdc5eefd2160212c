import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # camunda-compat/zeebe-user-task
  ///
  /// User tasks should be Camunda user tasks.
  ///
  /// User tasks completed by job workers are deprecated: they have no task listeners and no
  /// priorities, and are not available in the user task API. Choose the implementation "Camunda
  /// user task"; `bpmnc lint --fix --unsafe-fixes` does so unless the task has a task definition or
  /// a form that only job-based user tasks support. Job workers then no longer get its jobs.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:userTask id="check" name="Check order" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:userTask id="check" name="Check order">
  ///   <bpmn:extensionElements>
  ///     <zeebe:userTask />
  ///   </bpmn:extensionElements>
  /// </bpmn:userTask>
  /// ```
  static let compatZeebeUserTask = compat(
    "zeebe-user-task", .warning, from: PlatformVersion(8, 6)
  ) { rule in
    rule.elements(.userTask).compactMap { task in
      let marks = rule.extensions("userTask", of: task).count
      if marks == 1 { return nil }
      return rule.input.finding(
        marks == 0
          ? "\"\(task.label)\" is a job-based user task, which is deprecated"
          : "\"\(task.label)\" has \(marks) zeebe:userTask elements",
        help: marks == 0 ? "Make it a Camunda user task." : "Keep one.", on: task,
        fixIt: rule.userTask(task))
    }
  }
}

extension CompatInput {
  /// Nil if the task has several, if it has a job type or a form that a Camunda user task does not
  /// support, or if the file has no prefix for the extension.
  fileprivate func userTask(_ task: BPMNElement) -> Diagnostic.FixIt? {
    guard extensions("userTask", of: task).isEmpty,
      extensions("taskDefinition", of: task).isEmpty,
      extensions("formDefinition", of: task).allSatisfy({ $0["formKey"].isMissing }),
      let prefix = task.xml.prefix(of: XMLNamespace.zeebe)
    else { return nil }
    let userTask = XMLFragment("\(prefix):userTask")
    let list = task.child(.extensionElements)?.xml
    let edit =
      list.map { XMLEditor.addChild(userTask, to: $0, before: $0.children.first { _ in true }) }
      ?? XMLEditor.addChild(
        XMLFragment(
          (task.xml.name.prefix.map { $0 + ":" } ?? "") + "extensionElements",
          children: [userTask]),
        to: task.xml, before: task.xml.children.first { $0.name.local != "documentation" })
    return Diagnostic.FixIt(
      title: "Make it a Camunda user task", edits: [edit],
      effect: "job workers no longer get its jobs")
  }
}

extension XMLElement {
  /// The prefix of a namespace in this scope.
  fileprivate func prefix(of namespace: String) -> String? {
    var current: XMLElement? = self
    while let element = current {
      for attribute in element.attributes
      where attribute.isNamespaceDeclaration && attribute.value == namespace {
        return attribute.name.qualified == "xmlns" ? nil : attribute.name.local
      }
      current = element.parent
    }
    return nil
  }
}
