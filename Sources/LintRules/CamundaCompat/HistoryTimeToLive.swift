import Linting
import BPMN
import XML

extension LintRule {
  /// # camunda-compat/history-time-to-live
  ///
  /// A process of Camunda 7 says how long its history is kept.
  ///
  /// Without `camunda:historyTimeToLive` the history is kept for ever, unless the engine has a
  /// default. The rule runs only where a configuration names it, and says nothing about files
  /// made for Camunda 8.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:process id="order" isExecutable="true" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:process id="order" isExecutable="true" camunda:historyTimeToLive="180" />
  /// ```
  static let compatHistoryTimeToLive = compat(
    "history-time-to-live", nil,
    from: PlatformVersion(7, 19), through: PlatformVersion(7, 24)
  ) { rule in
    let root = rule.model.definitions.xml
    let platform = root.attribute("executionPlatform", namespace: XMLNamespace.modeler)?.value
    if platform == "Camunda Cloud" { return [] }
    return rule.elements(.process).filter { process in
      let name = "historyTimeToLive"
      return process.xml.attribute(name, namespace: XMLNamespace.camunda)?.value.isEmpty ?? true
    }
    .map { process in
      rule.finding(
        "\"\(process.label)\" does not say how long its history is kept",
        help: "Set camunda:historyTimeToLive, or a default for the engine.", on: process,
        path: "historyTimeToLive")
    }
  }
}
