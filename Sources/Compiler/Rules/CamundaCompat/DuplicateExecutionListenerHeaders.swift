import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatDuplicateExecutionListenerHeaders = compat(
    "duplicate-execution-listener-headers", .error, "No header of a listener stands twice",
    from: PlatformVersion(8, 10)
  ) { rule, element in
    rule.listeners("executionListener", of: element).flatMap { listener in
      let headers = listener.xml.children.filter { $0.name.local == "taskHeaders" }
        .flatMap { Array($0.children) }
      return repeated(headers.map { $0["key"] }).map { key in
        rule.finding(
          "\"\(element.label)\" has the listener header \"\(key ?? "")\" more than once",
          element, at: listener.xml)
      }
    }
  }
}
