import BPMN
import Linting
import XML

extension LintRule {
  /// # camunda-compat/history-time-to-live
  ///
  /// A Camunda 7 process should define how long its history is kept.
  ///
  /// Without `camunda:historyTimeToLive`, the history is kept forever unless the engine has a
  /// default. The rule only runs if a configuration enables it, and skips files made for Camunda 8.
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
        "\"\(process.label)\" does not define how long its history is kept",
        help: "Set camunda:historyTimeToLive, or a default in the engine.", on: process,
        path: "historyTimeToLive")
    }
  }
}
