import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # camunda-compat/ad-hoc-sub-process
  ///
  /// An ad-hoc sub-process must contain an activity and only use what the platform version
  /// supports.
  ///
  /// Before Camunda 8.8, a completion condition, `cancelRemainingInstances="false"` and an output
  /// collection are not supported. From 8.8 on, `outputCollection` and `outputElement` of
  /// `zeebe:adHoc` must be set together.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:adHocSubProcess id="tools" name="Tools" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:adHocSubProcess id="tools" name="Tools">
  ///   <bpmn:task id="search" name="Search" />
  /// </bpmn:adHocSubProcess>
  /// ```
  static let compatAdHocSubProcess = compat(
    "ad-hoc-sub-process", .error,
    from: PlatformVersion(8, 7)
  ) { rule in
    rule.elements(.adHocSubProcess).flatMap { container -> [Diagnostic] in
      let empty = container.children.contains { $0.type.isActivity } ? [] : [rule.empty(container)]
      let output = rule.extensions("adHoc", of: container).first
      if rule.isBelow(8, 8) {
        let places = [completion(of: container), cancellation(of: container)].compactMap(\.self)
        let parts = output.map { output in
          ["outputCollection", "outputElement"].filter { output[$0] != nil }
            .map(output.attribute)
        }
        return empty + (places + (parts ?? [])).map(rule.needs88)
      }
      return empty + (output.map(rule.incomplete) ?? [])
    }
  }

  private static func completion(of container: BPMNElement) -> CompatPlace? {
    container.child(.completionCondition).map {
      CompatPlace(owner: container, location: $0.location, path: "completionCondition")
    }
  }

  private static func cancellation(of container: BPMNElement) -> CompatPlace? {
    let name = "cancelRemainingInstances"
    if container.flag(name, default: true) { return nil }
    return CompatPlace(
      owner: container, location: container.xml.location(ofAttribute: name), path: name)
  }
}

extension CompatInput {
  fileprivate func empty(_ container: BPMNElement) -> Diagnostic {
    finding(
      "the ad-hoc sub-process \"\(container.label)\" does not contain an activity",
      help: "Add a task, a call activity or a sub-process.", on: container)
  }

  fileprivate func needs88(_ place: CompatPlace) -> Diagnostic {
    let name = place.path.split(separator: ".").last ?? ""
    return finding(
      "\"\(place.owner.label)\" sets \(name), which Camunda supports from 8.8 on",
      help: "Remove it, or target Camunda 8.8 or later.", on: place.owner,
      at: place.location, path: place.path)
  }

  /// An output collection without an output element, or the reverse.
  fileprivate func incomplete(_ output: CompatExtension) -> [Diagnostic] {
    let names = ["outputCollection", "outputElement"]
    guard let name = names.first(where: { output[$0].isMissing }),
      let other = names.first(where: { !(output[$0] ?? "").isEmpty })
    else { return [] }
    let place = output.attribute(name)
    return [
      finding(
        "\"\(place.owner.label)\" has \(other) but no \(name)",
        help: "Set both, or neither.", on: place.owner, at: place.location, path: place.path)
    ]
  }
}
