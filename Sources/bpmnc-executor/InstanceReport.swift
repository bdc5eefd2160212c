import BPMN
import EngineProtocol
import JSON
import Text

/// How a process instance ended, or where it rests, in words.
struct InstanceReport {
  /// Whether it completed, ended with the call activity that waited for it, or waits for a message
  /// that may come.
  let isFine: Bool
  let text: String

  /// - Parameters:
  ///   - outlook: what the engine has left to do.
  ///   - limit: how long the run was allowed to take.
  init(
    _ instance: ProcessInstance, _ engine: any ProcessEngine, _ outlook: Outlook, limit: Duration
  ) async throws {
    let variables = JSONValue.object(try await engine.variables(ofInstance: instance.key))
    let incidents = try await engine.incidents(ofInstance: instance.key)
    let elements = try await engine.elementInstances(ofInstance: instance.key)
      .filter { $0.state == .active }
    let stranded = outlook.strandedJobs.filter { $0.instanceKey == instance.key }
    let isUnfinished = outlook.isBusy || outlook.nextDue != nil
    let labels = elements.map(Self.label).joined(separator: ", ")
    var lines: [String]
    if instance.state != .active {
      lines = [instance.state.rawValue]
    } else if !incidents.isEmpty {
      lines =
        [incidents.count == 1 ? "has an incident" : "has incidents"]
        + incidents.map { "  \($0.elementID): \($0.type): \($0.message)" }
    } else if isUnfinished {
      lines = ["still works after \(limit.components.seconds) s at \(labels)"]
    } else if elements.isEmpty {
      lines = ["cannot go on: a gateway waits for a token that does not come"]
    } else {
      lines =
        ["waits at \(labels)"]
        + stranded.map { "  \($0.elementID): no connector here does jobs of type '\($0.type)'" }
    }
    text =
      "\(instance.definition.id) \(lines.joined(separator: "\n"))\n\(variables.text(.indented))\n"
    isFine =
      instance.state == .completed
      || instance.state == .terminated && instance.parentKey != nil
      || instance.state == .active && incidents.isEmpty && stranded.isEmpty && !isUnfinished
        && outlook.listening.contains(instance.key)
  }

  private static func label(_ element: ElementInstance) -> String {
    let name = element.elementName?.onOneLine ?? ""
    return "\"\(name.isEmpty ? element.elementID : name)\""
  }
}
